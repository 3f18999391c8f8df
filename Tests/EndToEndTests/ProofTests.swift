import ArchiveTestSupport
import Foundation
import Testing

/// What a city hall does to be sure of its archive: verify, correct, seal, back up, restore,
/// rebuild, all through the command, on the sample batch.
@Suite struct ProofTests {
    /// A copy of the archive of the sample batch.
    private static func copy() async throws -> CommandLineTool {
        let sample = try await SampleArchive.shared()
        let tool = try CommandLineTool()
        try FileManager.default.copyItem(
            atPath: sample.tool.folder.path + "/archive", toPath: tool.folder.path + "/archive")
        return tool
    }

    @Test("the sample archive is sound, in whole and in parts")
    func verify() async throws {
        let tool = try await Self.copy()
        let whole = try await tool.run("verify", "--json")
        #expect(whole.status == 0)
        let counted = try whole.json().records("verified").first
        #expect(counted?["errors"].int == 0 && counted?["notes"].int == 0)
        #expect(counted?["documents"].int == 15)
        #expect(try await tool.run("verify", "--sample", "2/7").status == 0)
        #expect(try await tool.run("verify", "--sample", "8/7").status == 64)
        #expect(try await tool.run("verify", "--ocfl", "archive/objects").status == 0)
        #expect(try await tool.run("verify", "--ocfl", "archive").status == 1)
    }

    @Test("damage ends verify with 4 and is named")
    func damage() async throws {
        let tool = try await Self.copy()
        let found = try await tool.shell(
            "f=$(find archive/objects -path '*originals*' -type f | head -1); chmod u+w \"$f\"; "
                + "printf X | dd of=\"$f\" bs=1 seek=99 conv=notrunc 2>&-; \"$0\" verify")
        #expect(found.status == 4)
        #expect(found.lines.contains { $0.hasPrefix("error: E092: objects/") })
    }

    @Test("a correction is found at once, sealed, and comes back with a rebuild")
    func correction() async throws {
        let tool = try await Self.copy()
        let hits = try await tool.run("search", "type:OP", "--json").json().records("hit")
        let document = try #require(hits.first?["document"].string)
        let corrected = try await tool.run(
            "correct", document, "--set", "number=987123", "--actor", "Ana Pop")
        #expect(corrected.status == 0)
        let found = try await tool.run("search", "987123", "--json").json().records("hit")
        #expect(found.first?["document"].string == document)
        #expect(try await tool.run("verify").lines.contains { $0.hasPrefix("note: batch-pending") })
        #expect(
            try await tool.run("seal", "--json").json().records("sealed").first?["batches"].int == 1
        )
        let before = try await tool.dump()
        #expect(try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
        #expect(try await tool.dump() == before)
        #expect(before.contains { $0.contains("987123") })
        #expect(try await tool.run("verify").status == 0)
    }

    @Test("an ingest that may not seal a batch says so behind its closing words")
    func refusedSeal() async throws {
        let tool = try await Self.copy()
        let hits = try await tool.run("search", "type:OP", "--json").json().records("hit")
        let document = try #require(hits.first?["document"].string)
        _ = try await tool.run("correct", document, "--set", "number=987123")
        let change = "UPDATE field SET value = '987124' WHERE value = '987123'"
        let altered = try await tool.shell(
            "python3 -c \"import sqlite3; base = sqlite3.connect('archive/catalogue.sqlite'); "
                + "print(base.execute(\\\"\(change)\\\").rowcount); base.commit(); base.close()\"; "
                + "cd archive; sha512sum catalogue.sqlite >catalogue.sqlite.sha512")
        #expect(altered.lines == ["1"])
        let outcome = try await tool.run("ingest", ".", "--json")
        #expect(outcome.status == 4)
        let events = try outcome.json()
        let ends = events.compactMap { $0["type"].string }.suffix(3)
        #expect(ends == ["summary", "error", "exit"])
        #expect(events.records("error").map { $0["code"].string } == ["record-unexplained"])
    }

    @Test("an archive without its catalogue says what to do, and nothing makes an empty one")
    func lostCatalogue() async throws {
        let tool = try await Self.copy()
        _ = try await tool.shell("rm archive/catalogue.sqlite*")
        for command in ["search", "ingest", "status"] {
            let outcome = try await tool.run(command, command == "status" ? "--json" : ".")
            #expect(outcome.status == 4)
        }
        _ = try await tool.shell("rm archive/archive.yaml")
        let outcome = try await tool.run("ingest", ".", "--json")
        #expect(outcome.status == 4)
        #expect(try outcome.json().records("error").first?["code"].string == "archive-incomplete")
        #expect(try await tool.run("rebuild").status == 0)
    }

    @Test("a backup is restored to an archive with the same content")
    func backup() async throws {
        let tool = try await Self.copy()
        let before = try await tool.dump()
        #expect(try await tool.run("backup", "copy").status == 0)
        let again = try await tool.run("backup", "copy", "--json").json().records("backed-up")
        #expect(again.first?["files_copied"].int == 0)
        _ = try await tool.shell("rm -r archive")
        #expect(try await tool.run("restore", "copy").status == 0)
        #expect(try await tool.dump() == before)
        #expect(try await tool.run("verify").status == 0)
        #expect(try await tool.run("reindex", "--archive", "copy").status == 1)
    }

    @Test("duplicates are listed with what they repeat")
    func duplicates() async throws {
        let tool = try await Self.copy()
        let listed = try await tool.run("status", "--duplicates", "--json").json()
        let duplicate = try #require(listed.records("duplicate").first)
        #expect(duplicate["file"].string?.hasSuffix("Copie 20240318_0004.tif") == true)
        #expect(duplicate["duplicate_of"].string?.hasSuffix("lot_0001/20240318_0004.tif") == true)
    }
}
