import Foundation
import Testing

/// Archives that earlier versions of the program made are read, verified, taken further and rebuilt.
@Suite struct OldArchiveTests {
    static let versions = [1]

    /// The archive of a version of the format, unpacked.
    private func unpack(_ version: Int) async throws -> (tool: CommandLineTool, dump: [String]) {
        let tool = try CommandLineTool()
        let file = Fixtures.path + "/archives/format-\(version)"
        _ = try await tool.shell("tar xzf '\(file).tar.gz'")
        let dump = try String(contentsOfFile: file + ".jsonl", encoding: .utf8)
        return (tool, dump.split(separator: "\n").map(String.init).sorted())
    }

    @Test("every version that was released is here")
    func complete() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Fixtures.path + "/archives")
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
