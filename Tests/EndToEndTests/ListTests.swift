import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// What is in an archive, by names.
    @Suite struct ListTests {
        @Test("lists are asked for by name, in parts, and say when there is nothing")
        func lists() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(
                [Fixtures.oneLine, "formats/png-rgb.png"], into: "scans/Lot Țurlea")
            _ = try tool.folder.makeFolder("scans/rest")
            try tool.folder.copy("formats/tiff-lzw.tif", to: "scans/rest/a\u{1B}[2Jb.tif")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let first = try await tool.run("list", "scans", "--limit", "2", "--json").json()
            #expect(first.records("listed-scan").count == 2)
            let next = try #require(first.records("listed").first?["next"].int)
            let rest = try await tool.run("list", "scans", "--after", "\(next)", "--json").json()
            #expect(rest.records("listed-scan").count == 1)
            #expect(rest.records("listed").first?["next"].int == nil)
            let today = try await tool.run("list", "today")
            #expect(today.lines.count == 3 && !today.output.contains("\u{1B}"))
            let batches = try await tool.run("list", "batches", "--folder", "TURLEA", "--json")
                .json()
            #expect(
                batches.records("listed-batch").map { $0["batch"].string } == [
                    "scans/Lot Țurlea"
                ])
            for list in ["documents", "untyped", "undated"] {
                let run = try await tool.run("list", list, "--file", "png-", "--json")
                #expect(run.status == 0, "\(list): \(run.errors)")
                #expect(try run.json().records("listed").count == 1)
            }
            let nothing = try await tool.run("list", "scans", "--file", "zzz")
            #expect(nothing.status == 0 && nothing.errors.contains("nothing found"))
            #expect(
                try await tool.run("list", "scans", "--file", "zzz", "--require-match").status == 1)
            for wrong in [["all"], ["scans", "--limit", "0"], ["batches", "--file", "x"]] {
                #expect(try await tool.start(["list"] + wrong).outcome().status == 64)
            }
        }
    }
}
