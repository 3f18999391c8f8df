import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct DuplexTests {
        @Test("fronts and backs in two files make the papers that the sheets are")
        func sides() async throws {
            let tool = try await Self.tool(fronts, backs)
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await Set(groups(of: tool)) == Self.papers)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await Set(groups(of: tool)) == Self.papers)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "a batch that is killed in between, and a file that comes later, change nothing in that"
        )
        func killed() async throws {
            let tool = try await Self.tool(fronts, backs)
            let run = try tool.start(["ingest", "--workers", "1", "scans", "--json"])
            #expect(try await run.waits(for: "\"type\":\"page\""))
            run.send(SIGKILL)
            _ = try await run.outcome(within: 60)
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await Set(groups(of: tool)) == Self.papers)
            try tool.folder.copy(Fixtures.oneLine, to: "scans/lot/later.tif")
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await Set(groups(of: tool)).isSuperset(of: Self.papers))
        }

        @Test(
            "one side waits for the other, and when that does not come, it is taken in and to be looked at"
        )
        func alone() async throws {
            let tool = try await Self.tool(fronts)
            let first = try await tool.run("ingest", "scans", "--json").json()
            #expect(first.records("waiting").map { $0["reason"].string } == ["other-side"])
            #expect(first.records("added").isEmpty)
            let path = tool.folder.path + "/scans/lot/fronts.tif"
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -48 * 3600)], ofItemAtPath: path)
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await tool.doubts() == ["duplex-alone"])
            try tool.folder.copy(backs, to: "scans/lot/backs.tif")
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await tool.doubts().sorted() == ["duplex-alone", "duplex-late"])
            #expect(try await groups(of: tool).contains(["backs.tif 4"]))
        }

        @Test(
            "fronts and backs that are not as many are taken as they are, and the file is doubtful")
        func otherCount() async throws {
            let tool = try await Self.tool(fronts, "stacks/one_file/stack.tif")
            let told = try await tool.run("ingest", "scans")
            #expect(told.status == 0)
            #expect(told.errors.contains("has 4 pages and backs.tif"))
            #expect(try await tool.doubts() == ["duplex-differs"])
            #expect(try await groups(of: tool).contains(["fronts.tif 1", "fronts.tif 2"]))
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await tool.doubts() == ["duplex-differs"])
        }

        private let fronts = "stacks/duplex/fronts.tif"
        private let backs = "stacks/duplex/backs.tif"
        private static let papers: Set = [
            ["fronts.tif 1", "backs.tif 4", "fronts.tif 2"], ["fronts.tif 3"], ["fronts.tif 4"],
        ]

        /// An archive that knows the names of fronts and backs, with such files in a folder.
        private static func tool(_ files: String...) async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            let path = tool.folder.path + "/archive/archive.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try text.replacing("\nduplex:\n", with: "\nduplex:\n  \"FRONTS*\": \"backs*\"\n")
                .write(toFile: path, atomically: true, encoding: .utf8)
            for (name, file) in zip(["fronts.tif", "backs.tif"], files) {
                try tool.folder.makeFolder("scans/lot")
                try tool.folder.copy(file, to: "scans/lot/" + name)
            }
            return tool
        }

        /// The pages of each document, as name and number.
        private func groups(of tool: CommandLineTool) async throws -> [[String]] {
            try await tool.run("dump").json().filter { $0["pages"] != .null }.map { document in
                try #require(document["pages"].array).map { page in
                    let file = page.array?.first?.string?.split(separator: "/").last ?? ""
                    return "\(file) \(page.array?.last?.int ?? 0)"
                }
            }
        }
    }
}

extension CommandLineTool {
    /// The codes of what is doubtful about scans as a whole.
    fileprivate func doubts() async throws -> [String] {
        try await run("status", "--doubtful", "--json").json().records("doubtful")
            .filter { $0["page"] == .null }
            .flatMap { $0["doubts"].array ?? [] }.compactMap { $0["code"].string }
    }
}
