import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Testing

@testable import ArchiveActs

@Suite struct SelectionParserTests {
    @Test("conditions are a measure, a comparison and a number, with 'and' between")
    func conditions() throws {
        #expect(
            try SelectionParser.conditions("confidence<0.8") == [
                .init(.confidence, .below, value: 0.8)
            ])
        #expect(
            try SelectionParser.conditions(" Confidence >= 0.5 AND doubts = 0 ") == [
                .init(.confidence, .atLeast, value: 0.5), .init(.doubts, .equal, value: 0),
            ])
    }

    @Test(
        "anything else is refused, with what could stand there",
        arguments: [
            "", "confidence", "confidence<", "confidence<x", "words<3", "confidence<0.8 and",
            "confidence<0.8 or doubts>1", "confidence<<1", "confidence<nan", "1>confidence",
            "confidence<-1", "confidence<2", "confidence>1.01", "doubts>0.5", "doubts<-1",
        ])
    func refused(typed: String) {
        let error = #expect(throws: ActError.self) { try SelectionParser.conditions(typed) }
        #expect(error?.codeName == "condition-invalid")
    }

    @Test("a number that no page can have is refused with the range")
    func outOfRange() {
        let error = #expect(throws: ActError.self) {
            try SelectionParser.conditions("confidence<2")
        }
        #expect(error?.message.contains("0 to 1") == true)
        #expect(throws: Never.self) { try SelectionParser.conditions("confidence<=1 and doubts>0") }
    }

    @Test("batches, documents and versions that are not there are refused")
    func unknown() throws {
        let temporary = try TemporaryArchive()
        try temporary.accession("a.tif", "a")
        let parser = SelectionParser(temporary.archive)
        #expect(try parser.selection(.init(batch: "lot_0001")).batch != nil)
        for (request, code) in [
            (SelectionParser.Request(batch: "lot"), "batch-unknown"),
            (.init(engine: "five"), "condition-invalid"),
            (.init(document: "zz"), "document-unknown"),
        ] {
            let error = #expect(throws: ActError.self) { try parser.selection(request) }
            #expect(error?.codeName == code)
        }
    }
}
