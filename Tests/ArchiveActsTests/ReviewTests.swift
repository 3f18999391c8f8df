import ArchiveModel
import ArchiveTestSupport
import Catalogue
import Testing

@testable import ArchiveActs
@testable import ArchiveStore

@Suite struct ReviewTests {
    private let temporary: TemporaryIndex

    init() throws {
        temporary = try TemporaryIndex()
    }

    /// Takes in a decision with a number that was read with some confidence.
    @discardableResult
    private func add(
        _ text: String, confidence: Double, check: FieldCheck = .none, type: String? = "HCL"
    ) throws -> DocumentID {
        var draft = try temporary.draft(
            temporary.scan([text]), pages: 1, type: type,
            fields: [.number: "12", .date: "2021-03-12"])
        if let index = draft.extracted.fields.firstIndex(where: { $0.name == .number }) {
            draft.extracted.fields[index].confidence = Confidence(confidence)
            draft.extracted.fields[index].check = check
        }
        if type == nil { draft.extracted.typeConfidence = Confidence(0) }
        try temporary.commit(draft)
        return draft.id
    }

    private func all(_ selection: ReviewQueue.Selection = .init()) throws -> [ReviewItem] {
        var queue = try ReviewQueue(temporary.archive, selection)
        var items: [ReviewItem] = []
        while let next = try queue.next() { items += next }
        return items
    }

    private func answer(_ answer: ReviewAnswer, to item: ReviewItem) throws {
        _ = try ReviewAnswering(temporary.archive, read: { _ in nil })
            .carryOut(answer, to: item, by: temporary.user)
    }

    private func code(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let error as ActError { return error.codeName }
    }

    private func number(_ id: DocumentID) throws -> ExtractedField? {
        try temporary.listing.document(id)?.extracted[.number]
    }

