import ArchiveTestSupport
import Testing

extension EndToEnd {
    /// Persons keep dossiers.
    @Suite struct DossierTests {
        private func archive() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy(["stacks/one_file/stack.tif"], into: "scans/lot")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            return tool
        }

        private func documents(_ tool: CommandLineTool) async throws -> [String] {
            try await tool.run("dump", "--form", "records").json().records("document")
                .compactMap { $0["id"].string }
        }

        @Test("a dossier is kept from its making to its closing, and survives the loss of the catalogue")
        func kept() async throws {
            let tool = try await archive()
            let papers = try await documents(tool)
            let made = try await tool.run(
                "dossier", "create", papers[0], "--code", "II.C.7", "--year", "2024", "--number",
                "12", "--content", "Facturi", "--any-year", "--json")
            #expect(made.status == 0, "\(made.errors)")
            let id = try #require(try made.json().records("dossier").first?["id"].string)
            let added = try await tool.run(
                "dossier", "add", "II.C.7/2024/12", papers[1], "--any-year")
            #expect(added.status == 0 && added.output.contains("2 documents"), "\(added.errors)")
            #expect(try await tool.run("seal").status == 0)
            let closed = try await tool.run(
                "dossier", "close", id, "--on", "31.01.2025", "--actor", "Maria")
            #expect(closed.status == 0 && closed.output.contains("closed"))
            let refused = try await tool.run(
                "dossier", "remove", id, papers[1], "--json")
            #expect(refused.status == 1)
            #expect(try refused.json().records("error").first?["code"].string == "dossier-closed")
            let before = try await tool.run("dossier", "show", id, "--json").output
            let rebuilt = try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild")
            #expect(rebuilt.status == 0, "\(rebuilt.errors)")
            #expect(try await tool.run("dossier", "show", id, "--json").output == before)
            #expect(try await tool.run("seal").status == 0)
            #expect(try await tool.run("verify").status == 0)
            let files = try await tool.shell("find archive/objects -name dossier.json | wc -l")
            #expect(files.lines == ["2"])
            let listed = try await tool.run("dossier", "list", "--year", "2024")
            #expect(listed.lines.count == 1 && listed.output.contains("II.C.7/2024/12"))
            #expect(try await tool.run("dossier", "list", "--open").output.isEmpty)
            #expect(try await tool.run("dossier", "reopen", id).status == 0)
        }
    }
}
