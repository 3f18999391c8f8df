import ArchiveModel
import Foundation
import GRDB
import Glibc
import SystemPackage

/// Makes a folder that holds the archive as it was in one moment, and can be used in its place.
///
/// The catalogue is copied first, beside whoever writes to it; then each object up to the version
/// that this copy knows. Versions never change, so that the two fit whatever is written meanwhile.
/// Files that the folder has already are left alone.
public struct ArchiveBackup {
    /// How files get into the backup.
    public enum Method: Sendable {
        /// As copies, hashed on the way.
        case copy
        /// As second names of the same bytes, where the file system can; a damaged disk or file
        /// then damages both.
        case hardLink
    }

    private let archive: Archive
    private let target: String
    private let method: Method
    private let isRestore: Bool
    private let lock: WriterLock
    private var store: ObjectStore { ObjectStore(archive: target) }

    /// Looks at the folder to write to and takes its lock.
    ///
    /// `isRestore` makes an archive to work with instead of a backup. Throws
    /// `backup-target-unusable` when the folder holds anything but an earlier backup, or lies in the
    /// archive; `archive-in-use` when another backup writes to it.
    public init(
        of archive: Archive, to target: String, method: Method = .copy, isRestore: Bool = false
    ) throws(StoreError) {
        self.archive = archive
        self.target = target
        self.method = method
        self.isRestore = isRestore
        try Self.requireUsable(target, for: archive, isRestore: isRestore)
        let store = ObjectStore(archive: target)
        try StoreError.about(target) { () throws(Errno) in try Folder.make(target) }
        lock = try Archive.locked(target)
        // Before anything else: the folder is known again when the copying is broken off.
        try Self.mark(target, isRestore ? Self.restoreName : Self.markName)
        try StoreError.about(target) { () throws(Errno) in
            for folder in [store.objects, store.staging, target + "/tables"] {
                try Folder.make(folder)
            }
        }
        try store.sweep()
        try store.declare()
    }

    /// Copies what is missing; `progress` gets the number of batches done, after each.
    public func run(progress: (Int) -> Void = { _ in }) throws -> BackupSummary {
        var summary = BackupSummary()
        let snapshot = store.staging + "/catalogue.sqlite"
        try archive.catalogue.copy(to: snapshot)
        let batches = try Self.batches(in: snapshot)
        for (id, head) in batches {
            let copy = ObjectBackup(id, head: head, from: archive.store, to: store, method)
            try copy.copyVersions(&summary)
            summary.batches += 1
            progress(summary.batches)
        }
        for (id, head) in batches {
            let copy = ObjectBackup(id, head: head, from: archive.store, to: store, method)
            try copy.replaceInventory()
        }
        try copySettings()
        try replaceCatalogue(by: snapshot)
        try store.sweep()
        if isRestore {
            try StoreError.about(target) { () throws(Errno) in
                try Folder.removeTree("\(target)/\(Self.restoreName)")
            }
        }
        return summary
    }

    private static func batches(in snapshot: String) throws -> [(id: String, head: Int)] {
        let queue = try DatabaseQueue(path: snapshot)
        defer { try? queue.close() }
        return try queue.read { database in
            try Row.fetchAll(database, sql: "SELECT object, head FROM batch ORDER BY id")
                .map { ($0["object"], $0["head"]) }
        }
    }

    private func copySettings() throws(StoreError) {
        let tables = (Folder.names(in: archive.path + "/tables") ?? [])
            .map { "tables/" + String(decoding: $0, as: UTF8.self) }
        for name in tables + ["archive.yaml"] {
            try StoreError.about("\(target)/\(name)") { () throws(Errno) in
                try Folder.writeFile(
                    try Folder.readFile("\(archive.path)/\(name)"), to: "\(target)/\(name)")
            }
        }
    }

    private func replaceCatalogue(by snapshot: String) throws(StoreError) {
        let final = target + "/catalogue.sqlite"
        let digest = CatalogueDigest(of: final)
        try digest.beginChange()
        try StoreError.about(final) { () throws(Errno) in
            // A reader of the backup may have left these; they belong to the former catalogue.
            for suffix in ["-wal", "-shm"] { try Folder.removeTree(final + suffix) }
            try OpenFile(snapshot, flags: O_RDONLY).synchronize()
            try Folder.move(snapshot, to: final)
        }
        WriteStep.backupCatalogue.reached()
        try digest.endChanges()
    }

    private static func requireUsable(
        _ target: String, for archive: Archive, isRestore: Bool
    ) throws(StoreError) {
        let inside = { (path: String) in
            path == archive.path || (path + "/").hasPrefix(archive.path + "/")
        }
        let real = URL(fileURLWithPath: target).standardizedFileURL.resolvingSymlinksInPath().path
        let own = URL(fileURLWithPath: archive.path).standardizedFileURL
            .resolvingSymlinksInPath().path
        guard !inside(target), real != own, !real.hasPrefix(own + "/"), !own.hasPrefix(real + "/")
        else {
            throw .backupTargetUnusable(target, problem: "it is part of the archive or holds it")
        }
        let names = Folder.names(in: target) ?? []
        let mark = isRestore ? restoreName : markName
        // What an earlier run left that was broken off before it had marked the folder.
        let first = ["lock", mark + ".new"].map { Array($0.utf8) }
        guard Folder.isFile("\(target)/\(mark)") || names.allSatisfy(first.contains) else {
            throw .backupTargetUnusable(target, problem: "it holds other files")
        }
    }

    /// The file that says that a folder is a backup and no archive to write to.
    static let markName = "backup.json"
    /// The file that says that a folder is to become an archive, and is not whole yet.
    static let restoreName = "restore.json"

    private static func mark(_ target: String, _ name: String) throws(StoreError) {
        let path = "\(target)/\(name)"
        let text = "{\"format\":\"archivectl backup 1\"}\n"
        try StoreError.about(path) { () throws(Errno) in
            try Folder.writeFile(Array(text.utf8), to: path)
        }
    }
}
