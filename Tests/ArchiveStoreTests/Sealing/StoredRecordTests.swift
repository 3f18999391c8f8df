import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// The records of an object against the page that describes them.
@Suite struct StoredRecordTests {
    private static let page = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("docs/format/archive-format.md").path

    /// The example of a file in the description of the format.
    private func example(_ name: String) throws -> Data {
        let text = try String(contentsOfFile: Self.page, encoding: .utf8)
        let parts = text.split(separator: "<!-- example: \(name) -->\n```json\n")
        let block = try #require(parts.dropFirst().first?.split(separator: "\n```").first)
        return Data(block.utf8)
    }

    private func file(_ data: Data) throws -> String {
        let path = NSTemporaryDirectory() + "record-" + UUID().uuidString
        try data.write(to: URL(fileURLWithPath: path))
        return path
    }

    private func json(_ data: Data) throws -> NSObject? {
        try JSONSerialization.jsonObject(with: data) as? NSObject
    }

    @Test("the example of batch.json is what the program writes and reads")
    func batch() throws {
        let example = try example("batch.json")
        let path = try file(example)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try BatchFile.read(at: path)
        #expect(try json(Data(StoredJSON.file(read))) == json(example))
        #expect(read.modified == ["originals/0001.tif": 1_711_620_900_120_000_000])
        var written = BatchFile(
            name: ScanName("scans/lot_0001"),
            incoming: IncomingBatch(
                folder: ScanName("scans/lot_0001"), source: ScanName("/srv/scans/lot_0001"),
                files: []))
        written.files = [
            BatchFile.File(
                modified: StoredTime.text(nanoseconds: 1_711_620_900_120_000_000),
                path: LogicalPath.original(ScanName("0001.tif")))
        ]
        #expect(written == read)
    }

    @Test("the example of journal.json is what the program writes and reads")
    func journal() throws {
        let example = try example("journal.json")
        let path = try file(example)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try JournalFile.read(at: path)
        let id = try #require(ArchiveID(read.archive))
        #expect(JournalFile(read.extent, of: id) == read)
        #expect(read.extent.start == EventLog.start)
        #expect(try json(Data(StoredJSON.file(read))) == json(example))
    }

