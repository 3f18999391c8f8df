import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Pages are read again where it pays.
    @Suite struct ReprocessTests {
        private func archive() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copyFromBatch("lot_0002/Hotărâre nr. 37 (semnată).pdf")
            #expect(try await tool.run("ingest", "--create", "lot_0002").status == 0)
            return tool
        }

        @Test("the cost is told before, each page is compared, and none is read twice")
        func rereads() async throws {
            let tool = try await archive()
            let before = try await tool.dump()
            let plan = try await tool.run(
                "reprocess", "--where", "confidence<=1", "--dry-run", "--json")
            #expect(plan.status == 0, "\(plan.errors)")
            let record = try #require(try plan.json().records("reprocess-plan").first)
            #expect(record["pages"].int == 2 && record["documents"].int == 1)
            #expect(try #require(record["cpu_seconds"].double) > 0)
            let run = try await tool.run("reprocess", "--where", "confidence<=1", "--json")
            #expect(run.status == 0, "\(run.errors)")
            let pages = try run.json().records("reread")
            #expect(pages.map { $0["outcome"].string } == ["same", "same"])
            #expect(pages.allSatisfy { $0["before"]["words"].int == $0["after"]["words"].int })
            #expect(try run.json().records("summary").first?["pages_reread"].int == 2)
            #expect(try await tool.dump() == before)
            let again = try await tool.run("reprocess", "--batch", "lot_0002", "--json")
            #expect(try again.json().records("reread").isEmpty)
            let older = try await tool.run(
                "reprocess", "--engine-older-than", "99", "--again", "--dry-run")
            #expect(older.output.contains("2 pages of 1 document"))
            #expect(try await tool.run("reprocess").status == 64)
            #expect(try await tool.run("reprocess", "--where", "words<3").status == 64)
            #expect(try await tool.run("reprocess", "--batch", "x").status == 1)
            #expect(try await tool.run("verify").status == 0)
        }

        /// An archive whose pages were read by a poorer model, as by an earlier program: the tool, and the
        /// document.
        private func poorlyRead() async throws -> (tool: CommandLineTool, document: String) {
            let tool = try CommandLineTool()
            try tool.folder.copyFromBatch("lot_0002/Hotărâre nr. 37 (semnată).pdf")
            #expect(try await tool.run("init").status == 0)
            let settings = tool.folder.path + "/archive/archive.yaml"
            let text = try String(contentsOfFile: settings, encoding: .utf8)
            try text.replacing("languages: [\"ron\"]", with: "languages: [\"eng\"]")
                .replacing("secondReading: \"Latin\"", with: "secondReading:")
                .write(toFile: settings, atomically: true, encoding: .utf8)
            #expect(try await tool.run("ingest", "lot_0002").status == 0)
            try text.write(toFile: settings, atomically: true, encoding: .utf8)
            let found = try await tool.run("dump").json().first { $0["pages"].array != nil }
            return (tool, try #require(found?["doc"].string))
        }

        @Test("a run that was killed goes on, keeps corrections, and takes better readings only")
        func killed() async throws {
            let (tool, document) = try await poorlyRead()
            #expect(
                try await tool.run("correct", document, "--set", "number=7788").status == 0)
            let killed = try await tool.run(
                "reprocess", "--document", document, "--json",
                environment: ["ARCHIVECTL_KILL_AT": "document-recorded"],
                prefix: ["/usr/bin/setsid", "--wait"], seconds: 120)
            #expect(!killed.output.contains("\"type\":\"exit\""))
            let run = try await tool.run("reprocess", "--document", document, "--again", "--json")
            #expect(run.status == 0, "\(run.output) \(run.errors)")
            try await expectGood(tool, document: document)
        }

        @Test("a better reading is taken, found, and kept, beside a person who corrects")
        func better() async throws {
            let (tool, document) = try await poorlyRead()
            async let reread = tool.run("reprocess", "--document", document, "--json")
            let corrected = try await tool.run("correct", document, "--set", "number=7788")
            #expect(corrected.status == 0, "\(corrected.errors)")
            let run = try await reread
            #expect(run.status == 0, "\(run.output) \(run.errors)")
            let taken = try run.json().records("reread").filter {
                $0["outcome"].string == "taken"
            }
            #expect(!taken.isEmpty)
            for page in taken {
                let (old, new) = (page["before"]["confidence"], page["after"]["confidence"])
                #expect(try #require(new.double) > #require(old.double))
            }
            try await expectGood(tool, document: document)
        }

        /// Expects the better text and the correction, now and after the catalogue is lost.
        private func expectGood(_ tool: CommandLineTool, document: String) async throws {
            for query in ["nr:7788", "hotarare"] {
                #expect(try await tool.run("search", query).output.contains(document), "\(query)")
            }
            #expect(try await tool.run("seal").status == 0)
            #expect(try await tool.run("verify").status == 0)
            try FileManager.default.removeItem(
                atPath: tool.folder.path + "/archive/catalogue.sqlite")
            #expect(try await tool.run("rebuild").status == 0)
            for query in ["nr:7788", "hotarare"] {
                #expect(try await tool.run("search", query).output.contains(document), "\(query)")
            }
            #expect(try await tool.run("verify").status == 0)
        }
    }
}
