import ArchiveTestSupport
import Foundation
import Testing

/// Archives that earlier versions of the program made are read, verified, taken further and rebuilt.
@Suite struct OldArchiveTests {
    static let versions = [1, 2]

    /// The archive of a version of the format, unpacked.
    private func unpack(_ version: Int) async throws -> (tool: CommandLineTool, dump: [String]) {
        let tool = try CommandLineTool()
        let file = Fixtures.folder + "/archives/format-\(version)"
        _ = try await tool.shell("tar xzf '\(file).tar.gz'")
        let dump = try String(contentsOfFile: file + ".jsonl", encoding: .utf8)
        return (tool, dump.split(separator: "\n").map(String.init).sorted())
    }

    @Test("every version that was released is here")
    func complete() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Fixtures.folder + "/archives")
        let expected = Self.versions.map { "format-\($0).tar.gz" }
        #expect(names.filter { $0.hasSuffix(".tar.gz") }.sorted() == expected.sorted())
    }

    @Test("an old archive is sound and says what it said", arguments: versions)
    func content(version: Int) async throws {
        let (tool, dump) = try await unpack(version)
        #expect(try await tool.run("verify").status == 0)
        #expect(try await tool.dump() == dump)
        let found = try await tool.run("search", "1520", "--json").json().records("hit")
        #expect(found.count == 1)
    }

    @Test("an old catalogue that was altered by other means is not migrated", arguments: versions)
    func altered(version: Int) async throws {
        let (tool, _) = try await unpack(version)
        _ = try await tool.shell(
            "python3 -c \"import sqlite3; base = sqlite3.connect('archive/catalogue.sqlite'); "
                + "base.execute('UPDATE field SET value = 666'); base.commit(); base.close()\"")
        let sum = "sha512sum archive/catalogue.sqlite $(ls archive/*.sha512)"
        let before = try await tool.shell(sum).output
        for command in ["seal", "reindex"] {
            let run = try await tool.run(command, "--json")
            #expect(run.status == 4, "\(run.errors)")
            #expect(try run.json().records("error").first?["code"].string == "catalogue-digest")
        }
        #expect(try await tool.shell(sum).output == before)
        #expect(try await tool.run("rebuild").status == 0)
        #expect(try await tool.run("seal").status == 0)
    }

    @Test("the digest of a catalogue of format 1 is compared and replaced by those of now")
    func digest() async throws {
        let (tool, _) = try await unpack(1)
        let old = tool.folder.path + "/archive/catalogue.sqlite.sha512"
        #expect(FileManager.default.fileExists(atPath: old))
        #expect(try await tool.run("seal").status == 0)
        #expect(!FileManager.default.fileExists(atPath: old))
        #expect(try await tool.digestIsRight())
        #expect(try await tool.run("verify").status == 0)
    }

    @Test(
        "an upgrade that was killed is no damage, and is ended by the next writer",
        arguments: ["journal-begun", "books-opened", "catalogue-upgraded"])
    func killedUpgrade(step: String) async throws {
        let (tool, dump) = try await unpack(1)
        let killed = try await tool.run(
            "seal", "--json", environment: ["ARCHIVECTL_KILL_AT": step],
            prefix: ["/usr/bin/setsid", "--wait"], seconds: 60)
        #expect(!killed.output.contains("\"type\":\"exit\""), "\(step) was not reached")
        let verify = try await tool.run("verify", "--json")
        #expect(verify.status == 0, "\(verify.output)")
        let codes = try verify.json().records("finding").map { $0["code"].string }
        #expect(codes.contains("upgrade-unfinished") == (step == "journal-begun"), "\(codes)")
        #expect(try await tool.dump() == dump)
        #expect(try await tool.run("seal").status == 0)
        #expect(try await tool.run("verify").status == 0)
    }

    @Test("an old archive is taken further and rebuilt", arguments: versions)
    func further(version: Int) async throws {
        let (tool, dump) = try await unpack(version)
        _ = try tool.folder.makeFolder("new")
        try tool.folder.copy("formats/png-grey.png", to: "new/a.png")
        #expect(try await tool.run("ingest", "new").status == 0)
        let now = try await tool.dump()
        #expect(now.count > dump.count && Set(now).isSuperset(of: dump))
        #expect(try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
        #expect(try await tool.dump() == now)
        #expect(try await tool.run("verify").status == 0)
    }
}
