import ArchiveModel
import Foundation
import Glibc
import Testing

@testable import ArchiveStore
@testable import Catalogue

@Suite struct FileAccessTests {
    private let folder = NSTemporaryDirectory() + "fileaccess-" + UUID().uuidString
    private var source: String { folder + "/lot_0001" }

    private func makeFolder(_ name: String, group: gid_t) throws -> String {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(chown(path, uid_t.max, group) == 0)
        return path
    }

    private func status(_ path: String) -> stat {
        var result = stat()
        _ = lstat(path, &result)
        return result
    }

    /// Everything below a folder whose group or rights are not those that are wanted.
    private func strange(below path: String, group: gid_t) -> [String] {
        let names = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { name in
            let status = status(path + "/" + name)
            let mode = status.st_mode & 0o7777
            let isRight =
                status.st_mode & S_IFMT == S_IFDIR
                ? mode == 0o750 : [0o640, 0o440].contains(mode)
            return !isRight || status.st_gid != group
        }.map { "\($0) \(String(status(path + "/" + $0).st_mode & 0o7777, radix: 8))" }
    }

    /// Takes in a file that anybody may write to, and seals it; the archive stays open.
    private func use(_ path: String) throws -> Archive {
        try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
        try Data("bytes".utf8).write(to: URL(fileURLWithPath: source + "/a.tif"))
        #expect(chmod(source + "/a.tif", 0o666) == 0)
        let archive = try Archive.create(
            at: path, settings: ArchiveSettings(),
            tables: ["document-types.yaml": Array("types: []\n".utf8)])
        let file = IncomingFile(path: Array((source + "/a.tif").utf8), name: ScanName("a.tif"))
        _ = try Accession(archive: archive, by: .current).takeIn(
            IncomingBatch(folder: ScanName("lot"), source: ScanName(source), files: [file]))
        try Recording(archive: archive, by: .current).recordFailure(
            ScanID(rawValue: 1), failure: Failure(code: "scan-truncated", message: "cut"))
        let sealing = Sealing(archive: archive, by: .current)
        for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
        return archive
    }

    @Test(
        "what is made is for user and group, of the folder's group, and umask widens nothing",
        .enabled(if: geteuid() == 0, "only root may give a file any group"))
    func rights() throws {
        let before = umask(0)
        defer {
            umask(before)
            try? FileManager.default.removeItem(atPath: folder)
        }
        let path = try makeFolder("archive", group: 4242)
        let archive = try use(path)
        #expect(strange(below: path, group: 4242) == [])
        try archive.finish()
        #expect(strange(below: path, group: 4242) == [])
        let target = try makeFolder("backup", group: 4343)
        _ = try ArchiveBackup.begin(of: archive, to: target).run()
        #expect(strange(below: target, group: 4343) == [])
    }
}
