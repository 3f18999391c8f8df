import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct CorrectTests {
        @Test("what was corrected is shown, found, and written into the object by seal")
        func corrects() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let correct = try await tool.run(
                "correct", String(id.prefix(4)), "--type", "FACT", "--set", "number=1207",
                "--set", "total_amount=12.50", "--actor", "Ana Pop", "--json")
            #expect(correct.status == 0, "\(correct.errors)")
            let record = try correct.json().records("corrected").first
            #expect(record?["document"].string == id)
            #expect(
                record?["changed"]
                    == .array([.string("type"), .string("number"), .string("total_amount")]))
            #expect(record?["values"]["number"].string == "1207")
            #expect(record?["values"]["total_amount"].string == "12.50")
            #expect(!correct.errors.contains("1207"))
            for query in ["nr:1207", "type:FACT registrul"] {
                let hits = try await tool.run("search", "--json", query).json().records("hit")
                #expect(hits.count == 1, "\(query)")
            }
            let document = try await tool.run("dump").json().last
            #expect(document?["type"].string == "FACT")
            #expect(document?["fields"]["number"]["value"].string == "1207")
            #expect(try await sealed(tool) == 1)
            #expect(try await sealed(tool) == 0)
            let stored = try await tool.shell(
                "cat archive/objects/*/*/*/*/v3/content/documents.json")
            #expect(stored.output.contains("\"actor\":\"Ana Pop\""))
            #expect(stored.output.contains("\"value\":\"1207\""))
        }

        @Test("each change of a field that says something of a person is labelled, and no other")
        func labelled() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let corrected = try await tool.run(
                "correct", id, "cnp=3100312220016", "nr=7", "nume_client=Ana Pop", "tip=FACT",
                "--json")
            #expect(corrected.status == 0, "\(corrected.errors)")
            let undone = try await tool.run("undo", id, "--json")
            let history = try await tool.run("history", id, "--json").json()
            let records =
                try corrected.json().records("corrected")
                + history.records("history_entry") + undone.json().records("corrected")
            #expect(records.count == 4)
            for record in records {
                let changes = record["changes"].array ?? []
                #expect(changes.count == 4)
                let labelled = changes.filter { $0["personal"] == .bool(true) }
                #expect(
                    labelled.compactMap { $0["name"].string }.sorted() == [
                        "cnps", "recipient_name",
                    ])
                #expect(changes.allSatisfy { $0["personal"] != .bool(false) })
            }
        }

        @Test("personal numbers are shown masked, told to programs, and stay through a rebuild")
        func personal() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let number = "3100312220016"
            for value in ["cnp=\(number)", "cnps+=3100312220024"] {
                #expect(try await tool.run("correct", id, value).status == 0)
            }
            let show = try await tool.run("show", id)
            #expect(show.output.contains("3•••••••••016") && !show.output.contains(number))
            let history = try await tool.run("history", id)
            #expect(history.output.contains("3•••••••••016") && !history.output.contains(number))
            let record = try await tool.run("show", id, "--json").json().records("document").first
            let fields = record?["fields"].array ?? []
            let numbers = fields.filter { $0["name"].string == "cnps" }
            #expect(numbers.compactMap { $0["value"].string } == [number, "3100312220024"])
            #expect(numbers.allSatisfy { $0["personal"] == .bool(true) })
            let search = try await tool.run("search", number)
            #expect(search.output.contains(id) && !search.output.contains(number))
            let dump = try await tool.run("dump").json().last
            #expect(dump?["fields"]["cnps"].array?.count == 2)
            #expect(try await sealed(tool) == 1)
            #expect(try await tool.shell("rm archive/catalogue.sqlite*").status == 0)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await tool.run("dump").json().last == dump)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("a personal number that stands in another field is masked in every answer for people")
        func personalElsewhere() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let number = "3100312220016"
            let corrected = try await tool.run(
                "correct", id, "nr=\(number)", "nume_client=Ana \(number)")
            #expect(corrected.status == 0, "\(corrected.errors)")
            let created = try await tool.run(
                "dossier", "create", id, "--code", "A", "--year", "2024", "--number", "1",
                "--content", "Ana \(number)", "--any-year")
            #expect(created.status == 0, "\(created.errors)")
            let answers = [
                ["show", id], ["show", id, "--sheet"], ["history", id], ["search", number],
                ["list", "documents"], ["dossier", "list"], ["dossier", "show", "A/2024/1"],
                ["undo", id],
            ]
            for answer in answers {
                let run = try await tool.start(answer).outcome()
                #expect(run.status == 0, "\(answer) \(run.errors)")
                #expect(!run.output.contains(number) && !run.errors.contains(number), "\(answer)")
            }
            #expect(!corrected.output.contains(number) && !created.output.contains(number))
        }

        private func sealed(_ tool: CommandLineTool) async throws -> Int? {
            try await tool.run("seal", "--json").json().records("sealed").first?["batches"].int
        }

        @Test("two people correct a document at once, during a run, and neither is refused")
        func atOnce() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            try tool.folder.copy(Fixtures.sixPages, into: "more/lot_0001")
            let run = try tool.start(["ingest", "more", "--json"])
            #expect(try await run.waits(for: "\"type\":\"page\""))
            for round in 1...3 {
                let both = try ["1", "2"].map {
                    try tool.start(["correct", id, "--set", "number=\(round)\($0)", "--json"])
                }
                for one in both {
                    let outcome = try await one.outcome()
                    #expect(outcome.status == 0, "\(outcome.errors)")
                    #expect(try outcome.json().records("corrected").count == 1)
                }
            }
            #expect(try await run.outcome().status == 0)
            #expect(try await tool.digestIsRight())
            #expect(try await tool.run("verify").status == 0)
            // In `journal/` or, once they are sealed, in objects.
            let lines = try await tool.shell(
                "find archive -name '*.jsonl' -exec cat {} + | grep '\"sequence\"' | sort -u | wc -l"
            ).lines
            #expect(lines == ["6"])
            let number = try await tool.run("dump").json().filter { $0["doc"].string == id }
                .compactMap { $0["fields"]["number"]["value"].string }.first
            #expect(number == "31" || number == "32")
        }

        @Test("a field and a type can be taken away, and nothing is no correction")
        func clears() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            #expect(try await tool.run("correct", id, "--set", "number=7").status == 0)
            #expect(try await tool.run("correct", id, "--clear", "number").status == 0)
            let again = try await tool.run("correct", id, "--clear", "number", "--type", "")
            #expect(again.status == 0)
            #expect(again.errors.contains("nothing to correct"))
            #expect(try await tool.run("search", "--json", "nr:7").json().records("hit").isEmpty)
        }

        @Test("Romanian names and the forms of papers are taken, and stored as records have them")
        func takesPapersForms() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let correct = try await tool.run(
                "correct", id, "--json", "--set", "tip=fact", "--set", "Număr=82 bis",
                "--set", "DATA=21 februarie 2024", "--set", "suma=1.234,56 lei",
                "--set", "furnizor=RO 18547290", "--set", "client=18547291",
                "--set", "valută=lei", "--set", "data-înregistrării=22.02.2024")
            #expect(correct.status == 0, "\(correct.errors)")
            let record = try correct.json().records("corrected").first
            #expect(record?["doubtful"] == .array([.string("recipient_cui")]))
            let document = try await tool.run("dump").json().last
            let expected = [
                "number": "82 bis", "date": "2024-02-21", "total_amount": "1234.56",
                "issuer_cui": "18547290", "recipient_cui": "18547291", "currency": "RON",
                "reg_date": "2024-02-22",
            ]
            for (name, value) in expected {
                #expect(document?["fields"][name]["value"].string == value, "\(name)")
            }
            #expect(document?["type"].string == "FACT")
        }

        @Test("what is stored is shown, and show tells that a person set it, with what was read")
        func tellsWho() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let correct = try await tool.run(
                "correct", id, "--set", "number= 1207 ", "--set", "suma=1.234,50", "--type", "FACT",
                "--actor", "Ana Pop")
            #expect(correct.output == "  type = FACT\n  number = 1207\n  total_amount = 1234.50\n")
            let cleared = try await tool.run("correct", id, "--clear", "number")
            #expect(cleared.output == "  number taken away\n")
            #expect(
                try await tool.run("correct", id, "--set", "number=9", "--actor", "Ion").status == 0
            )
            let shown = try await tool.run("show", id).lines
            let number = try #require(shown.first { $0.hasPrefix("  number ") })
            #expect(number.contains("set by Ion on 20"))
            #expect(!shown.contains { $0.contains("read \"\"") || $0.contains("at 0,0") })
            #expect(!number.contains("confidence"))
            #expect(shown[2].contains(", set by Ana Pop on 20"))
            let record = try await tool.run("show", id, "--json").json().first
            let field = record?["fields"].array?.first { $0["name"].string == "number" }
            #expect(field?["set_by"].string == "Ion")
            #expect(field?["set_at"].string?.hasSuffix("Z") == true)
        }

        @Test("a currency beside an amount is the document's currency, and never dropped")
        func currencies() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            func stored() async throws -> JSONValue? {
                try await tool.run("dump").json().last?["fields"]["currency"]["value"]
            }
            func set(_ values: String...) async throws -> Int32 {
                let arguments = values.flatMap { ["--set", $0] }
                return try await tool.start(["correct", id] + arguments).outcome().status
            }
            #expect(try await set("suma=5,00 EUR") == 0)
            #expect(try await stored()?.string == "EUR")
            #expect(try await set("suma=6,00 lei") == 0)
            #expect(try await stored()?.string == "RON")
            #expect(try await set("suma=7,00 lei", "moneda=ROL") == 0)
            #expect(try await set("suma=8,00 lei") == 0)
            #expect(try await stored()?.string == "ROL")
            #expect(try await set("suma=9,00 EUR", "moneda=RON") == 1)
            #expect(try await set("suma=10,00") == 0)
            #expect(try await stored()?.string == "ROL")
        }

        @Test(
            "a field and the type are given once",
            arguments: [
                ["--set", "number=1", "--set", "nr=2"], ["--set", "number=1", "--clear", "numar"],
                ["--type", "FACT", "--type", "HCL"], ["--type", "FACT", "--set", "tip=HCL"],
                ["--clear", "date", "--clear", "data"],
            ])
        func once(arguments: [String]) async throws {
            let tool = try CommandLineTool()
            let outcome = try await tool.start(["correct", "0jdh"] + arguments).outcome()
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("is given twice"))
        }

        @Test("bytes that are no UTF-8 are neither a value nor a name")
        func noUTF8() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let value = try await tool.shell("\"$0\" correct \(id) --set $'number=1\\xff2' --json")
            #expect(value.status == 1)
            #expect(value.output.contains("field-value-invalid"))
            let name = try await tool.shell(
                "\"$0\" correct \(id) --set number=1 --actor $'Ana\\xff'")
            #expect(name.status == 64)
        }

        @Test("an unknown name says which one may be meant")
        func namesTheNearest() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let cases = [
                (["--set", "datta=21.02.2024"], "data"), (["--set", "nummber=1"], "number"),
                (["--set", "cif=1"], "issuer_cui or recipient_cui"), (["--type", "FACTT"], "FACT"),
                (["--type", "Factur"], "FACT"),
            ]
            for (arguments, near) in cases {
                let outcome = try await tool.start(["correct", id] + arguments).outcome()
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("do you mean \(near)?"), "\(outcome.errors)")
            }
        }

        @Test("what has no right form is refused, and nothing of the command is done")
        func refuses() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let before = try await tool.dump()
            let cases: [(arguments: [String], code: String)] = [
                (["--type", "NIMIC"], "type-unknown"), (["--set", "type=NIMIC"], "type-unknown"),
                (["--set", "date=31.2.2024"], "field-value-invalid"),
                (["--set", "data=1.2.24"], "field-value-invalid"),
                (["--set", "number=12", "--set", "total_amount=12,5"], "field-value-invalid"),
                (["--set", "suma=multe"], "field-value-invalid"),
                (["--set", "suma=12,555"], "field-value-invalid"),
                (["--set", "suma=-1.234 lei"], "field-value-invalid"),
                (["--set", "number=\u{A0} "], "field-value-invalid"),
                (["--set", "number=\u{200B}"], "field-value-invalid"),
                (["--set", "series=A\u{202E}B"], "field-value-invalid"),
                (["--set", "data=21.02.2024\u{202E}"], "field-value-invalid"),
                (["--set", "furnizor=ALFA SRL"], "field-value-invalid"),
                (["--set", "moneda=bani"], "field-value-invalid"),
                (["--set", "datta=21.02.2024"], "field-unknown"),
                (["--set", "cui=18547290"], "field-unknown"),
                (["--set", "issuer_phone=Alfa"], "field-unknown"),
                (["--clear", "numarr"], "field-unknown"),
                (["--set", "number=a\u{1B}[1m"], "field-value-invalid"),
                (["--set", "Nr.=12"], "field-unknown"), (["--clear", "../x"], "field-unknown"),
            ]
            for (arguments, code) in cases {
                let outcome = try await tool.start(["correct", id, "--json"] + arguments).outcome()
                #expect(outcome.status == 1)
                #expect(try outcome.json().records("error").first?["code"].string == code)
                #expect(!outcome.errors.contains("\u{1B}"))
            }
            let unknown = try await tool.run("correct", "zzzzzzzz", "--clear", "number", "--json")
            #expect(unknown.status == 1)
            for arguments in [[id], [id, "--set", "number"], [id, "--set", "=7"]] {
                #expect(try await tool.start(["correct"] + arguments).outcome().status == 64)
            }
            #expect(try await tool.dump() == before)
            #expect(try await tool.digestIsRight())
        }

        @Test(
            "a correction that was killed behind its line in the journal is carried out by seal, and found"
        )
        func killed() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let killed = try await tool.run(
                "correct", id, "--set", "number=7788", "--json",
                environment: ["ARCHIVECTL_KILL_AT": "decision-journaled"],
                prefix: ["/usr/bin/setsid", "--wait"], seconds: 60)
            #expect(!killed.output.contains("\"type\":\"exit\""))
            #expect(try await tool.run("seal").status == 0)
            #expect(try await tool.run("verify").status == 0)
            #expect(try await tool.run("search", "nr:7788").output.contains(id))
        }
    }
}
