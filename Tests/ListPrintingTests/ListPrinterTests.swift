import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ListPrinting

@Suite struct ListPrinterTests {
    private static let columns = [
        PrintedList.Column("Nr. crt.", width: 1, isNumber: true),
        PrintedList.Column("Conținutul pe scurt", width: 4),
    ]

    private func section(_ rows: [[String]]) -> PrintedList.Section {
        PrintedList.Section(
            title: "Inventarul pe anul 2024", columns: Self.columns, rows: rows,
            closing: ["Prezentul inventar conține \(rows.count) dosare."],
            signatures: ["Am predat", "Am primit"])
    }

    /// Letters of one width, so that lines can be counted.
    private let measure = TextMeasure { text, lettering in
        Double(text.count) * lettering.size * 0.5
    }

    private func pages(_ rows: [[String]]) -> [LaidPage] {
        ListLayout.pages(
            of: section(rows), on: Paper(isLandscape: true), measure: measure)
    }

    @Test("lines end at blanks, and a word that is too long is parted; nothing is lost")
    func lines() {
        let lines = measure.lines(of: "unu doi trei patru", within: 45, .body)
        #expect(lines == ["unu doi", "trei patru"])
        let long = measure.lines(of: "a " + String(repeating: "b", count: 25), within: 45, .body)
        #expect(long == ["a", "bbbbbbbbbb", "bbbbbbbbbb", "bbbbb"])
        #expect(measure.lines(of: "", within: 45, .body) == [""])
        #expect(measure.lines(of: "abc", within: 0, .body) == ["a", "b", "c"])
    }

    @Test(
        "headings stand on every page with rows, pages are numbered, and no row runs over the foot")
    func manyRows() throws {
        let pages = pages((1...100).map { ["\($0)", "Facturi de la furnizorul \($0)"] })
        #expect(pages.count > 2)
        for (index, page) in pages.enumerated() {
            let texts = page.texts.map(\.text)
            #expect(texts.contains("Pagina \(index + 1) din \(pages.count)"))
            let hasRows = texts.contains { $0.hasPrefix("Facturi") }
            #expect(texts.contains("Conținutul pe scurt") == hasRows)
            // Who signs sees what they sign for.
            #expect(texts.contains("Am predat") == texts.contains { $0.hasPrefix("Prezentul") })
            let rows = page.texts.filter { !$0.text.hasPrefix("Pagina") }
            let lowest = try #require(rows.map(\.baseline).max())
            #expect(lowest <= Paper(isLandscape: true).bottom)
        }
        let all = pages.flatMap(\.texts).map(\.text)
        for number in 1...100 { #expect(all.contains("Facturi de la furnizorul \(number)")) }
        #expect(pages.last?.texts.contains { $0.text == "Am primit" } == true)
    }

    @Test("a row that is higher than a page goes on on the next one")
    func highRow() {
        let words = (1...4000).map { "cuvânt\($0)" }
        let pages = pages([["1", words.joined(separator: " ")]])
        #expect(pages.count > 1)
        let read = pages.flatMap(\.texts).map(\.text).joined(separator: " ").split(separator: " ")
        #expect(Set(words).isSubset(of: Set(read.map(String.init))))
    }

    @Test("the text of the file is found with its letters, ș and ț with commas")
    func searchable() throws {
        let list = PrintedList(
            title: "Inventar", isLandscape: true,
            sections: [
                section([["1", "Hotărâri, șapte înștiințări și Ședințe – ȘȚ"]]), section([]),
            ])
        let file = try #require(ListPrinter.pdf(of: list))
        #expect(file.starts(with: Array("%PDF-".utf8)))
        let folder = try TemporaryFolder()
        let path = folder.path + "/list.pdf"
        try Data(file).write(to: URL(fileURLWithPath: path))
        let text = try Self.text(ofFile: path)
        #expect(text.contains("Hotărâri, șapte înștiințări și Ședințe – ȘȚ"))
        #expect(text.contains("Conținutul pe scurt") && text.contains("Pagina 1 din 1"))
        #expect(text.split(separator: "\u{C}").count >= 2)
    }

    private static func text(ofFile path: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/pdftotext")
        process.arguments = ["-layout", path, "-"]
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