    @Test("the worst comes first, and what is sure does not come")
    func order() throws {
        let weak = try add("a", confidence: 0.5)
        let weaker = try add("b", confidence: 0.2)
        try add("c", confidence: 0.9)
        let wrong = try add("d", confidence: 0.95, check: .failed)
        let unknown = try add("e", confidence: 0.4, type: nil)
        let items = try all()
        #expect(items.map(\.document) == [unknown, unknown, wrong, weaker, weak])
        #expect(
            items.map(\.reason) == [
                .unknownType, .weakReading, .contradicted, .weakReading, .weakReading,
            ])
        #expect(try all(.init(kinds: [.type])).map(\.document) == [unknown])
        #expect(try all(.init(type: DocumentType(rawValue: "HCL"))).count == 3)
    }

    @Test("what is accepted is a person's word at its place, and is not asked again")
    func accepts() throws {
        let id = try add("a", confidence: 0.3, check: .failed)
        let read = try number(id)
        try answer(.accept, to: try #require(try all().first))
        let field = try #require(try number(id))
        #expect(field.rule == DocumentChange.rule && field.evidence == read?.evidence)
        #expect(field.id == read?.id && field.check == .failed)
        let corrections = try temporary.corrections.all(of: id)
        #expect(corrections.count == 1 && corrections[0].isConfirmation)
        #expect(SetByHand(corrections)[field] != nil)
        #expect(try all().isEmpty)
        try undo(id)
        #expect(try number(id) == read)
        #expect(try all().map(\.reason) == [.contradicted])
    }

    private func undo(_ id: DocumentID) throws {
        _ = try CorrectionUndoing(temporary.archive)
            .carryOut(id.text, fields: [], by: temporary.user)
    }

    @Test("what is taken back is as it was read, doubts included, and is asked about again")
    func takenBack() throws {
        let id = try add("a", confidence: 0.3)
        let unknown = try add("b", confidence: 0.9, type: nil)
        let required = try temporary.add("c", type: "DISP", date: "2021-03-12")
        func fields() throws -> [[ExtractedField]?] {
            try [id, unknown, required].map {
                try temporary.listing.document($0)?.extracted.fields
            }
        }
        func asked() throws -> [String] {
            try all().map { "\($0.document.text) \($0.name) \($0.reason.rawValue)" }
        }
        let (read, questions) = (try fields(), try asked())
        let item = try #require(try all().first { $0.document == id })
        for given: ReviewAnswer in [.value("13"), .absent, .accept] {
            let item = try #require(try all().first { $0.document == id && $0.name == item.name })
            try answer(given, to: item)
            #expect(try asked() != questions)
            try undo(id)
            #expect(try asked() == questions)
            #expect(try number(id)?.confidence == Confidence(0.3))
            #expect(try number(id)?.evidence == read[0]?.first { $0.name == .number }?.evidence)
        }
        for given: ReviewAnswer in [.value("FACT"), .absent] {
            try answer(given, to: try #require(try all().first { $0.document == unknown }))
            try undo(unknown)
            #expect(try asked() == questions)
        }
        let missing = try all().filter { $0.document == required }
        #expect(!missing.isEmpty)
        for (item, given) in zip(missing, [ReviewAnswer.absent, .value("7")]) {
            try answer(given, to: item)
            try undo(required)
            #expect(try asked() == questions)
            let counted = try temporary.listing.count(
                toReviewFor: .missing(
                    RequiredField(.number, of: DocumentType(rawValue: "DISP"))))
            #expect(counted == missing.count { $0.name == "number" })
        }
        #expect(try fields()[1...] == read[1...])
    }

    @Test("a document that is read again after a correction was taken back has its new reading")
    func readAgain() throws {
        let id = try add("a", confidence: 0.3)
        try answer(.value("13"), to: try #require(try all().first))
        try undo(id)
        let stored = try #require(try temporary.listing.document(id))
        var draft = DocumentDraft(
            id: id, pages: stored.pages.map(\.reference), extracted: stored.extracted)
        for index in draft.extracted.fields.indices
        where draft.extracted.fields[index].name == .number {
            draft.extracted.fields[index].id = nil
            draft.extracted.fields[index].value = "12/B"
            draft.extracted.fields[index].confidence = Confidence(0.95)
        }
        try temporary.commit(draft)
        #expect(try number(id)?.value == "12/B" && number(id)?.rule != DocumentChange.rule)
        #expect(try all().isEmpty)
    }

    @Test("an item of a list that was taken away is not another one when it is asked about again")
    func listItems() throws {
        var draft = try temporary.draft(
            temporary.scan(["a"]), pages: 1, type: "HCL",
            fields: [.number: "12", .date: "2021-03-12"])
        for (value, confidence) in [
            ("RO49AAAA1B31007593840000", 0.9), ("RO09BBBB1B31007593840001", 0.2),
        ] {
            draft.extracted.fields.append(
                ExtractedField(
                    name: .accounts, value: value, evidence: nil,
                    confidence: Confidence(confidence), rule: "account"))
        }
        try temporary.commit(draft)
        let item = try #require(try all().first)
        try answer(.absent, to: item)
        let queue = try ReviewQueue(temporary.archive)
        let again = try #require(try queue.again(item))
        #expect(again.value == nil && again.kind == .missing)
        try answer(.absent, to: again)
        let left = try temporary.listing.document(draft.id)?.extracted.fields
            .filter { $0.name == .accounts }.map(\.value)
        #expect(left == ["RO49AAAA1B31007593840000"])
    }

    @Test("figures are of the questions that are selected")
    func selectedFigures() throws {
        try add("a", confidence: 0.3)
        try add("b", confidence: 0.3, type: "FACT")
        try add("c", confidence: 0.3, type: nil)
        func left(_ selection: ReviewQueue.Selection) throws -> Int {
            try ReviewFigures.read(of: temporary.archive, selection).left
        }
        #expect(try left(.init(kinds: [.field])) == 3)
        let type = DocumentType(rawValue: "HCL")
        #expect(try left(.init(kinds: [.field], type: type)) == 1)
        #expect(try left(.init(kinds: [.type])) == 1)
        #expect(try left(.init(kinds: [.type, .boundary], type: type)) == 0)
    }

    @Test("what a person accepted or set stays so when the document is read again")
    func stays() throws {
        let id = try add("a", confidence: 0.3)
        try answer(.accept, to: try #require(try all().first))
        let stored = try #require(try temporary.listing.document(id))
        var draft = DocumentDraft(
            id: id, pages: stored.pages.map(\.reference), extracted: stored.extracted)
        for index in draft.extracted.fields.indices {
            draft.extracted.fields[index].id = nil
            draft.extracted.fields[index].rule = "again"
            draft.extracted.fields[index].confidence = Confidence(0.2)
        }
        draft.extracted.fields.removeAll { $0.name == .date }
        try temporary.commit(draft)
        #expect(try number(id)?.rule == DocumentChange.rule)
        #expect(try all().map(\.name) == ["date"])
        draft.extracted.fields.removeAll { $0.name == .number }
        try temporary.commit(draft)
        #expect(try number(id)?.value == "12")
    }

    @Test("a field that the paper rightly lacks is not asked again, nor taken from a later reading")
    func absent() throws {
        let id = try add("a", confidence: 0.3)
        try answer(.absent, to: try #require(try all().first))
        #expect(try number(id) == nil)
        #expect(try all().isEmpty)
        let other = try temporary.add("b", type: "DISP", date: "2021-03-12")
        let missing = try #require(try all().first)
        #expect(missing.document == other && missing.kind == .missing && missing.name == "number")
        #expect(try code { try answer(.accept, to: missing) } == "review-answer-invalid")
        try answer(.absent, to: missing)
        #expect(try all().isEmpty)
        #expect(try temporary.corrections.all(of: other).map(\.value) == [nil])
    }

    @Test("a type that cannot be known is said to be so once")
    func unknownType() throws {
        let id = try add("a", confidence: 0.9, type: nil)
        try answer(.absent, to: try #require(try all().first))
        #expect(try all().isEmpty)
        #expect(try temporary.listing.document(id)?.extracted.type == nil)
    }

    @Test("another value is read as people type it, and one that was read already confirms it")
    func edits() throws {
        let id = try add("a", confidence: 0.3)
        let item = try #require(try all().first)
        #expect(try code { try answer(.value(""), to: item) } != nil)
        try answer(.value(" 37 "), to: item)
        #expect(try number(id)?.value == "37")
        try add("b", confidence: 0.3)
        try answer(.value("12"), to: try #require(try all().first))
        #expect(try all().isEmpty)
    }

    @Test("an answer to what changed meanwhile is refused")
    func overtaken() throws {
        try add("a", confidence: 0.3)
        let item = try #require(try all().first)
        try answer(.accept, to: item)
        #expect(try code { try answer(.accept, to: item) } == "review-overtaken")
        #expect(try code { try answer(.value("9"), to: item) } == "review-overtaken")
        let again = try #require(try ReviewQueue(temporary.archive).again(item))
        #expect(again.reason == .answered)
        try answer(.value("9"), to: again)
        #expect(try number(item.document)?.value == "9")
    }

    @Test("doubtful pages are accepted as they are, and not asked again")
    func boundaries() throws {
        var draft = try temporary.draft(
            temporary.scan(["a", "b"]), pages: 2, type: "HCL",
            fields: [.number: "12", .date: "2021-03-12"])
        draft.bounds = DocumentBounds(
            beginning: Boundary(cues: [.newFile], confidence: Confidence(0.55)))
        try temporary.commit(draft)
        let item = try #require(try all().first)
        #expect(item.kind == .boundary && item.reason == .beginning)
        try answer(.accept, to: item)
        #expect(try all().isEmpty)
        #expect(try code { try answer(.accept, to: item) } == "review-overtaken")
        #expect(try temporary.listing.document(draft.id)?.pages.count == 2)
    }

    @Test("the pace is that of persons: pauses and tables are left out, and few answers are none")
    func pace() {
        func times(_ seconds: [Int]) -> [AnswerTime] {
            seconds.map { second in
                let minutes = second / 60
                let clock = [minutes / 60, minutes % 60, second % 60].map {
                    $0 < 10 ? "0\($0)" : "\($0)"
                }.joined(separator: ":")
                return AnswerTime(account: "ana", at: "2026-11-22T\(clock)Z")
            }
        }
        #expect(ReviewPace(of: []).secondsPerAnswer == ReviewPace.assumed)
        #expect(ReviewPace(of: times([0, 5, 10])).measuredBy == 0)
        let steady = Array(stride(from: 0, through: 400, by: 10))
        let pace = ReviewPace(of: times(steady + [400, 400, 9000]))
        #expect(pace.secondsPerAnswer == 10 && pace.measuredBy == 40)
    }
}
