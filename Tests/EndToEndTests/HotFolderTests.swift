import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct HotFolderTests {
        @Test(
            "litter is passed over, unfinished transfers wait, and each paper gets its final name")
        func litter() async throws {
            let tool = try CommandLineTool()
            let scans = try tool.folder.makeFolder("scans")
            let waiting = [
                "a.tif.part", "B.PDF.FilePart", "c.pd~", "d.tmp", "e.png.crdownload", "f.tif.!sync",
                "g.tif.partial", "i.tif.crswap", "j.tif.unfinished", "~syncthing~h.tif.tmp",
            ]
            let litter = [
                "@eaDir/a.tif@SynoResource", "#recycle/a.tif", "@Recycle/a.tif", "#snapshot/a.tif",
                ".snapshot/a.tif", "System Volume Information/a.tif", ".DS_Store", "._a.tif",
                "~$adresa.docx", "THUMBS.DB", "Desktop.ini", ".a.tif.Xy12Zz",
                ".syncthing.a.tif.tmp",
            ]
            for (number, name) in (waiting + litter).enumerated() {
                let url = URL(fileURLWithPath: scans + "/" + name)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data("no scan \(number)".utf8).write(to: url)
            }
            try FileManager.default.removeItem(atPath: scans + "/a.tif.part")
            try tool.folder.copy(Fixtures.oneLine, to: "scans/a.tif.part")
            let first = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(first.status == 0)
            let told = try first.json().records("waiting").compactMap { $0["file"].string }
            #expect(Set(told) == Set(waiting.map { "scans/" + $0 }))
            #expect(try first.json().records("summary").first?["files_added"].int == 0)
            try FileManager.default.moveItem(
                atPath: scans + "/a.tif.part", toPath: scans + "/a.tif")
            let second = try await tool.run("ingest", "--create", "scans")
            #expect(second.status == 0)
            #expect(second.errors.contains("9 files not done yet"))
            let dump = try await tool.run("dump").json()
            #expect(dump.compactMap { $0["file"].string } == ["scans/a.tif"])
            let status = try await tool.run("status", "--quarantine", "--json").json()
            #expect(status.records("quarantined").isEmpty)
        }

        @Test("a transfer that was broken off long ago is told as such")
        func stale() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            try tool.folder.copy(Fixtures.oneLine, to: "scans/b.tif.part")
            let old = Date(timeIntervalSinceNow: -48 * 3600)
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: tool.folder.path + "/scans/b.tif.part")
            let outcome = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(outcome.status == 0)
            #expect(try outcome.json().records("waiting").first?["stale"] == .bool(true))
        }

        @Test("an archive adds names of its own, and a quiet time for a folder")
        func settings() async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            try Self.set(
                "skip: [\"*.bak\"]\nunfinished: [\"*.moving\"]\nquietSeconds:\n  \"*/slow\": 3600\n",
                in: tool)
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            try tool.folder.copy(Fixtures.oneLine, to: "scans/a.bak")
            try tool.folder.copy(Fixtures.oneLine, to: "scans/a.moving")
            try tool.folder.copy(["formats/tiff-g4.tif"], into: "scans/slow")
            let outcome = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(outcome.status == 0)
            let waiting = try outcome.json().records("waiting")
            #expect(
                waiting.compactMap { $0["reason"].string }.sorted() == [
                    "not-quiet", "unfinished-name",
                ])
            #expect(try outcome.json().records("added").count == 1)
        }

        private static func set(_ lines: String, in tool: CommandLineTool) throws {
            let path = tool.folder.path + "/archive/archive.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let names = ["skip:", "unfinished:", "quietSeconds:"]
            let kept = text.split(separator: "\n").filter { line in
                !names.contains { line.hasPrefix($0) }
            }
            try (kept.joined(separator: "\n") + "\n" + lines).write(
                toFile: path, atomically: true, encoding: .utf8)
        }
    }
}
