import ArchiveModel
import DocumentAssembly
import Testing

struct BatchAssemblerTests {
    @Test("several papers in one file are several documents")
    func stack() throws {
        let papers = assemble([
            .tiff(
                .first("DISPOZIȚIA NR. 12", number: 12), .prose(isSigned: true),
                .first("REFERAT DE NECESITATE", number: 13),
                .first("CONTRACT DE PRESTĂRI", number: 14),
                .prose())
        ])
        #expect(papers.map(\.numbers) == [[1, 2], [3], [4, 5]])
        #expect(papers[1].beginning.cues.first == .title)
        #expect(papers.allSatisfy { $0.beginning.confidence.value > 0.9 })
    }

    @Test("a paper of several files is one document, and tells why")
    func acrossFiles() throws {
        let papers = assemble([
            .jpeg(.first("DISPOZIȚIA NR. 12", number: 12, foot: "pag. 1 din 2")),
            .jpeg(.prose(foot: "pag. 2 din 2")),
            .jpeg(.first("REFERAT DE NECESITATE", number: 13)),
        ])
        #expect(papers.map(\.scans) == [[1, 2], [3]])
        #expect(papers[0].joints.map(\.boundary.cues.first) == [.nextPage])
    }

    @Test("a file of several pages is one document, unless the evidence for a cut in it is strong")
    func onePaperAFile() throws {
        let papers = assemble([
            .tiff(.first("CONTRACT DE PRESTĂRI", number: 1), .prose(), .prose(isSigned: true)),
            .tiff(.prose(), .prose()),
        ])
        #expect(papers.map(\.numbers) == [[1, 2, 3], [1, 2]])
    }

    @Test("blank backs and separator sheets are in no document", arguments: [false, true])
    func sheets(isTwice: Bool) throws {
        let sheets = Array(repeating: TestPage.separator, count: isTwice ? 2 : 1)
        let papers = assemble(
            [
                .tiff(
                    sheets + [.text(try SyntheticPage.prose().evidence), .blank]
                        + sheets + [.text(try SyntheticPage.prose().evidence), .blank]
                        + [.text(try SyntheticPage.prose().evidence)] + sheets)
            ])
        let first = sheets.count + 1
        let second = first + 2 + sheets.count
        #expect(papers.map(\.numbers) == [[first], [second, second + 2]])
        #expect(papers[1].beginning.cues.first == .separator)
    }

    @Test("a separator sheet alone, or with blank pages only, is no document")
    func alone() {
        #expect(assemble([.tiff([.separator])]).isEmpty)
        #expect(assemble([.tiff([.blank, .separator, .blank])]).isEmpty)
    }

    @Test("a separator in a file of its own parts the files around it")
    func separatorFile() throws {
        let papers = assemble([
            .jpeg([
                .text(
                    try SyntheticPage.first("DISPOZIȚIE", number: 1, foot: "pag. 1 din 2").evidence)
            ]),
            .jpeg([.separator]),
            .jpeg([.text(try SyntheticPage.prose(foot: "pag. 2 din 2").evidence)]),
        ])
        #expect(papers.map(\.scans) == [[1], [3]])
    }

    @Test("numbers that begin anew begin a document, numbers that go on do not")
    func numbers() throws {
        let papers = assemble([
            .tiff(
                .prose(foot: "1/2"), .prose(foot: "2/2"), .prose(foot: "1/2"), .prose(foot: "2/2"))
        ])
        #expect(papers.map(\.numbers) == [[1, 2], [3, 4]])
    }

    @Test("an annex stays with the paper that it names")
    func annex() throws {
        var annex = SyntheticPage()
        annex.add("Anexa nr. 1 la Dispoziția nr. 172 din 27.11.2017")
        annex.addCentred("CONTRACT DE ÎNCHIRIERE")
        let papers = assemble([
            .jpeg(.first("DISPOZIȚIA NR. 172", number: 172)), .jpeg(annex),
        ])
        #expect(papers.map(\.scans) == [[1, 2]])
    }

