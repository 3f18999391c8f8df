import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Papers that were scanned twice: three of a stack in one bit, and the same ones as grey pictures.
    @Suite struct DuplicatesTests {
        private func archive() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy(["stacks/one_file/stack.tif"], into: "first/lot")
            #expect(try await tool.run("ingest", "--create", "first").status == 0)
            try tool.folder.copy(
                (8...12).map { "stacks/pictures/Imagine (\($0)).jpg" }, into: "second/lot")
            return tool
        }

        /// The suggestions: what seems to be what.
        private func suggested(_ tool: CommandLineTool) async throws -> [String: String] {
            let records = try await tool.run("duplicates", "list", "--json").json()
                .records("resemblance")
            return Dictionary(
                uniqueKeysWithValues: records.map {
                    ($0["document"].string ?? "", $0["original"].string ?? "")
                })
        }

        /// The documents that are duplicates of others.
        private func accepted(_ tool: CommandLineTool) async throws -> [String: String] {
            let documents = try await tool.run("dump").json().filter {
                $0["duplicate_of"].string != nil
            }
            return Dictionary(
                uniqueKeysWithValues: documents.map {
                    ($0["doc"].string ?? "", $0["duplicate_of"].string ?? "")
                })
        }

        private func found(_ tool: CommandLineTool, _ arguments: String...) async throws -> Set<
            String
        > {
            let run = try await tool.start(["search", "--json", "tip:DISP"] + arguments).outcome()
            return Set(try run.json().records("hit").compactMap { $0["document"].string })
        }

        /// The order that was scanned twice: the later and the earlier document.
        private func order(in tool: CommandLineTool) async throws -> (
            later: String, earlier: String
        ) {
            let all = try await found(tool)
            let pair = try #require(
                try await suggested(tool).first { all.contains($0.key) && all.contains($0.value) })
            return (pair.key, pair.value)
        }

        @Test("papers that are scanned anew are suggested, and nothing is done to them")
        func suggests() async throws {
            let tool = try await archive()
            let run = try await tool.run("ingest", "second", "--json").json()
            #expect(run.records("resembles").count == 3)
            #expect(run.records("summary").first?["documents_resembling"].int == 3)
            let before = try await suggested(tool)
            #expect(before.count == 3)
            #expect(try await accepted(tool).isEmpty)
            #expect(try await found(tool).count == 2)
            let listed = try await tool.run("duplicates", "list")
            #expect(listed.output.contains("scanned anew"))
            #expect(listed.output.contains("second/lot/Imagine (11).jpg"))
            // Once told, it is not told again, and the catalogue can be lost.
            let again = try await tool.run("ingest", "second", "--json").json()
            #expect(again.records("resembles").isEmpty)
            #expect(
                try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
            #expect(try await suggested(tool) == before)
        }

        @Test(
            "an accepted duplicate says so and leaves searches, whatever becomes of the catalogue")
        func accepts() async throws {
            let tool = try await archive()
            #expect(try await tool.run("ingest", "second").status == 0)
            let (later, earlier) = try await order(in: tool)
            let said = try await tool.run("duplicates", "accept", later)
            #expect(said.status == 0 && said.output.contains("is a duplicate of \(earlier)"))
            for command in ["status", "seal"] {
                #expect(try await tool.run(command).status == 0)
                #expect(try await accepted(tool) == [later: earlier])
                #expect(try await found(tool) == [earlier])
                #expect(try await found(tool, "--superseded") == [earlier, later])
                let shown = try await tool.run("show", later).output
                #expect(shown.contains("duplicate of \(earlier), accepted by "))
                #expect(try await suggested(tool).count == 2)
                #expect(try await tool.run("verify").status == 0)
                let rebuilt = try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild")
                #expect(rebuilt.status == 0, "\(rebuilt.errors)")
            }
            #expect(try await accepted(tool) == [later: earlier])
            #expect(try await found(tool) == [earlier])
            let again = try await tool.run("duplicates", "accept", later, "--json").json()
            #expect(again.records("duplicate-decided").first?["changed"] == .bool(false))
        }

        @Test(
            "a duplicate that is rejected, also after it was accepted, is a paper like all others")
        func rejects() async throws {
            let tool = try await archive()
            #expect(try await tool.run("ingest", "second").status == 0)
            let (later, earlier) = try await order(in: tool)
            #expect(try await tool.run("duplicates", "accept", later).status == 0)
            #expect(
                try await tool.run("duplicates", "reject", later, "--of", earlier).status == 0)
            #expect(try await accepted(tool).isEmpty)
            #expect(try await found(tool) == [earlier, later])
            #expect(try await suggested(tool)[later] == nil)
            #expect(try await tool.run("reindex").status == 0)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await found(tool) == [earlier, later])
            #expect(try await suggested(tool)[later] == nil)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("what resembles nothing, or was grouped anew meanwhile, cannot be accepted")
        func refuses() async throws {
            let tool = try await archive()
            #expect(try await tool.run("ingest", "second").status == 0)
            let (later, earlier) = try await order(in: tool)
            let other = try #require(try await suggested(tool).first { $0.key != later }?.value)
            for arguments in [[earlier], [later, "--of", other], ["zzzz"]] {
                let run = try await tool.start(["duplicates", "accept", "--json"] + arguments)
                    .outcome()
                #expect(run.status == 1)
                let code = try run.json().records("error").first?["code"].string
                #expect(code == (arguments == ["zzzz"] ? "document-unknown" : "no-resemblance"))
            }
            #expect(try await tool.run("documents", "join", later, other).status == 1)
            let contract = try #require(
                try await suggested(tool).first { $0.key != later && $0.value == other }?.key)
            #expect(try await tool.run("documents", "join", later, contract).status == 0)
            let gone = try await tool.run("duplicates", "accept", later, "--json").json()
            #expect(gone.records("error").first?["code"].string == "no-resemblance")
            #expect(try await tool.run("documents", "undo", later).status == 0)
            #expect(try await tool.run("ingest", "second").status == 0)
            #expect(try await tool.run("duplicates", "accept", later).status == 0)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "a duplicate is found by itself when the other one is no more, and hidden when that is back"
        )
        func alone() async throws {
            let tool = try await archive()
            #expect(try await tool.run("ingest", "second").status == 0)
            let (later, earlier) = try await order(in: tool)
            #expect(try await tool.run("duplicates", "accept", later).status == 0)
            #expect(try await !found(tool).contains(later))
            let first = try #require(
                try await tool.run("dump").json().first {
                    $0["pages"].array?.first?.array?.last?.int == 1
                        && $0["pages"].array?.first?.array?.first?.string == "first/lot/stack.tif"
                }?["doc"].string)
            #expect(first != earlier)
            #expect(try await tool.run("documents", "join", first, earlier).status == 0)
            #expect(try await found(tool).contains(later))
            #expect(try await accepted(tool).isEmpty)
            #expect(try await tool.run("verify").status == 0)
            #expect(try await tool.run("documents", "undo", first).status == 0)
            #expect(try await !found(tool).contains(later))
            #expect(try await tool.run("duplicates", "reject", later).status == 0)
            #expect(try await found(tool).contains(later))
            #expect(try await tool.run("verify").status == 0)
        }
    }
}
