import ArchiveModel
import ArchiveTestSupport
import Foundation
import Glibc
import Ingest
import SystemPackage
import Testing

@Suite struct ScanFolderTests {
    @Test("each folder that holds files is a batch; files come in the order of their numbers")
    func nestedBatches() async throws {
        let folder = try TemporaryFolder()
        for name in ["b/x", "a", "B", "ă", "b.1", "gol/tot/gol"] {
            try folder.makeFolder("in/" + name)
        }
        for file in [
            "b/x/1.tif", "b/2.tif", "a/10.tif", "a/9.tif", "B/z.tif", "ă/1.tif", "top.tif",
        ] {
            try folder.write("in/" + file)
        }
        let batches = try await Self.batches(of: folder.path + "/in")
        #expect(batches.map(\.name.text) == ["in", "in/B", "in/a", "in/b", "in/b/x", "in/ă"])
        #expect(
            batches.first { $0.name.text == "in/a" }?.entries.map(\.name.text) == [
                "9.tif", "10.tif",
            ])
        let refusals = batches.flatMap(\.entries).compactMap(\.refusal)
        #expect(refusals.isEmpty)
    }

    @Test("hidden files and by-products of file managers are passed over")
    func passedOver() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in/.hidden")
        for file in [
            ".hidden/a.tif", ".DS_Store", "._1.tif", "Thumbs.db", "THUMBS.DB", "desktop.ini",
            "1.tif",
        ] {
            try folder.write("in/" + file)
        }
        let batches = try await Self.batches(of: folder.path + "/in")
        #expect(batches.flatMap(\.entries).map(\.name.text) == ["1.tif"])
    }

    @Test("an archive beside the scans is passed over, one that is given is refused")
    func archives() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in/archive/objects")
        try folder.makeFolder("in/archive/tables")
        for file in ["1.tif", "archive/archive.yaml", "archive/objects/a.tif"] {
            try folder.write("in/" + file)
        }
        let batches = try await Self.batches(of: folder.path + "/in")
        #expect(batches.flatMap(\.entries).map(\.name.text) == ["1.tif"])
        let error = #expect(throws: IngestError.self) {
            try ScanFolder(path: FilePath(folder.path + "/in/archive")).requireReadable()
        }
        #expect(error?.code == .folderUnusable)
        // The settings alone are enough: an archive may have lost all else.
        try FileManager.default.removeItem(atPath: folder.path + "/in/archive/objects")
        var told: [String] = []
        try await ScanFolder(path: FilePath(folder.path + "/in")).forEachBatch(
            onUnreadable: { _ in }, onArchive: { told.append($0.text) }, { _ in })
        #expect(told == ["in/archive"])
    }

    @Test("links and pipes are refused and never opened")
    func specialFiles() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in")
        let manager = FileManager.default
        let outside = try folder.write("secret.tif")
        try manager.createSymbolicLink(
            atPath: folder.path + "/in/link.tif", withDestinationPath: outside)
        try manager.createSymbolicLink(
            atPath: folder.path + "/in/loop", withDestinationPath: folder.path + "/in")
        try manager.createSymbolicLink(
            atPath: folder.path + "/in/nowhere.tif", withDestinationPath: "/nowhere")
        #expect(mkfifo(folder.path + "/in/pipe.tif", 0o600) == 0)
        let batches = try await Self.batches(of: folder.path + "/in")
        let entries = batches.flatMap(\.entries)
        #expect(entries.map(\.name.text) == ["link.tif", "loop", "nowhere.tif", "pipe.tif"])
        #expect(
            entries.compactMap(\.refusal?.code) == Array(repeating: "source-not-a-file", count: 4))
        #expect(entries[0].refusal?.message.contains("symbolic link") == true)
        #expect(entries[3].refusal?.message.contains("named pipe") == true)
    }

    @Test("a folder is a folder, whatever its name")
    func folderNamedLikeFile() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in/x.pdf")
        try folder.write("in/x.pdf/1.tif")
        let batches = try await Self.batches(of: folder.path + "/in")
        #expect(batches.map(\.name.text) == ["in/x.pdf"])
        #expect(batches.flatMap(\.entries).map(\.name.text) == ["1.tif"])
    }

    @Test(
        "names are bytes and lead back to their files",
        arguments: [
            Array("cerere cu spații.tif".utf8), Array("-rf.tif".utf8), Array("two\nlines.tif".utf8),
            Array("hot".utf8) + [0xE3, 0x72, 0xE2] + Array("re.tif".utf8), [0xFF, 0xFE], [0x5C],
        ])
    func oddNames(_ bytes: [UInt8]) async throws {
        let folder = try TemporaryFolder()
        let path = Array((try folder.makeFolder("in") + "/").utf8) + bytes
        let file = try #require(fopen(path.map { CChar(bitPattern: $0) } + [0], "w"))
        fputs("content", file)
        fclose(file)
        let entry = try #require(
            try await Self.batches(of: folder.path + "/in").first?.entries.first)
        #expect(entry.name == ScanName(bytes: bytes))
        #expect(entry.pathBytes == path)
        #expect(entry.refusal == nil)
        let descriptor = try FileDescriptor.open(entry.path, .readOnly)
        try descriptor.close()
    }

    @Test("an empty folder is readable and holds no batch")
    func emptyFolder() async throws {
        let folder = try TemporaryFolder()
        try ScanFolder(path: FilePath(folder.path)).requireReadable()
        #expect(try await Self.batches(of: folder.path).isEmpty)
    }

    @Test("a missing folder and a file given as folder are refused with what to do")
    func unusableTop() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("scan.tif")
        for (path, words) in [
            (folder.path + "/missing", "there is no folder"), (file, "is not a folder"),
        ] {
            let error = try await #require(throws: IngestError.self) {
                try await Self.batches(of: path)
            }
            #expect(error.code == .folderUnusable)
            #expect(error.message.contains(words))
            #expect(error.subject == path)
            #expect(throws: IngestError.self) {
                try ScanFolder(path: FilePath(path)).requireReadable()
            }
        }
    }

    @Test("a batch has the name of its folder even when the path ends in a dot or a slash")
    func topName() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in/lot")
        try folder.write("in/lot/1.tif")
        for path in ["/in/lot", "/in/lot/", "/in/lot/.", "/in/../in/lot//"] {
            let batches = try await Self.batches(of: folder.path + path)
            #expect(batches.map(\.name.text) == ["lot"], "\(path)")
        }
    }

    @Test("an error of the caller ends the walk")
    func callerThrows() async throws {
        let folder = try TemporaryFolder()
        for name in ["in/a", "in/b"] {
            try folder.makeFolder(name)
            try folder.write(name + "/1.tif")
        }
        var seen = 0
        await #expect(throws: CancellationError.self) {
            try await ScanFolder(path: FilePath(folder.path + "/in")).forEachBatch(
                onUnreadable: { _ in },
                { _ in
                    seen += 1
                    throw CancellationError()
                })
        }
        #expect(seen == 1)
    }

    private static func batches(of path: String) async throws -> [BatchFolder] {
        var batches: [BatchFolder] = []
        try await ScanFolder(path: FilePath(path)).forEachBatch(
            onUnreadable: { Issue.record("\($0.message)") }, { batches.append($0) })
        return batches
    }
}
