import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct IngestTests {
        @Test("a second run adds nothing, says so, and leaves the scans as they were")
        func idempotent() async throws {
            let tool = try CommandLineTool()
            let scans = try tool.folder.copy(Fixtures.sixPages, into: "scans/lot_0001")
            let before = try FolderImage(of: scans)
            #expect(!before.isEmpty)
            let first = try await tool.run("ingest", "--create", "scans")
            #expect(first.status == 0)
            #expect(first.errors.contains("took in 4 files"))
            #expect(first.errors.contains("made 4 documents: 6 pages read, 0 blank"))
            let dump = try await tool.dump()
            let second = try await tool.run("ingest", "scans")
            #expect(second.status == 0)
            #expect(second.errors.contains("nothing new: 4 files in the archive already"))
            #expect(try await tool.dump() == dump)
            #expect(try FolderImage(of: scans) == before)
        }

        @Test("a new file in a known folder is the only one that is taken in")
        func addition() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            try tool.folder.copy("formats/tiff-lzw.tif", to: "scans/later.tif")
            let second = try await tool.run("ingest", "scans", "--json")
            let records = try second.json()
            #expect(records.records("added").map { $0["file"] } == [.string("scans/later.tif")])
            #expect(records.records("known").count == 1)
        }

        @Test("events are JSON lines, and the last is the exit status")
        func events() async throws {
            let sample = try await SampleArchive.shared()
            let records = try sample.ingest.json()
            #expect(sample.ingest.errors.isEmpty)
            #expect(sample.ingest.status == 3)
            #expect(records.allSatisfy { $0["type"].string != nil })
            #expect(records.first?["type"].string == "archive-created")
            #expect(records.last == .object(["type": .string("exit"), "status": .number(3)]))
            #expect(records.records("summary").first?["documents"].int == 15)
        }

        @Test("the summary tells what each stage cost the workers")
        func stages() async throws {
            let sample = try await SampleArchive.shared()
            let summary = try #require(sample.ingest.json().records("summary").first)
            let stages = try #require(summary["worker_stage_seconds"].object)
            #expect(
                Set(stages.keys) == [
                    "decoding", "cleanup", "barcodes", "recognition", "other_orientations",
                    "rereading", "second_reading", "repair",
                ])
            let seconds = stages.compactMapValues(\.double)
            #expect(seconds.count == stages.count && seconds.values.allSatisfy { $0 >= 0 })
            for stage in ["decoding", "cleanup", "barcodes", "recognition", "second_reading"] {
                #expect(seconds[stage] ?? 0 > 0, "\(stage)")
            }
            let all = try #require(summary["worker_cpu_seconds"].double)
            #expect(seconds.values.reduce(0, +) <= all)
        }

        @Test("--retry reads again what could not be read, and adds nothing else")
        func retry() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["formats/png-cut.png", Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 3)
            let dump = try await tool.dump()
            let again = try await tool.run("ingest", "scans", "--retry", "--json")
            #expect(again.status == 3)
            #expect(try again.json().records("retrying").first?["scans"].int == 1)
            #expect(try again.json().records("added").isEmpty)
            #expect(try await tool.dump() == dump)
        }

        @Test("reindex makes an index that finds the same")
        func reindex() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let found = try await tool.run("search", "registrul", "--json").output
            let reindex = try await tool.run("reindex")
            #expect(reindex.status == 0)
            #expect(reindex.errors.contains("indexed 1 document"))
            #expect(try await tool.run("search", "registrul", "--json").output == found)
        }

        @Test("a second run over scans in quarantine ends with 3 again and adds nothing")
        func knownQuarantine() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["formats/png-cut.png", Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 3)
            let second = try await tool.run("ingest", "scans")
            #expect(second.status == 3)
            #expect(second.errors.contains("nothing new: 2 files in the archive already"))
            #expect(second.errors.contains("1 scan in quarantine"))
        }
    }
}
