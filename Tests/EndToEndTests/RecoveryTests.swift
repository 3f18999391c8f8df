import ArchiveTestSupport
import Foundation
import Testing

/// When an ingest is killed, and while it takes in what.
private struct Kill: Sendable, CustomTestStringConvertible {
    /// A step of writing, as docs/format/archive-format.md names it, with a count.
    let step: String
    /// Whether a file comes late to a folder that is in the archive already.
    let isLate: Bool
    var testDescription: String { step + (isLate ? ", late file" : "") }

    static let first = [
        "file-written", "file-written:4", "version-staged", "commit-intended:2", "version-moved",
        "version-moved:2", "inventory-replaced", "sidecar-replaced", "version-recorded",
        "version-recorded:2", "commit-finished", "page-recorded", "document-recorded",
    ].map { Kill(step: $0, isLate: false) }

    static let late = [
        "version-moved", "inventory-replaced", "version-recorded", "sidecar-replaced:2",
    ].map { Kill(step: $0, isLate: true) }
}

/// What an archive is, apart from times and identifiers.
private struct Picture: Equatable {
    let dump: [String]
    let status: [String]
    /// Files of the objects, by path from the object's folder.
    let files: [String]
    let staging: [String]

    init(_ tool: CommandLineTool) async throws {
        dump = try await tool.dump()
        status = try await tool.run("status", "--json", "--quarantine").lines.map {
            $0.replacing(/"(id|since)":"[^"]*",/, with: "")
        }
        let manager = FileManager.default
        let names = manager.enumerator(atPath: tool.folder.path + "/archive/objects")?.allObjects
        files = (names ?? []).compactMap { $0 as? String }.filter { $0.contains("urn%3a") }
            .map { $0.split(separator: "/").dropFirst(4).joined(separator: "/") }.sorted()
        staging = try manager.contentsOfDirectory(atPath: tool.folder.path + "/archive/staging")
    }

    /// That of a run that nothing disturbed, without and with a late file.
    static let undisturbed = Task {
        let tool = try CommandLineTool()
        try RecoveryScans.make(in: tool)
        _ = try await tool.run("ingest", "--create", "scans")
        let first = try await Picture(tool)
        try RecoveryScans.addLate(in: tool)
        _ = try await tool.run("ingest", "scans")
        return (first: first, late: try await Picture(tool))
    }
}

/// A folder of one small picture, and a late one.
private enum RecoveryScans {
    static func make(in tool: CommandLineTool) throws {
        _ = try tool.folder.makeFolder("scans")
        try add(Fixtures.oneLine, as: "1.png", in: tool)
    }

    static func addLate(in tool: CommandLineTool) throws {
        try add("formats/png-cut.png", as: "2.png", in: tool)
    }

    /// As if it had been left alone for long, so that no run waits for it.
    private static func add(_ fixture: String, as name: String, in tool: CommandLineTool) throws {
        try tool.folder.copy(fixture, to: "scans/" + name)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_711_620_900)],
            ofItemAtPath: tool.folder.path + "/scans/" + name)
    }
}

extension EndToEnd {
    @Suite struct RecoveryTests {
        @Test(
            "an ingest killed at any step of writing is ended by the next as if nothing had been",
            arguments: Kill.first + Kill.late)
        private func killed(kill: Kill) async throws {
            let undisturbed = try await Picture.undisturbed.value
            #expect(undisturbed.first.files.contains("v2/content/documents.json"))
            #expect(undisturbed.late.files.contains("v4/content/documents.json"))
            let tool = try CommandLineTool()
            try RecoveryScans.make(in: tool)
            if kill.isLate {
                #expect(try await tool.run("ingest", "--create", "scans").status == 0)
                try RecoveryScans.addLate(in: tool)
            }
            try await tool.ingestKilled(at: kill.step)
            #expect(try await !tool.digestIsRight())
            let again = try await tool.run("ingest", "scans")
            #expect(again.status == (kill.isLate ? 3 : 0), "\(again.errors)")
            let picture = try await Picture(tool)
            #expect(picture == (kill.isLate ? undisturbed.late : undisturbed.first))
            #expect(picture.staging.isEmpty)
            #expect(try await tool.digestIsRight())
        }

        @Test("what an ingest that was killed had taken in can be read before the next run")
        func readersAfterKill() async throws {
            let tool = try CommandLineTool()
            try RecoveryScans.make(in: tool)
            try await tool.ingestKilled(at: "document-recorded")
            #expect(
                try await tool.run("search", "registrul", "--json").json().records("hit").count == 1
            )
            #expect(try await tool.run("status", "--json").json().first?["documents"].int == 1)
        }

        @Test("a file that was refused once is in quarantine no more when a recovery took it in")
        func refusedBefore() async throws {
            let tool = try CommandLineTool()
            try RecoveryScans.make(in: tool)
            let busy = open(tool.folder.path + "/scans/1.png", O_WRONLY)
            #expect(busy >= 0)
            #expect(try await tool.run("ingest", "--create", "scans").status == 3)
            #expect(try await tool.run("status", "--json").json().first?["quarantined"].int == 1)
            close(busy)
            try await tool.ingestKilled(at: "version-moved")
            #expect(try await tool.run("seal").status == 0)
            #expect(try await tool.run("status", "--json").json().first?["quarantined"].int == 0)
        }

        @Test("seal ends what a killed seal began")
        func killedSeal() async throws {
            let tool = try CommandLineTool()
            try RecoveryScans.make(in: tool)
            try await tool.ingestKilled(at: "inventory-replaced")
            let seal = try await tool.run("seal", "--json")
            #expect(try seal.json().first?["batches"].int == 0)
            #expect(try await Picture(tool) == Picture.undisturbed.value.first)
            #expect(try await tool.digestIsRight())
        }

        @Test("a step that does not exist ends the program, so that no test passes by mistake")
        func unknownStep() async throws {
            let outcome = try await CommandLineTool().run(
                "status", environment: ["ARCHIVECTL_KILL_AT": "file-writen"])
            #expect(outcome.status == 64)
        }
    }
}

extension CommandLineTool {
    /// Runs ingest until a step of writing, at which all its processes are killed.
    ///
    /// In a session of its own: the whole process group is killed.
    fileprivate func ingestKilled(at step: String) async throws {
        let outcome = try await run(
            "ingest", "--create", "scans", "--json", environment: ["ARCHIVECTL_KILL_AT": step],
            prefix: ["/usr/bin/setsid", "--wait"], seconds: 60)
        #expect(outcome.status != 0, "\(step) was not reached")
        #expect(!outcome.output.contains("\"type\":\"exit\""), "\(step) was not reached")
        #expect(try await ProcessTable.remaining(of: self).isEmpty)
    }

    /// Whether the digests beside the catalogue are those of the catalogue, by the commands of the
    /// format's description.
    func digestIsRight() async throws -> Bool {
        let page = URL(fileURLWithPath: Fixtures.folder).deletingLastPathComponent()
            .appendingPathComponent("docs/format/archive-format.md").path
        let text = try String(contentsOfFile: page, encoding: .utf8)
        let chapter = text.split(separator: "### The digests").last ?? ""
        let script = chapter.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.hasPrefix("    size=") }.prefix { $0.hasPrefix("    ") }
            .map { $0.dropFirst(4) }.joined(separator: "\n")
        try Data(script.utf8).write(to: URL(fileURLWithPath: folder.path + "/check-digests"))
        return try await shell("cd archive && bash ../check-digests").status == 0
    }
}