    @Test("pages that failed stay where they are, and end nothing")
    func failed() throws {
        let text = TestPage.text(try SyntheticPage.prose().evidence)
        let title = TestPage.text(try SyntheticPage.first("DISPOZIȚIE", number: 1).evidence)
        #expect(
            assemble([.tiff([.failed, text, .failed, text, .failed])]).map(\.numbers) == [
                [1, 2, 3, 4, 5]
            ])
        #expect(assemble([.tiff([text, .failed, title])]).map(\.numbers) == [[1, 2], [3]])
        #expect(assemble([.tiff([.failed, .failed])]).isEmpty)
        let page = try SyntheticPage.first("DISPOZIȚIE", number: 1, foot: "pag. 1 din 2").evidence
        let next = try SyntheticPage.prose(foot: "pag. 2 din 2").evidence
        let papers = assemble([.jpeg([.text(page)]), .jpeg([.failed]), .jpeg([.text(next)])])
        #expect(papers.map(\.scans) == [[1, 3]])
    }

    @Test(
        "what was grouped before is never joined, and a page that seems to belong to it is doubtful"
    )
    func grouped() throws {
        let first = TestFile.jpeg(.first("DISPOZIȚIE", number: 1, foot: "pag. 1 din 2"))
        let second = TestFile.jpeg(.prose(foot: "pag. 2 din 2"))
        var assembler = BatchAssembler()
        #expect(assembler.take(try first.pages(), of: first.file(1, isGrouped: true)).isEmpty)
        #expect(assembler.take(try second.pages(), of: second.file(2)).isEmpty)
        let late = assembler.end()
        #expect(late.map(\.scans) == [[2]])
        #expect(late[0].beginning.cues == [.groupedBefore])
        #expect(late[0].beginning.confidence < DocumentBounds.sureFrom)
    }

    @Test("a run that goes on with a batch finds the same reasons")
    func goingOn() throws {
        let files: [TestFile] = [
            .jpeg(.first("DISPOZIȚIE", number: 1)),
            .jpeg(.first("REFERAT DE NECESITATE", number: 2)),
            .jpeg(.prose()),
        ]
        let whole = assemble(files)
        var assembler = BatchAssembler()
        var rest: [AssembledPaper] = []
        for (index, file) in files.enumerated() {
            rest += assembler.take(
                try file.pages(), of: file.file(Int64(index + 1), isGrouped: index == 0))
        }
        #expect(rest + assembler.end() == Array(whole.dropFirst()))
    }

    @Test(
        "fronts and backs of two files make the papers that the sheets are, and the back of a sheet is no new paper"
    )
    func duplex() throws {
        let fronts = TestFile.tiff(
            .first("DISPOZIȚIA NR. 12", number: 12), .first("REFERAT DE NECESITATE", number: 13),
            .first("CONTRACT DE PRESTĂRI", number: 14))
        let backs = TestFile.tiff([
            .text(try SyntheticPage.prose(isSigned: true).evidence), .blank,
            .text(try SyntheticPage.first("TABEL NOMINAL", number: 15).evidence),
        ])
        let sides = try #require(
            SheetSides(fronts: try fronts.side(1), backs: try backs.side(2)))
        var assembler = BatchAssembler()
        let papers = assembler.take(sides.pages, of: sides.file) + assembler.end()
        #expect(papers.map(\.scans) == [[1, 2], [1], [1, 2]])
        #expect(papers.map(\.numbers) == [[1, 3], [2], [3, 1]])
        #expect(papers[0].joints.first?.boundary.cues.first == .sameSheet)
    }

    @Test("fronts and backs that are not as many are not put together")
    func otherCount() throws {
        let one = TestFile.tiff([.blank])
        let two = TestFile.tiff([.blank, .blank])
        #expect(SheetSides(fronts: try one.side(1), backs: try two.side(2)) == nil)
        #expect(
            SheetSides(fronts: try one.side(1), backs: try TestFile.tiff([]).side(2)) == nil)
    }

    @Test("a front that failed stays with its back, and says nothing of it")
    func failedFront() throws {
        let text = TestPage.text(try SyntheticPage.first("DISPOZIȚIE", number: 1).evidence)
        let fronts = TestFile.tiff([text, .failed])
        let backs = TestFile.tiff([text, .blank])
        let sides = try #require(
            SheetSides(fronts: try fronts.side(1), backs: try backs.side(2)))
        var assembler = BatchAssembler()
        let papers = assembler.take(sides.pages, of: sides.file) + assembler.end()
        #expect(papers.map(\.numbers) == [[1, 2], [1]])
    }
}

/// A page of a file.
private enum TestPage {
    case text(PageEvidence)
    case blank
    case separator
    case failed

    var verdict: PageVerdict {
        switch self {
        case .text: .done
        case .blank: .blank
        case .separator: .separator
        case .failed: .failed
        }
    }

    var evidence: PageEvidence? {
        if case .text(let evidence) = self { evidence } else { nil }
    }
}

/// A file of a batch.
private struct TestFile {
    let format: ScanFormat
    let content: () throws -> [TestPage]

    static func tiff(_ pages: SyntheticPage...) -> TestFile {
        TestFile(format: .tiff) { try pages.map { .text(try $0.evidence) } }
    }

    static func jpeg(_ page: SyntheticPage) -> TestFile {
        TestFile(format: .jpeg) { [.text(try page.evidence)] }
    }

    static func tiff(_ pages: [TestPage]) -> TestFile { TestFile(format: .tiff) { pages } }
    static func jpeg(_ pages: [TestPage]) -> TestFile { TestFile(format: .jpeg) { pages } }

    func pages() throws -> [AssemblyPage] {
        try content().enumerated().map {
            AssemblyPage(
                number: $0.offset + 1, verdict: $0.element.verdict, evidence: $0.element.evidence)
        }
    }

    func side(_ scan: Int64) throws -> SheetSides.Side {
        SheetSides.Side(file: file(scan), pages: try pages())
    }

    func file(_ scan: Int64, isGrouped: Bool = false) -> ScannedFile {
        let count = (try? content().count) ?? 0
        return ScannedFile(scan: scan, format: format, pageCount: count, isGrouped: isGrouped)
    }
}

/// The documents of files in order.
private func assemble(_ files: [TestFile]) -> [AssembledPaper] {
    var assembler = BatchAssembler()
    var papers: [AssembledPaper] = []
    for (index, file) in files.enumerated() {
        let pages = (try? file.pages()) ?? []
        papers += assembler.take(pages, of: file.file(Int64(index + 1)))
    }
    return papers + assembler.end()
}

extension AssembledPaper {
    fileprivate var numbers: [Int] { pages.map(\.number) }
    fileprivate var scans: [Int64] { pages.map(\.scan) }
}
