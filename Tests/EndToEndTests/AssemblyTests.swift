import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct AssemblyTests {
        @Test("several papers in one file are several documents, without the blank backs")
        func stack() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["stacks/one_file/stack.tif"], into: "scans/lot")
            let run = try await tool.run("ingest", "--create", "scans", "--json")
            let records = try run.json()
            #expect(run.status == 0)
            #expect(records.records("made").compactMap { $0["pages"].int } == [3, 1, 1, 1])
            #expect(records.records("summary").first?["documents"].int == 4)
            #expect(records.records("finished").count == 1)
            #expect(
                try await Set(groups(of: tool)) == [
                    ["stack.tif 1", "stack.tif 2", "stack.tif 3"], ["stack.tif 4"], ["stack.tif 6"],
                    ["stack.tif 7"],
                ])
            #expect(try await Set(types(in: tool)) == ["CTR", "DISP", "NIR", "OP"])
        }

        @Test("a paper of several pictures is one document, and says why it begins and goes on")
        func pictures() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(Self.pictures, into: "scans/lot")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            #expect(try await Set(groups(of: tool)) == Self.papers)
            #expect(try await Set(types(in: tool)) == ["CTR", "DISP", "NIR"])
            let id = try await document(withPage: "Imagine (11).jpg 1", in: tool)
            let shown = try await tool.run("show", id)
            #expect(shown.output.contains("begins here because"))
            let bounds = try #require(try await tool.run("show", id, "--json").json().first)[
                "bounds"]
            #expect(bounds["is_doubtful"] == .bool(false))
            #expect((bounds["confidence"].double ?? 0) > 0.9)
            #expect(bounds["reasons"].array?.contains(.string("title")) == true)
        }

        @Test("a batch that is killed in between comes to the same documents, for the same reasons")
        func killed() async throws {
            let whole = try CommandLineTool()
            try whole.folder.copy(Self.pictures, into: "scans/lot")
            #expect(try await whole.run("ingest", "--create", "scans").status == 0)
            let tool = try CommandLineTool()
            try tool.folder.copy(Self.pictures, into: "scans/lot")
            for _ in 0..<2 {
                let run = try tool.start([
                    "ingest", "--create", "--workers", "1", "scans", "--json",
                ])
                #expect(try await run.waits(for: "\"type\":\"page\""))
                run.send(SIGKILL)
                _ = try await run.outcome(within: 60)
            }
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await Set(groups(of: tool)) == Self.papers)
            #expect(try await tool.dump() == whole.dump())
            #expect(try await Set(reasons(in: tool)) == Set(reasons(in: whole)))
        }

        @Test("a page that comes late is a document of its own, and is listed to be looked at")
        func late() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(Array(Self.pictures.prefix(2)), into: "scans/lot")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let before = try await groups(of: tool)
            try tool.folder.copy(Self.pictures[2], to: "scans/lot/Imagine (10).jpg")
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await Set(groups(of: tool)) == Set(before + [["Imagine (10).jpg 1"]]))
            let listed = try await tool.run("status", "--doubtful", "--json").json()
                .records("doubtful-document")
            #expect(listed.map { $0["file"].string } == ["scans/lot/Imagine (10).jpg"])
            #expect(listed.first?["bounds"]["reasons"].array == [.string("grouped-before")])
            let status = try await tool.run("status", "--doubtful")
            #expect(status.output.contains("grouped earlier"))
            #expect(status.output.contains("doubtful    0 scans, 0 pages, 1 document\n"))
            let counts = try await tool.run("status", "--json").json().records("status")
            #expect(counts.map { $0["doubtful_documents"].int } == [1])
        }

        @Test("the reasons are in the objects: a rebuild brings them back")
        func rebuilt() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["stacks/one_file/stack.tif"], into: "scans/lot")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let before = try await reasons(in: tool)
            #expect(before.count == 4)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await reasons(in: tool) == before)
            #expect(try await tool.run("verify").status == 0)
        }

        private static let pictures = (8...12).map { "stacks/pictures/Imagine (\($0)).jpg" }

        private static let papers: Set = [
            ["Imagine (8).jpg 1", "Imagine (9).jpg 1", "Imagine (10).jpg 1"],
            ["Imagine (11).jpg 1"], ["Imagine (12).jpg 1"],
        ]

        /// The pages of each document, as name and number.
        private func groups(of tool: CommandLineTool) async throws -> [[String]] {
            try await documents(in: tool).map { document in
                try #require(document["pages"].array).map { page in
                    let file = page.array?.first?.string?.split(separator: "/").last ?? ""
                    return "\(file) \(page.array?.last?.int ?? 0)"
                }
            }
        }

        private func documents(in tool: CommandLineTool) async throws -> [JSONValue] {
            try await tool.run("dump").json().filter { $0["pages"] != .null }
        }

        private func types(in tool: CommandLineTool) async throws -> [String?] {
            try await documents(in: tool).map { $0["type"].string }
        }

        private func document(
            withPage page: String, in tool: CommandLineTool
        ) async throws -> String {
            let all = try await documents(in: tool)
            let index = try #require(try await groups(of: tool).firstIndex { $0.contains(page) })
            return try #require(all[index]["doc"].string)
        }

        /// Why each document begins.
        private func reasons(in tool: CommandLineTool) async throws -> [JSONValue] {
            var result: [JSONValue] = []
            for document in try await documents(in: tool) {
                let id = try #require(document["doc"].string)
                let shown = try await tool.run("show", id, "--json").json()
                result.append(try #require(shown.first)["bounds"])
            }
            return result
        }
    }
}
