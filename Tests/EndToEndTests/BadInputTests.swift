import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct BadInputTests {
        @Test(
            "a folder that is missing or is a file is named, and no archive is made for it",
            arguments: ["missing", "file.tif"])
        func noFolder(name: String) async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            try tool.folder.copy(Fixtures.oneLine, to: "file.tif")
            let ingest = try await tool.run("ingest", "--create", "scans", name)
            #expect(ingest.status == 1)
            #expect(ingest.errors.contains(name))
            #expect(!FileManager.default.fileExists(atPath: tool.folder.path + "/archive"))
        }

        @Test("an empty folder is no error, and other folders are taken in")
        func emptyFolder() async throws {
            let tool = try CommandLineTool()
            _ = try tool.folder.makeFolder("empty")
            let alone = try await tool.run("ingest", "--create", "empty")
            #expect(alone.status == 0)
            #expect(alone.errors.contains("there is no scan in what was given"))
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let both = try await tool.run("ingest", "empty", "scans")
            #expect(both.status == 0)
            #expect(both.errors.contains("took in 1 file\n"))
        }

        @Test("the batch of bad and good files is taken in with status 3")
        func batch() async throws {
            let batch = try await BadBatch.shared()
            #expect(batch.ingest.status == 3)
            #expect(try batch.ingest.json().records("finished").count == BadBatch.good.count)
            #expect(!batch.ingest.errors.contains("unforeseen"))
        }

        @Test("files with odd names and in oddly named folders are read", arguments: BadBatch.good)
        func oddNames(file: BadBatch.Case) async throws {
            let batch = try await BadBatch.shared()
            let finished = try batch.ingest.json().records("finished")
            let event = finished.first { $0["file"].string == "bad/" + file.label }
            #expect(event?["document"].string != nil)
        }

        @Test("each unreadable thing has a verdict with its cause", arguments: BadBatch.bad)
        func verdicts(file: BadBatch.Case) async throws {
            let batch = try await BadBatch.shared()
            let records = try batch.ingest.json()
            let event = try #require(
                (records.records("refused") + records.records("quarantined")).first {
                    $0["file"].string == "bad/" + file.label
                })
            let code = event["failure"]["code"].string
            #expect(file.codes.contains(code ?? "none"), "\(code ?? "none")")
            #expect(event["failure"]["message"].string?.isEmpty == false)
            let listed = try await batch.tool.run("status", "--quarantine", "--json").json()
            #expect(listed.contains { $0["file"].string == "bad/" + file.label })
        }

        @Test("a folder whose name begins with a dash can be given behind two dashes")
        func dashFolder() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "-lot")
            #expect(try await tool.run("ingest", "--create", "--", "-lot").status == 0)
        }

        @Test(
            "a file that may not be read is refused, and the rest is taken in",
            .enabled(
                if: Unprivileged.isPossible,
                "running as root without setpriv, or where others may not read the build"))
        func forbidden() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/tiff-lzw.tif"], into: "scans/open")
            try tool.folder.copy([Fixtures.oneLine], into: "scans/shut")
            let scans = tool.folder.path + "/scans"
            try Unprivileged.open(tool.folder.path)
            #expect(chmod(scans + "/open/tiff-lzw.tif", 0) == 0)
            #expect(chmod(scans + "/shut", 0) == 0)
            let ingest = try await tool.run(
                "ingest", "--create", "scans", "--json", prefix: Unprivileged.prefix)
            #expect(chmod(scans + "/shut", 0o755) == 0)
            #expect(ingest.status == 3)
            let records = try ingest.json()
            let refused = try #require(records.records("refused").first)
            #expect(refused["file"].string == "scans/open/tiff-lzw.tif")
            #expect(refused["failure"]["code"].string == "source-forbidden")
            #expect(records.records("finished").count == 1)
            let shut = records.records("folder-unreadable").first?["failure"]["message"].string
            #expect(shut?.contains("scans/shut") == true)
        }
    }
}
