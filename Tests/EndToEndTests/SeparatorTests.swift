import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Separator sheets through the built command, in confined workers.
    @Suite struct SeparatorTests {
        @Test(
            "sheets first, twice, with a dossier and last part documents and are in none, also rebuilt"
        )
        func stack() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["codes/stack.tif"], into: "scans")
            let ingest = try await tool.run("ingest", "--create", "scans")
            #expect(ingest.status == 0)
            #expect(
                ingest.errors.contains(
                    "made 2 documents: 2 pages read, 0 blank, 5 separator sheets")
            )
            #expect(try await tool.run("status").output.contains("pages       2 done, 5 separator"))
            let dump = try await tool.dump()
            let lines = try await tool.run("dump").json()
            #expect(
                lines.filter { $0["page"] != .null }.map { $0["kind"].string } == [
                    "separator", "content", "separator", "separator", "separator", "content",
                    "separator",
                ])
            let documents = lines.compactMap { line in
                line["pages"].array?.compactMap { $0.array?.last?.int }
            }
            #expect(Set(documents) == [[2], [6]])
            let dossier = try #require(lines.first { $0["page"].int == 5 }?["codes"].array?.first)
            #expect(dossier["symbology"].string == "qr")
            #expect(dossier["text"].string == "ARH-DOS|IV.B.3|2024|17")
            #expect(try await tool.run("verify").status == 0)
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await tool.dump() == dump)
        }

        @Test("a sheet alone in its file makes no document, and a second run adds nothing")
        func alone() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["codes/alone.tif", "codes/patch-t.png"], into: "scans")
            let ingest = try await tool.run("ingest", "--create", "scans")
            #expect(ingest.status == 0)
            #expect(ingest.errors.contains("made 0 documents: 0 pages read, 0 blank, 2 separator"))
            let again = try await tool.run("ingest", "scans")
            #expect(again.status == 0)
            #expect(again.errors.contains("nothing new: 2 files"))
        }

        @Test("a code in the corner of a letter is shown with its page, and parts nothing")
        func corner() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(["codes/corner.png"], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let documents = try await tool.run("dump").json().filter { $0["pages"] != .null }
            let id = try #require(documents.first?["doc"].string)
            #expect(
                try await tool.run("show", id).output.contains("     code code-128 \"INV-40217\""))
            let shown = try await tool.run("show", id, "--json").json().records("document")
            let codes = shown.first?["pages"].array?.first?["codes"].array
            #expect(codes?.first?["text"].string == "INV-40217")
        }

        @Test("a hostile text is harmless on a terminal, and a long one is cut")
        func hostile() async throws {
            let tool = try CommandLineTool()
            let hostile = try await tool.run("inspect", Fixtures.code("hostile.png"))
            #expect(hostile.output.contains(#"code qr "\u{1b}]0;x\u{7}\r\n\u{0}<script>"#))
            #expect(
                !hostile.output.unicodeScalars.contains {
                    "\u{1B}\u{7}\u{202E}".unicodeScalars.contains($0)
                })
            let long = try await tool.run("inspect", Fixtures.code("long.png"), "--json")
            let code = try long.json().records("inspection").first?["codes"].array?.first
            #expect(code?["text"].string?.count == 1_000)
            #expect(code?["cut"] == .bool(true))
        }

        @Test("what is a separator can be set")
        func settings() async throws {
            let tool = try CommandLineTool()
            #expect(try await tool.run("init", "archive").status == 0)
            let file = tool.folder.path + "/archive/archive.yaml"
            let yaml = try String(contentsOfFile: file, encoding: .utf8)
                .replacingOccurrences(
                    of: "separators: [\"ARH-SEP\"]", with: "separators: [\"INV-40217\"]"
                )
                .replacingOccurrences(
                    of: "separatorPatches: [\"T\"]", with: "separatorPatches: [\"2\"]")
            try Data(yaml.utf8).write(to: URL(fileURLWithPath: file))
            try tool.folder.copy(
                ["codes/corner.png", "codes/patch-2.png", "codes/patch-t.png"], into: "scans")
            let run = try await tool.run("ingest", "scans")
            #expect(run.status == 0)
            let pages = try await tool.run("dump").json().filter { $0["page"] != .null }
            let kinds = Dictionary(
                uniqueKeysWithValues: pages.map { ($0["file"].string ?? "", $0["kind"].string) })
            // A label on a page of print, which no separator takes out of its document.
            #expect(kinds["scans/corner.png"] == "content")
            #expect(run.errors.contains("a code that parts documents is on a page with much print"))
            #expect(kinds["scans/patch-2.png"] == "separator")
            #expect(kinds["scans/patch-t.png"] == "content")
        }
    }
}
