import ArchiveTestSupport
import Foundation
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

        @Test(
            "a dossier is kept from its making to its closing, and survives the loss of the catalogue"
        )
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
            let shown = try await tool.run("show", papers[1])
            #expect(shown.lines.contains("dossier   II.C.7/2024/12 (\(id))"))
            let record = try await tool.run("show", papers[1], "--json").json().first
            #expect(record?["dossier"].string == "II.C.7/2024/12")
            #expect(record?["dossier_id"].string == id)
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

        @Test(
            "no paper leaves a dossier on hold, or a closed one, or comes into it, by another grouping"
        )
        func bounds() async throws {
            let tool = try await archive()
            let papers = try await documents(tool)
            let dossier = ["--code", "A", "--year", "2021", "--any-year", "--number"]
            for (number, members) in [("1", papers[0...1]), ("2", papers[2...2])] {
                #expect(
                    try await tool.start(
                        ["dossier", "create"] + members + dossier + [number]
                    ).outcome().status == 0)
            }
            func refusal(_ arguments: String...) async throws -> String? {
                let run = try await tool.start(arguments + ["--json"]).outcome()
                return run.status == 1
                    ? try run.json().records("error").first?["code"].string : nil
            }
            let before = try await tool.dump()
            #expect(
                try await tool.run("dossier", "hold", "A/2021/1", "--reason", "litigiu").status == 0
            )
            #expect(
                try await refusal("documents", "join", papers[2], papers[0]) == "dossier-held")
            #expect(
                try await refusal("documents", "move", papers[0], "--pages", "1", "--to", papers[2])
                    == "dossier-held")
            #expect(try await refusal("dossier", "remove", "A/2021/1", papers[0]) == "dossier-held")
            #expect(try await tool.run("dossier", "close", "A/2021/2").status == 0)
            #expect(
                try await refusal("documents", "join", papers[2], papers[3]) == "dossier-closed")
            #expect(
                try await refusal("documents", "join", papers[3], papers[2]) == "dossier-closed")
            #expect(try await tool.dump() == before)
            // Within the dossier, papers are grouped as ever.
            #expect(try await tool.run("documents", "join", papers[0], papers[1]).status == 0)
            #expect(try await tool.run("documents", "undo", papers[0]).status == 0)
            #expect(try await tool.run("dossier", "release", "A/2021/1").status == 0)
            #expect(try await tool.run("documents", "join", papers[3], papers[0]).status == 0)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "a file beside the scans that is a link, or has control characters, is refused and told"
        )
        func hostileSidecar() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["formats/png-rgb.png"], into: "scans/a")
            try tool.folder.copy(["formats/png-rgb.png"], into: "scans/b")
            _ = try await tool.shell(
                "printf 'indicativ: \"\\\\e[31mX\"\nan: 2024\nnr: 3\n' > scans/a/dosar.yaml; "
                    + "ln -s /etc/hostname scans/b/dosar.yaml")
            let run = try await tool.run("ingest", "--create", "scans")
            #expect(
                run.errors.contains("dosar.yaml, line 1") || run.errors.contains("dosar.yaml:1"))
            #expect(run.errors.contains("is a link"), "\(run.errors)")
            #expect(!run.errors.contains("\u{1B}[31m"))
            #expect(try await tool.run("dossier", "list").output.isEmpty)
        }

        @Test("a sheet, a file beside the scans and the command say which dossier documents go to")
        func filed() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["codes/stack.tif"], into: "scans/a")
            _ = try await tool.shell(
                "printf 'indicativ: II.C.7\\nan: 2024\\nnr: 3\\ncontinut: Acte\\n' > scans/a/dosar.yaml"
            )
            let first = try await tool.run("ingest", "--create", "scans")
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.errors.contains("dossier IV.B.3/2024/17: 1 document"))
            #expect(first.errors.contains("dossier II.C.7/2024/3: 1 document"))
            let made = try await tool.run("dossier", "list", "--json").json().records("dossier")
            #expect(made.map { $0["documents"].int } == [1, 1])
            #expect(made.first?["content"].string == "Acte")
            // A person takes it out, and the next run does not put it back.
            let shown = try await tool.run("dossier", "show", "II.C.7/2024/3", "--json").json()
            let paper = try #require(
                shown.records("dossier").first?["papers"].array?.first?["document"].string)
            _ = try await tool.run("dossier", "remove", "II.C.7/2024/3", paper)
            #expect(try await tool.run("ingest", "scans").status == 0)
            let left = try await tool.run("dossier", "show", "II.C.7/2024/3", "--json").json()
            #expect(left.records("dossier").first?["documents"].int == 0)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "documents of a run that was killed are in their dossier after the next one",
            arguments: ["version-recorded", "page-recorded", "document-recorded", "documents-made"])
        func killed(_ step: String) async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["codes/stack.tif"], into: "scans/a")
            _ = try await tool.shell(
                "printf 'indicativ: II.C.7\\nan: 2024\\nnr: 3\\ncontinut: Acte\\n' > scans/a/dosar.yaml"
            )
            let killed = try await tool.run(
                "ingest", "--create", "scans", "--json",
                environment: ["ARCHIVECTL_KILL_AT": step],
                prefix: ["/usr/bin/setsid", "--wait"], seconds: 60)
            #expect(killed.status != 0, "\(step) was not reached")
            #expect(!killed.output.contains("\"type\":\"exit\""), "\(step) was not reached")
            #expect(try await tool.run("dossier", "list").output.isEmpty)
            // What was said of the batch before it was read is remembered.
            if step != "version-recorded" { _ = try await tool.shell("rm scans/a/dosar.yaml") }
            #expect(try await tool.run("ingest", "scans").status == 0)
            let made = try await tool.run("dossier", "list", "--json").json().records("dossier")
            #expect(made.map { $0["documents"].int } == [1, 1])
            #expect(made.first?["content"].string == "Acte")
            #expect(try await tool.run("ingest", "scans", "--json").json().records("filed").isEmpty)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "what a killed run did not file is told by whoever goes by dossiers, and filed by seal")
        func filedBySeal() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["codes/stack.tif"], into: "scans/a")
            let killed = try await tool.run(
                "ingest", "--create", "scans",
                environment: ["ARCHIVECTL_KILL_AT": "documents-made"],
                prefix: ["/usr/bin/setsid", "--wait"], seconds: 60)
            #expect(killed.status != 0)
            for command in [
                ["dossier", "list"], ["inventory", "--year", "2024"], ["retention", "due"],
                ["status"],
            ] {
                let run = try await tool.start(command).outcome()
                #expect(run.errors.contains("not in their dossiers yet"), "\(command)")
            }
            let verified = try await tool.run("verify", "--json")
            #expect(try verified.json().contains { $0["code"].string == "filing-due" })
            let sealed = try await tool.run("seal")
            #expect(sealed.status == 0 && sealed.errors.contains("dossier IV.B.3/2024/17"))
            let listed = try await tool.run("dossier", "list")
            #expect(listed.output.contains("IV.B.3/2024/17"))
            #expect(!listed.errors.contains("not in their dossiers yet"))
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("the name of a folder says which dossier its documents go to, after all else")
        func named() async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init").status == 0)
            try set("dossiers:\n  facturi: A.1/2024/9\n  \"*_*_*\": \"*/*/*\"\n", in: tool)
            try tool.folder.copy([Fixtures.oneLine], into: "scans/II.C.7_2024_3")
            try tool.folder.copy(["formats/tiff-g4.tif"], into: "scans/facturi")
            try tool.folder.copy(["formats/tiff-lzw.tif"], into: "scans/din_anii_vechi")
            let run = try await tool.run("ingest", "scans", "--json")
            #expect(run.status == 0, "\(run.errors)")
            let filed = try run.json().records("filed").compactMap { $0["dossier"].string }
            #expect(filed.sorted() == ["A.1/2024/9", "II.C.7/2024/3"])
            let failure = try run.json().records("not-filed").first?["failure"]
            #expect(failure?["code"].string == "dossier-folder-unreadable")
            // The command is asked before the name.
            try tool.folder.copy(["formats/tiff-deflate.tif"], into: "more/facturi")
            let named = try await tool.run(
                "ingest", "--dossier", "II.C.7/2024/3", "more", "--json")
            #expect(try named.json().records("filed").first?["dossier"].string == "II.C.7/2024/3")
            // Into a closed one nothing comes, and the run goes on.
            _ = try await tool.run("dossier", "close", "A.1/2024/9")
            try tool.folder.copy(["formats/tiff-none.tif"], into: "late/facturi")
            let late = try await tool.run("ingest", "late", "--json")
            #expect(late.status == 0, "\(late.errors)")
            let reasons = try late.json().records("not-filed").map { $0["failure"]["code"].string }
            #expect(reasons == ["dossier-closed"])
            try set("dossiers:\n  facturi: vechi\n", in: tool)
            let mistaken = try await tool.run("ingest", "scans")
            #expect(mistaken.errors.contains("CODE/YEAR/NUMBER"), "\(mistaken.errors)")
        }

        private func set(_ lines: String, in tool: CommandLineTool) throws {
            let path = tool.folder.path + "/archive/archive.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let start = try #require(text.range(of: "\ndossiers:"))
            let end = try #require(text.range(of: "\n# Sheets that only part"))
            try text.replacingCharacters(
                in: start.lowerBound..<end.lowerBound, with: "\n" + lines
            ).write(toFile: path, atomically: true, encoding: .utf8)
        }

        @Test("a mistake in the file beside the scans is told by line, and the scans are taken in")
        func mistaken() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            _ = try await tool.shell(
                "printf 'indicativ: A\\nan: vechi\\nnr: 1\\n' > scans/dosar.yaml")
            let run = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(run.status == 0, "\(run.errors)")
            let failure = try run.json().records("not-filed").first?["failure"]
            #expect(failure?["code"].string == "rules-wrong-value")
            #expect(failure?["message"].string?.contains("dosar.yaml, line 2") == true)
            #expect(try await tool.run("dossier", "list").output.isEmpty)
            let unknown = try await tool.run("ingest", "--dossier", "A/2024/1", "scans")
            #expect(unknown.status == 1 && unknown.errors.contains("there is no dossier"))
        }

        @Test("the lists of the law are written as PDF with columns, closing words and who signs")
        func printed() async throws {
            let tool = try await archive()
            let papers = try await documents(tool)
            let made = try await tool.run(
                "dossier", "create", papers[0], "--code", "II.C.7", "--year", "2019", "--number",
                "12", "--content", "Înștiințări și facturi", "--any-year", "--term", "5 ani")
            #expect(made.status == 0, "\(made.errors)")
            func text(_ arguments: String...) async throws -> String {
                let run = try await tool.start(arguments + ["--pdf", "list.pdf", "--json"])
                    .outcome()
                #expect(run.status == 0, "\(run.errors)")
                #expect(try run.json().records("printed").first?["file"].string == "list.pdf")
                return try await tool.shell("pdftotext -layout list.pdf -; rm list.pdf").output
            }
            let inventory = try await text("inventory", "--year", "2019")
            for words in [
                "Inventarul pe anul 2019", "Indicativul dosarului", "Înștiințări și facturi",
                "Am predat", "Am primit", "Pagina 1 din 1",
            ] { #expect(inventory.contains(words), "\(words)") }
            let opis = try await text("dossier", "opis", "II.C.7/2019/12")
            #expect(opis.contains("Opis: dosarul II.C.7/2019/12") && opis.contains(papers[0]))
            // The paper in the other one may be kept for ever.
            let over = try await tool.run(
                "dossier", "create", "--code", "II.C.8", "--year", "2019", "--number", "1",
                "--content", "Chirii", "--term", "5 ani")
            #expect(over.status == 0, "\(over.errors)")
            #expect(try await tool.run("dossier", "close", "II.C.8/2019/1").status == 0)
            let selection = try await text("retention", "due", "--on", "2090-01-01")
            #expect(selection.contains("II.C.8/1") && selection.contains("Chirii"))
            #expect(!selection.contains("said of"))
            #expect(selection.contains("Președinte") && selection.contains("Confirmarea Arhivelor"))
            let none = try await tool.run("inventory", "--year", "1999", "--pdf", "list.pdf")
            #expect(none.status == 0 && none.errors.contains("there is no dossier of 1999"))
            let nowhere = try await tool.run(
                "inventory", "--year", "2019", "--pdf", "missing/list.pdf", "--json")
            #expect(nowhere.status == 1)
            #expect(try nowhere.json().records("error").first?["code"].string == "file-unwritable")
        }

        @Test("a list as PDF replaces nothing and never lies in an archive")
        func printedBesideOriginals() async throws {
            let tool = try await archive()
            let papers = try await documents(tool)
            let made = try await tool.run(
                "dossier", "create", papers[0], "--code", "II.C.7", "--year", "2019", "--number",
                "12", "--content", "Facturi", "--any-year", "--term", "5 ani")
            #expect(made.status == 0, "\(made.errors)")
            let lists = [
                ["inventory", "--year", "2019"], ["dossier", "opis", "II.C.7/2019/12"],
                ["retention", "due", "--on", "2090-01-01"],
            ]
            func refused(_ path: String, _ code: String) async throws {
                for list in lists {
                    let run = try await tool.start(list + ["--pdf", path, "--json"]).outcome()
                    #expect(run.status == 1, "\(list) \(path)")
                    let error = try run.json().records("error").first
                    #expect(error?["code"].string == code, "\(list) \(path) \(run.errors)")
                }
            }
            let state = "find archive -type f -not -name '*-shm' | sort | xargs sha256sum"
            let before = try await tool.shell(state).output
            let original = try await tool.shell(
                "find archive/objects -path '*content*' -type f | head -n 1 | tr -d '\\n'"
            ).output
            #expect(!original.isEmpty)
            for inside in [original, "archive/list.pdf", "archive/objects/list.pdf"] {
                try await refused(inside, "folder-in-archive")
            }
            _ = try await tool.shell(
                """
                ln -s archive by-link; ln -s "$PWD/\(original)" link.pdf; ln -s nowhere dangling.pdf
                printf scan > scan.pdf; chmod 444 scan.pdf; mkdir folder.pdf; mkfifo pipe.pdf
                """)
            try await refused("by-link/objects/list.pdf", "folder-in-archive")
            for there in ["link.pdf", "dangling.pdf", "scan.pdf", "folder.pdf", "pipe.pdf"] {
                try await refused(there, "file-exists")
            }
            try await refused("folder.pdf/", "file-unwritable")
            #expect(try await tool.shell("cat scan.pdf").output == "scan")
            #expect(try await tool.shell(state).output == before)
            let written = try await tool.run("inventory", "--year", "2019", "--pdf", "./new.pdf")
            #expect(written.status == 0, "\(written.errors)")
            #expect(
                try await tool.shell("stat -c %a new.pdf; ls -A | grep -c tmp$").output
                    == "600\n0\n")
        }
    }
}
