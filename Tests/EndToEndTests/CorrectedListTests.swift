import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Corrections as people type them: without options, item by item, and many in a table.
    @Suite struct CorrectedListTests {
        /// An archive of one document whose table of fields has a list, and what the document is called.
        private func archive() async throws -> (tool: CommandLineTool, id: String) {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let list = """
                  - name: accounts
                    title: {ro: Etichete, en: Accounts}
                    kind: text
                    list: true
                    typed: [etichete]
                """
            let written = try await tool.shell(
                "printf '%s\\n' \"\(list)\" >> archive/tables/fields.yaml")
            #expect(written.status == 0)
            return (tool, id)
        }

        private func accounts(_ tool: CommandLineTool, _ id: String) async throws -> [String] {
            let record = try await tool.run("show", id, "--json").json().first
            return (record?["fields"].array ?? []).filter { $0["name"].string == "accounts" }
                .compactMap { $0["value"].string }
        }

        @Test("fields are typed behind the document, without an option")
        func arguments() async throws {
            let (tool, id) = try await archive()
            let correct = try await tool.run(
                "correct", id, "numar=1207", "data=21.02.2024", "suma=1.234,56 lei", "--json")
            #expect(correct.status == 0, "\(correct.errors)")
            let values = try correct.json().records("corrected").first?["values"]
            #expect(values?["number"].string == "1207" && values?["date"].string == "2024-02-21")
            #expect(values?["total_amount"].string == "1234.56")
            for wrong in [[id], ["number=7"], [id, "number"], [id, "number=1", "nr=2"]] {
                #expect(try await tool.start(["correct"] + wrong).outcome().status == 64)
            }
        }

        @Test("a list is corrected item by item, and a rebuild carries it out again")
        func items() async throws {
            let (tool, id) = try await archive()
            let add = try await tool.run("correct", id, "accounts+=AB 1111", "etichete+=CD 2222")
            #expect(add.status == 0, "\(add.errors)")
            #expect(try await accounts(tool, id) == ["AB 1111", "CD 2222"])
            let again = try await tool.run("correct", id, "accounts+=AB 1111")
            #expect(again.errors.contains("nothing to correct"))
            #expect(try await tool.run("correct", id, "accounts:1111=EF 3333").status == 0)
            #expect(try await accounts(tool, id) == ["EF 3333", "CD 2222"])
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await accounts(tool, id) == ["EF 3333", "CD 2222"])
            #expect(try await tool.run("correct", id, "accounts-=CD 2222").status == 0)
            #expect(try await accounts(tool, id) == ["EF 3333"])
            #expect(try await tool.run("correct", id, "accounts=GH 4444").status == 0)
            #expect(try await accounts(tool, id) == ["GH 4444"])
        }

        @Test("an item that is not there, and a list taken for one value, are refused")
        func refusesItems() async throws {
            let (tool, id) = try await archive()
            _ = try await tool.run("correct", id, "accounts+=AB 1111", "accounts+=AB 2222")
            let cases = [
                ("accounts-=CD 9999", "field-item-unknown"), ("accounts-=11", "field-item-unknown"),
                ("accounts=CD", "field-item-unknown"), ("number+=7", "field-not-a-list"),
                ("acounts+=7", "field-unknown"),
            ]
            for (typed, code) in cases {
                let outcome = try await tool.run("correct", id, typed, "--json")
                #expect(outcome.status == 1)
                #expect(
                    try outcome.json().records("error").first?["code"].string == code, "\(typed)")
            }
            #expect(try await accounts(tool, id).count == 2)
            #expect(try await tool.run("correct", id, "--clear", "etichete").status == 0)
            #expect(try await accounts(tool, id).isEmpty)
        }

        @Test("a table corrects line by line, and a wrong line keeps no other from it")
        func table() async throws {
            let (tool, id) = try await archive()
            let lines = """
                document;data;suma;accounts+
                \(id);21.02.2024;1.234,56;AB 1111
                \(id);31.02.2024;99,00;
                zzzzzzzz;21.02.2024;;
                \(id);;-;CD 2222
                \(id);21.02.2024;;
                \(id);;;
                """
            _ = try tool.folder.write("corrections.csv", Data(lines.utf8))
            let outcome = try await tool.run("correct", "--from", "corrections.csv", "--json")
            #expect(outcome.status == 3, "\(outcome.errors)")
            let records = try outcome.json()
            #expect(records.records("corrected").compactMap { $0["line"].int } == [2, 5, 6])
            let refused = records.records("line_refused")
            #expect(refused.compactMap { $0["line"].int } == [3, 4, 7])
            #expect(
                refused.compactMap { $0["code"].string } == [
                    "field-value-invalid", "document-unknown", "correction-list-invalid",
                ])
            let summary = records.records("corrected_list").first
            #expect(summary?["corrected"].int == 2 && summary?["unchanged"].int == 1)
            #expect(summary?["refused"].int == 3)
            let fields = try await tool.run("dump").json().last?["fields"]
            #expect(fields?["date"]["value"].string == "2024-02-21")
            #expect(fields?["total_amount"]["value"].string == nil)
            #expect(try await accounts(tool, id) == ["AB 1111", "CD 2222"])
            let text = try await tool.shell(
                "printf 'id,number\\nzz,1\\n' | \"$0\" correct --from -")
            #expect(text.status == 1)
            #expect(text.errors.contains("error: line 2: there is no document zz"))
            #expect(text.errors.contains("0 corrected, 0 were so already, 1 refused"))
        }

        @Test(
            "a table that names no documents, or an unknown column, is refused whole",
            arguments: [
                ("number;date\nx;1", "correction-list-invalid"),
                ("document;;date\nx;1;2", "correction-list-invalid"),
                ("document;nr;numar\nx;1;2", "correction-list-invalid"),
                ("document;colour\nx;1", "field-unknown"), ("", "correction-list-invalid"),
                ("document;number\nx;\"1", "rules-not-csv"),
            ])
        func refusesTable(content: String, code: String) async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            _ = try tool.folder.write("corrections.csv", Data(content.utf8))
            let outcome = try await tool.run("correct", "--from", "corrections.csv", "--json")
            #expect(outcome.status == 1)
            #expect(try outcome.json().records("error").first?["code"].string == code)
        }
    }
}
