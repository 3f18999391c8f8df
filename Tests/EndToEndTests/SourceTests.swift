import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// What ingest does to the files of the scanner: nothing, or what it was told to.
    @Suite struct SourceTests {
        private func names(_ tool: CommandLineTool) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: tool.folder.path + "/scans")
                .sorted()
        }

        @Test("--remove-source removes what is in the archive, and leaves what is not")
        func removesSources() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy(
                [Fixtures.oneLine, "formats/png-cut.png", "formats/tiff-g4.tif"], into: "scans")
            let busy = open(tool.folder.path + "/scans/tiff-g4.tif", O_WRONLY)
            #expect(busy >= 0)
            let first = try await tool.run(
                "ingest", "--create", "scans", "--remove-source", "--json")
            #expect(first.status == 3)
            let records = try first.json()
            #expect(
                records.records("source-removed").map { $0["file"] } == [
                    .string("scans/png-cut.png"), .string("scans/png-grey.png"),
                ])
            let refused = records.records("refused").map { $0["failure"]["code"] }
            #expect(refused == [.string("source-changing")])
            #expect(try names(tool) == ["tiff-g4.tif"])
            close(busy)
            let second = try await tool.run("ingest", "scans", "--remove-source", "--json")
            #expect(try second.json().records("source-removed").count == 1)
            #expect(try names(tool).isEmpty)
            let status = try await tool.run("status", "--json").json().first
            #expect(status?["scans"] == .object(["done": .number(2), "failed": .number(1)]))
            #expect(status?["quarantined"].int == 1)
        }

        @Test(
            "a file whose archived copy is lost stays, is not said to be there, and the run ends with 4",
            arguments: ["rm -r archive/objects/???", "rm $O", "truncate -s 100 $O", "echo >>$O"])
        func lostOriginal(loss: String) async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            let file = "O=$(find archive/objects -name png-grey.png); chmod u+w $O; "
            #expect(try await tool.shell(file + loss).status == 0)
            for option in [[], ["--remove-source"]] {
                let run = try await tool.start(["ingest", "scans", "--json"] + option).outcome()
                #expect(run.status == 4, "\(run.errors)")
                let records = try run.json()
                #expect(records.records("known").isEmpty)
                let refused = try #require(records.records("refused").first)
                #expect(refused["failure"]["code"].string == "original-damaged")
                #expect(records.records("summary").first?["originals_damaged"].int == 1)
                #expect(try names(tool) == ["png-grey.png"])
            }
            #expect(try await tool.run("verify").status == 4)
        }

        @Test("a source whose archived copy was altered stays, and the run ends with 4")
        func alteredOriginal() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            _ = try await tool.shell(
                "O=$(find archive/objects -name png-grey.png); chmod u+w $O; "
                    + "printf X | dd of=$O bs=1 seek=200 conv=notrunc")
            let run = try await tool.run("ingest", "scans", "--remove-source")
            #expect(run.status == 4)
            #expect(run.errors.contains("the file here is the good one"))
            #expect(try names(tool) == ["png-grey.png"])
        }

        @Test("a second run with --remove-source removes what the first took in")
        func removesKnown() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            #expect(try names(tool) == ["png-grey.png"])
            let second = try await tool.run("ingest", "scans", "--remove-source")
            #expect(second.status == 0)
            #expect(try names(tool).isEmpty)
        }

        @Test("an ingest that was killed before the end removed nothing that is not in the archive")
        func killed() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine, "formats/png-cut.png"], into: "scans")
            let run = try await tool.run(
                "ingest", "--create", "scans", "--remove-source",
                environment: ["ARCHIVECTL_KILL_AT": "source-removed"],
                prefix: ["/usr/bin/setsid", "--wait"])
            #expect(run.status != 0)
            #expect(try names(tool) == ["png-grey.png"])
            #expect(try await tool.run("ingest", "scans", "--remove-source").status == 0)
            #expect(try names(tool).isEmpty)
            let status = try await tool.run("status", "--json").json().first
            #expect(status?["scans"] == .object(["done": .number(1), "failed": .number(1)]))
        }

        @Test("a file that grows while it is watched is left, and taken in when it is whole")
        func growing() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            // Opened and closed for each piece, as a scanner does over the network.
            let grow = "for i in $(seq 30); do echo $i >>scans/z.tif; sleep 0.1; done & "
            let first = try await tool.shell(
                "touch scans/z.tif; " + grow + "\"$0\" ingest --create scans --json; wait")
            let records = try first.json()
            let refused = records.records("refused")
            #expect(refused.map { $0["file"] } == [.string("scans/z.tif")])
            #expect(refused.first?["failure"]["code"].string == "source-changing")
            #expect(records.records("finished").count == 1)
            let second = try await tool.run("ingest", "scans", "--json")
            #expect(
                try second.json().records("added").map { $0["file"] } == [.string("scans/z.tif")])
            #expect(try second.json().records("refused").isEmpty)
            let status = try await tool.run("status", "--json").json().first
            #expect(status?["batches"].int == 1)
        }
    }
}
