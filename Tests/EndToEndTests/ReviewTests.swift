import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Questions about the document of one file, and answers.
    ///
    /// Its type cannot be known: the first question. A receipt has to have a number, which is read, a date and a
    /// total: two more.
    @Suite struct ReviewTests {
        private static let prompt = "q quit? "

        private func questions(_ tool: CommandLineTool) async throws -> [JSONValue] {
            let list = try await tool.run("review", "--json")
            #expect(list.status == 0, "\(list.errors)")
            return try list.json().records("review_item")
        }

        private func piped(_ tool: CommandLineTool, _ input: String, _ options: String = "")
            async throws -> Outcome
        {
            try await tool.shell("printf '\(input)' | \"$0\" review \(options)")
        }

        @Test("answers come as lines from a pipe, and each is a correction in the journal")
        func lines() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            #expect(try await questions(tool).map { $0["reason"].string } == ["type-unknown"])
            let review = try await piped(
                tool, "x\\na\\ne CHIT\\ne 28.03.2024\\nu\\n", "--no-pictures --actor Ana")
            #expect(review.status == 0, "\(review.errors)")
            #expect(review.errors.contains("a accepts what was read"))
            #expect(review.errors.contains("no type was found that could be accepted"))
            #expect(review.errors.contains("nothing more to review; 3 answered"))
            #expect(review.output.contains("date = nothing was read"))
            #expect(review.output.contains("  total_amount rightly missing"))
            let history = try await tool.run("history", id)
            #expect(history.output.contains("  date: nothing -> 2024-03-28"))
            #expect(history.output.contains("  total_amount: nothing, rightly so"))
            #expect(history.output.contains("Ana"))
            #expect(try await questions(tool).isEmpty)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await questions(tool).isEmpty)
            #expect(try await tool.run("verify").status == 0)
            let undo = try await tool.run("undo", id, "total_amount")
            #expect(undo.status == 0 && undo.output.contains("total_amount not decided any more"))
            #expect(try await questions(tool).map { $0["name"].string } == ["total_amount"])
            #expect(try await tool.run("undo", id, "type").status == 0)
            let dump = "\"$0\" dump; \"$0\" dump --form records"
            let before = try await tool.shell(dump).output
            #expect(try await questions(tool).map { $0["reason"].string } == ["type-unknown"])
            for step in ["rebuild", "seal", "rebuild"] {
                #expect(try await tool.run(step).status == 0)
                #expect(try await tool.shell(dump).output == before, "\(step)")
            }
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("a line that was cut is no answer, and lines may end with CR")
        func cut() async throws {
            let (tool, _) = try await CommandLineTool.withOneDocument()
            let review = try await piped(tool, "e CHIT\r\ne 28.03.20", "--no-pictures")
            #expect(review.status == 0, "\(review.errors)")
            #expect(review.errors.contains("the last line was not ended, and was not taken"))
            #expect(review.errors.contains("stopped; 1 answered"))
            #expect(
                try await questions(tool).map { $0["name"].string } == ["date", "total_amount"])
        }

        @Test(
            "a review that a signal ends while a value is typed leaves no picture behind",
            arguments: [SIGINT, SIGTERM, SIGHUP])
        func interrupted(by signal: Int32) async throws {
            let (tool, _) = try await CommandLineTool.withOneDocument()
            let terminal = try PseudoTerminal(tool, ["review"], environment: [:])
            #expect(try await terminal.waits(for: Self.prompt))
            try await terminal.type("e")
            #expect(try await terminal.waits(for: "type: "))
            try await terminal.type("ch")
            terminal.send(signal)
            #expect(try await terminal.status() == 130)
            let path = try #require(
                terminal.text.split(separator: "  picture ").dropFirst().first
                    .map { String($0.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }) })
            #expect(!FileManager.default.fileExists(atPath: path))
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            #expect(!FileManager.default.fileExists(atPath: "/" + folder))
            #expect(try await questions(tool).map { $0["name"].string } == ["type"])
        }

        @Test("going back asks again, and another answer takes the place of the first")
        func back() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            let review = try await piped(
                tool, "b\\ne CHIT\\ne 28.03.2024\\nb\\ne 29.03.2024\\nq\\n", "--no-pictures")
            #expect(review.status == 0, "\(review.errors)")
            #expect(review.errors.contains("this is the first question"))
            #expect(review.errors.contains("stopped; 3 answered"))
            let record = try await tool.run("show", id, "--json").json().first
            let date = record?["fields"].array?.first { $0["name"].string == "date" }
            #expect(date?["value"].string == "2024-03-29" && date?["state"].string == "confirmed")
            let scored = try await tool.run("dump").json().first { $0["fields"] != .null }
            #expect(scored?["fields"]["date"]["state"].string == "confirmed")
            #expect(scored?["fields"]["date"]["valid"] == .null)
        }

        @Test("on a terminal a key answers, the picture is a file until then, and kitty shows it")
        func terminal() async throws {
            let (tool, _) = try await CommandLineTool.withOneDocument()
            let terminal = try PseudoTerminal(
                tool, ["review"], environment: ["KITTY_WINDOW_ID": "1"])
            #expect(try await terminal.waits(for: "  picture "))
            #expect(try await terminal.waits(for: ".png"))
            #expect(try await terminal.waits(for: "\u{1B}_Ga=T,f=100,m="))
            #expect(try await terminal.waits(for: Self.prompt))
            // An arrow key is no answer, and not the letters that it sends.
            try await terminal.type("\u{1B}[A")
            #expect(try await terminal.waits(for: "a accepts"))
            #expect(try await terminal.waits(for: Self.prompt))
            try await terminal.type("e")
            #expect(try await terminal.waits(for: "type: "))
            try await terminal.type("chit\n")
            #expect(try await terminal.waits(for: "type = CHIT"))
            #expect(try await terminal.waits(for: Self.prompt))
            try await terminal.type("s")
            #expect(try await terminal.waits(for: "total_amount = nothing was read"))
            #expect(try await terminal.waits(for: Self.prompt))
            try await terminal.type("\u{3}")
            #expect(try await terminal.waits(for: "interrupted; 1 answered"))
            #expect(try await terminal.status() == 130)
            let path = terminal.text.split(separator: "  picture ").dropFirst().first
                .map { String($0.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }) }
            #expect(path.map { !FileManager.default.fileExists(atPath: $0) } ?? false)
            #expect(
                try await questions(tool).map { $0["name"].string } == ["date", "total_amount"])
        }

        @Test("pictures are kept in a folder, of places as they lie on the paper")
        func pictures() async throws {
            let (tool, _) = try await CommandLineTool.withOneDocument()
            let review = try await piped(tool, "e CHIT\\ns\\ns\\n", "--pictures cut")
            #expect(review.status == 0, "\(review.errors)")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: tool.folder.path + "/cut"
            ).sorted()
            #expect(names.count == 3)
            for name in names {
                let picture = try #require(
                    FileManager.default.contents(atPath: tool.folder.path + "/cut/" + name))
                #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
            #expect(review.output.contains("  picture cut/" + names[0]))
            // A second time beside the first: nothing is replaced.
            #expect(try await piped(tool, "s\\n", "--pictures cut").status == 0)
            let more = try FileManager.default.contentsOfDirectory(
                atPath: tool.folder.path + "/cut")
            #expect(more.count > 3 && more.filter(names.contains).count == 3)
            for inside in ["archive/objects", "archive/pictures", "archive/objects/new/deep"] {
                let refused = try await piped(tool, "s\\n", "--pictures \(inside)")
                #expect(refused.status == 1 && refused.errors.contains("would lie in an archive"))
            }
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("other programs get the questions as records, and give answers back in a file")
        func answers() async throws {
            let (tool, _) = try await CommandLineTool.withOneDocument()
            #expect(
                try await tool.shell(
                    """
                    "$0" review --json | sed 's/"type":"review_item"/"answer":"edit","new_value":"CHIT",&/' > a
                    """
                ).status == 0)
            let first = try await tool.run("review", "--answers", "a", "--json")
            #expect(first.status == 0, "\(first.output)")
            #expect(try first.json().records("review_answers").first?["answered"].int == 1)
            // The same again: somebody answered meanwhile.
            let again = try await tool.run("review", "--answers", "a", "--json")
            #expect(again.status == 1)
            #expect(
                try again.json().records("line_refused").first?["code"].string == "review-overtaken"
            )
            let broken = try await tool.shell(
                "printf 'nonsense\\n' | \"$0\" review --answers - --json")
            #expect(
                try broken.json().records("line_refused").first?["code"].string
                    == "review-answer-invalid")
            #expect(try await tool.run("review", "--answers", "nowhere").status == 1)
        }

        @Test("two reviewers at once do not lose each other's answers")
        func together() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            #expect(try await tool.run("correct", id, "--type", "CHIT").status == 0)
            let ana = try PseudoTerminal(tool, ["review", "--no-pictures", "--actor", "Ana"])
            #expect(try await ana.waits(for: "date = nothing"))
            #expect(try await ana.waits(for: Self.prompt))
            let ion = try await piped(tool, "e 28.03.2024\\nq\\n", "--no-pictures --actor Ion")
            #expect(ion.errors.contains("stopped; 1 answered"), "\(ion.errors)")
            try await ana.type("e")
            #expect(try await ana.waits(for: "date: "))
            try await ana.type("29.03.2024\n")
            #expect(try await ana.waits(for: "Ion answered meanwhile"))
            #expect(try await ana.waits(for: "total_amount = nothing"))
            #expect(try await ana.waits(for: Self.prompt))
            try await ana.type("q")
            #expect(try await ana.status() == 0)
            #expect(
                try await tool.run("history", id).output.contains("date: nothing -> 2024-03-28\n"))
        }

        @Test(
            "statistics say what is reviewed and how long the rest takes, and what that is based on"
        )
        func figures() async throws {
            let (tool, id) = try await CommandLineTool.withOneDocument()
            #expect(try await tool.run("correct", id, "--type", "CHIT", "nr=7").status == 0)
            let figures = try await tool.run("review", "--stats", "--json").json()
            let number = figures.records("review_field").first { $0["name"].string == "number" }
            #expect(number?["document_type"].string == "CHIT" && number?["reviewed"].int == 1)
            let all = figures.records("review_figures").first
            #expect(all?["waiting"]["missing"].int == 2 && all?["left"].int == 2)
            #expect(all?["measured_by"].int == 0)
            let text = try await tool.run("review", "--stats").output
            #expect(text.contains("questions left: 2") && text.contains("which is assumed"))
        }

        @Test(
            "wrong usage is said",
            arguments: [
                ["--limit", "0"], ["--stats", "--answers", "x"], ["--kind", "colour"],
                ["--no-pictures", "--pictures", "x"],
            ])
        func usage(arguments: [String]) async throws {
            let tool = try CommandLineTool()
            let outcome = try await tool.start(["review"] + arguments).outcome()
            #expect(outcome.status == 64)
        }
    }
}
