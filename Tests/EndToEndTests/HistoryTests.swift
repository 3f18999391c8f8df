import ArchiveTestSupport
import Testing

extension EndToEnd {
    @Suite struct HistoryTests {
        private func entries(_ tool: CommandLineTool, _ id: String) async throws -> [JSONValue] {
            let history = try await tool.run("history", id, "--json")
            #expect(history.status == 0, "\(history.errors)")
            return try history.json().records("history_entry")
        }

        private func number(_ tool: CommandLineTool) async throws -> String? {
            try await tool.run("dump").json().last?["fields"]["number"]["value"].string
        }

        @Test(
            "history says who changed what and when, dossiers as well, and after a rebuild the same"
        )
        func tells() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            #expect(try await tool.run("history", id).errors.contains("nobody changed anything"))
            _ = try await tool.run("correct", id, "nr=7", "tip=FACT", "--actor", "Ana Pop")
            _ = try await tool.run("correct", id, "nr=8", "--actor", "Ion")
            let made = try await tool.run(
                "dossier", "create", id, "--code", "II.C.7", "--year", "2024", "--number", "12",
                "--content", "Facturi", "--any-year", "--actor", "Maria")
            #expect(made.status == 0, "\(made.errors)")
            let found = try await entries(tool, id)
            #expect(found.map { $0["actor"].string } == ["Ana Pop", "Ion", "Maria"])
            #expect(found.map { $0["deed"].string } == ["corrected", "corrected", "dossier_added"])
            #expect(found.last?["dossier"].string == "II.C.7/2024/12")
            let changes = found.map { $0["changes"].array ?? [] }
            #expect(changes.map(\.count) == [2, 1, 0])
            let change = changes.dropFirst().first?.first
            #expect(change?["previous"].string == "7" && change?["value"].string == "8")
            #expect(found.allSatisfy { $0["at"].string?.hasSuffix("Z") == true })
            let text = try await tool.run("history", id).output
            #expect(text.contains("  number: 7 -> 8\n") && text.contains("Ana Pop"))
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await entries(tool, id) == found)
            #expect(try await tool.run("history", "zzzzzzzz").status == 1)
        }

        @Test(
            "undo takes the last correction back, of all or of one field, and is journalled itself")
        func undoes() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let read = try await number(tool)
            _ = try await tool.run("correct", id, "nr=7", "serie=AB")
            _ = try await tool.run("correct", id, "nr=8")
            #expect(try await tool.run("undo", id, "--actor", "Ion").status == 0)
            #expect(try await number(tool) == "7")
            _ = try await tool.run("correct", id, "--clear", "number")
            #expect(try await tool.run("undo", id, "numar").status == 0)
            #expect(try await number(tool) == "7")
            #expect(try await tool.run("undo", id, "series").status == 0)
            let document = try await tool.run("dump").json().last
            #expect(document?["fields"]["series"]["value"].string == nil)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await number(tool) == "7")
            #expect(try await entries(tool, id).count == 6)
            #expect(read != "7")
        }

        @Test("without a correction there is nothing to take back, and nothing is done")
        func refuses() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            for (arguments, code) in [
                ([id], "correction-none"), ([id, "colour"], "field-unknown"),
                (["zzzzzzzz"], "document-unknown"),
            ] {
                let outcome = try await tool.start(["undo", "--json"] + arguments).outcome()
                #expect(outcome.status == 1)
                #expect(try outcome.json().records("error").first?["code"].string == code)
            }
            _ = try await tool.run("correct", id, "nr=7")
            #expect(try await tool.run("undo", id, "date").status == 1)
            #expect(try await number(tool) == "7")
        }
    }
}