    @Test("the example of documents.json is what the program writes and reads")
    func documents() throws {
        let example = try example("documents.json")
        let path = try file(example)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try SealedBatch.read(at: path)
        #expect(try json(Data(StoredJSON.encode(read, keys: .snakeCase).utf8)) == json(example))
        let document = try #require(read.documents.first)
        #expect(
            document.corrections == [
                Correction(
                    actor: "ana", at: "2024-04-02T08:00:00Z", decision: 3,
                    field: FieldID("dvt87wsma44w"), id: "5f0c94b26a514c079d7e51b8f2a0c6d4",
                    name: "number", previous: "l2",
                    value: "12")
            ])
        #expect(document.type == DocumentType(rawValue: "FACT"))
        #expect(document.pages.map(\.numbers) == [[1]])
        #expect(document.pages.first?.scan == read.scans.first?.digest)
        let field = try #require(document.extracted.fields.first)
        #expect(field.value == "12")
        #expect(try field.id == .initial(of: .number, in: document.id, ordinal: 1))
        #expect(field.evidence?.scan == document.pages.first?.scan && field.evidence?.page == 1)
        #expect(read.removed?.map(\.id.text) == ["7s4m8q2c9d1e"])
        #expect(read.scans.first?.pages.first?.confidence == Confidence(0.91))
        #expect(read.events == EventLog.End(hash: "11", sequence: 7))
    }

    @Test("another format is refused, unknown keys are not")
    func formats() throws {
        for name in ["batch.json", "documents.json"] {
            let example = String(decoding: try example(name), as: UTF8.self)
            let kind = name.prefix { $0 != "." }
            let newer = example.replacing(
                #/archivectl (?:batch|documents) [0-9]/#, with: "archivectl \(kind) 3")
            let more = example.replacing("\"format\"", with: "\"later\": [1, {}], \"format\"")
            let broken = String(example.dropLast(2))
            #expect(newer != example && more != example)
            #expect(read(name, newer)?.code == .archiveTooNew)
            #expect(read(name, more) == nil)
            #expect(read(name, broken)?.code == .recordUnreadable)
            #expect(read(name, "")?.code == .recordUnreadable)
        }
    }

    @Test("documents.json of format 1 is read, with identifiers and places of today")
    func format1() throws {
        let scan = String(repeating: "5c", count: 64)
        let box = #"{"bottom": 4, "left": 1, "right": 3, "top": 2}"#
        let nowhere = #"{"bottom": 0, "left": 0, "right": 0, "top": 0}"#
        func field(
            _ name: String, value: String, page: Int, box: String, raw: String
        ) -> String {
            """
            {"check": "none", "confidence": 1, "name": "\(name)", "rule": "r", "value": "\(value)",
             "evidence": {"box": \(box), "page": \(page), "raw": "\(raw)"}}
            """
        }
        let text = """
            {"documents": [{
              "corrections": [{"actor": "ana", "at": "2024-04-02T08:00:00Z", "name": "series", "value": "AB"}],
              "fields": [\(field("number", value: "12", page: 2, box: box, raw: "l2")), \(field("number", value: "13", page: 1, box: box, raw: "13")),
                \(field("series", value: "AB", page: 1, box: nowhere, raw: ""))],
              "id": "0h0v3y1z5k9m", "pages": [{"numbers": [3, 7], "scan": "\(scan)"}],
              "type": "FACT", "typeConfidence": 0.9,
              "typeEvidence": {"box": \(box), "page": 2, "raw": "FACTURA"}}],
             "events": {"hash": "11", "sequence": 7}, "format": "archivectl documents 1", "scans": []}
            """
        let path = try file(Data(text.utf8))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let document = try #require(try SealedBatch.read(at: path).documents.first)
        let names: [FieldName] = [.number, .number, .series]
        let ids = try zip(names, [1, 2, 1]).map {
            try FieldID.initial(of: $0, in: document.id, ordinal: $1)
        }
        #expect(document.fields.map(\.id) == ids)
        #expect(document.fields.map { $0.evidence?.page } == [7, 3, nil])
        #expect(document.fields[0].evidence?.scan.hex == scan)
        #expect(document.typeEvidence?.address == document.fields[0].evidence?.address)
        #expect(document.corrections.map(\.field) == [nil])
        #expect(document.corrections[0].id.count == 32)
    }

    private func read(_ name: String, _ text: String) -> StoreError? {
        storeError {
            let path = try file(Data(text.utf8))
            defer { try? FileManager.default.removeItem(atPath: path) }
            if name == "batch.json" {
                _ = try BatchFile.read(at: path)
            } else {
                _ = try SealedBatch.read(at: path)
            }
        }
    }

    @Test(
        "a time of the file system comes back to the nanosecond",
        arguments: [
            (0, "1970-01-01T00:00:00.000000000Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
            (1_711_620_900_120_000_000, "2024-03-28T10:15:00.120000000Z"),
            (951_782_400_000_000_001, "2000-02-29T00:00:00.000000001Z"),
            (-2_208_988_800_000_000_000, "1900-01-01T00:00:00.000000000Z"),
            (Int64.max, "2262-04-11T23:47:16.854775807Z"),
            (Int64.min, "1677-09-21T00:12:43.145224192Z"),
        ] as [(Int64, String)])
    func times(nanoseconds: Int64, text: String) {
        #expect(StoredTime.text(nanoseconds: nanoseconds) == text)
        #expect(StoredTime.nanoseconds(text) == nanoseconds)
    }

    @Test(
        "what is no time of ours is none",
        arguments: [
            "", "Z", "2024-03-28T10:15:00Z", "2024-03-28T10:15:00.1Z",
            "2024-03-28T10:15:00.120000000", "2024-03-28T10:15:00.-20000000Z",
            "2024-03-28T10:15:00.+20000000Z", "2024-13-28T10:15:00.120000000Z",
            "2024-03-28T10:15:00.120000000+02:00", "9999-12-31T23:59:59.000000000Z",
        ])
    func noTime(text: String) {
        #expect(StoredTime.nanoseconds(text) == nil)
    }
}
