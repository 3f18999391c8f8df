import Foundation
import Testing

extension EndToEnd {
    @Suite struct SupersedingTests {
        private static let whole = "batch/lot_0002/Hotărâre nr. 37 (semnată).pdf"

        @Test("a torn file that arrives whole later is one paper, with nothing left to do")
        func torn() async throws {
            let tool = try CommandLineTool()
            let sources = [
                "batch/lot_0001/20240318_0004.tif", "formats/png-grey.png", Self.whole,
            ]
            let names = ["a.tif", "b.png", "c.pdf"]
            _ = try tool.folder.makeFolder("scans")
            for (source, name) in zip(sources, names) {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path + "/" + source))
                try bytes.prefix(bytes.count * 2 / 3).write(
                    to: URL(fileURLWithPath: tool.folder.path + "/scans/" + name))
            }
            #expect(try await tool.run("ingest", "--create", "scans").status == 3)
            for (source, name) in zip(sources, names) {
                try FileManager.default.removeItem(atPath: tool.folder.path + "/scans/" + name)
                try tool.folder.copy(source, to: "scans/" + name)
            }
            let second = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(second.status == 0)
            #expect(try second.json().records("superseded").count == 3)
            let status = try await tool.run("status", "--quarantine", "--json").json()
            #expect(status.first?["superseded"].int == 3)
            #expect(status.records("quarantined").isEmpty)
            #expect(try await tool.run("ingest", "--create", "scans", "--retry").status == 0)
            #expect(try await tool.run("verify").status == 0)
            let before = try await tool.dump()
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await tool.dump() == before)
            let rebuilt = try await tool.run("status", "--json").json()
            #expect(rebuilt.first?["superseded"].int == 3)
        }

        @Test("a file that a scanner writes anew after each page is one paper")
        func growing() async throws {
            let tool = try CommandLineTool()
            for count in 1...3 {
                try Self.write(pages: count, as: "SCN_0002.tif", in: tool)
                #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            }
            let found = try await tool.run("search", "registrul", "--json").json().records("hit")
            #expect(found.count == 1)
            let all = try await tool.run("search", "registrul", "--superseded", "--json").json()
            #expect(all.records("hit").count == 3)
            let newest = try #require(found.first?["document"].string)
            for hit in all.records("hit") {
                let id = try #require(hit["document"].string)
                guard id != newest else { continue }
                let show = try await tool.run("show", id)
                #expect(show.output.contains("superseded by"))
                #expect(show.output.contains(newest))
            }
            let status = try await tool.run("status", "--json").json()
            #expect(status.first?["documents"].int == 1)
            #expect(try await tool.run("verify").status == 0)
            #expect(try await tool.run("reindex").status == 0)
            let again = try await tool.run("search", "registrul", "--json").json().records("hit")
            #expect(again.count == 1)
        }

        @Test("another paper under a name that was used before supersedes nothing")
        func reusedName() async throws {
            let tool = try CommandLineTool()
            _ = try tool.folder.makeFolder("scans")
            try tool.folder.copy("batch/lot_0001/20240318_0002.png", to: "scans/scan0001.tif")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            try Self.write(pages: 2, as: "scan0001.tif", in: tool)
            let second = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(try second.json().records("superseded").isEmpty)
            let status = try await tool.run("status", "--json").json()
            #expect(status.first?["documents"].int == 2)
            #expect(status.first?["superseded"].int == 0)
        }

        /// Writes a TIFF of so many equal pages: one of three whose list of pages ends earlier.
        private static func write(
            pages: Int, as name: String, in tool: CommandLineTool
        ) throws {
            let source = Fixtures.path + "/formats/tiff-3pages.tif"
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source)))
            func number(at place: Int, _ size: Int) -> Int {
                (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
            }
            var pointer = 4
            for _ in 0..<pages {
                let directory = number(at: pointer, 4)
                pointer = directory + 2 + 12 * number(at: directory, 2)
            }
            bytes.replaceSubrange(pointer..<pointer + 4, with: [0, 0, 0, 0])
            _ = try tool.folder.makeFolder("scans")
            try Data(bytes).write(to: URL(fileURLWithPath: tool.folder.path + "/scans/" + name))
        }
    }
}
