import ArchiveModel
package import DurableFiles
import Glibc
package import SystemPackage

/// The storage root `objects/` and the folder `staging/` in which its objects are made.
package struct ObjectStore: Sendable {
    /// The archive's folder.
    package let archive: String
    /// The storage root.
    package let objects: String
    /// The folder where the next versions are made.
    package let staging: String

    /// The store in an archive's folder.
    package init(archive path: String) {
        archive = path
        objects = path + "/objects"
        staging = path + "/staging"
    }

    private static let layout = "0003-hash-and-id-n-tuple-storage-layout"
    private static let declaration = "0=ocfl_1.1"

    /// The files that make a folder a storage root of ours, by path; the declaration comes last.
    package static let rootFiles: [(path: String, text: String)] = [
        (
            "extensions/\(layout)/config.json",
            """
            {
              "digestAlgorithm": "sha512",
              "extensionName": "\(layout)",
              "numberOfTuples": 3,
              "tupleSize": 3
            }

            """
        ),
        (
            "ocfl_layout.json",
            """
            {
              "description": "One object per batch, below the SHA-512 of its identifier",
              "extension": "\(layout)"
            }

            """
        ),
        (declaration, "ocfl_1.1\n"),
    ]

    /// Writes the files that make `objects/` a storage root, unless it is one.
    package func declare() throws(StoreError) {
        guard !isDeclared else { return }
        for (path, text) in Self.rootFiles { try writeFile(text, to: "\(objects)/\(path)") }
    }

    /// Whether `objects/` is declared to be a storage root.
    package var isDeclared: Bool { Folder.isFile("\(objects)/\(Self.declaration)") }

    /// Whether any object is there, judging by the names of folders.
    package var hasObjects: Bool {
        (Folder.names(in: objects) ?? []).contains { $0.count == 3 }
    }

    /// The folder of an object.
    package func folder(of id: String) -> String {
        let hex = ContentDigest(of: Array(id.utf8)).hex
        let tuples = (0..<3).map { hex.dropFirst($0 * 3).prefix(3) }
        return
            "\(objects)/\(tuples.joined(separator: "/"))/\(PercentEncoding.objectFolder.encode(id.utf8))"
    }

    /// The newest inventory of an object; throws `object-unusable`.
    package func inventory(of id: String) throws(StoreError) -> ObjectInventory {
        let inventory = try inventory(at: folder(of: id) + "/inventory.json")
        guard inventory.id == id else { throw .objectUnusable(folder(of: id)) }
        return inventory
    }

    /// The inventory in a file; throws `object-unusable`.
    package func inventory(at path: String) throws(StoreError) -> ObjectInventory {
        do {
            return try ObjectInventory(decoding: try Folder.readFile(path, limit: 1 << 30))
        } catch {
            throw .objectUnusable(path, cause: error)
        }
    }

    /// Opens a folder of the archive by its relative path; never passes through a link or a mount.
    package func open(_ path: String) throws(Errno) -> Directory {
        var folder = try Directory(archive)
        for part in path.utf8.split(separator: UInt8(ascii: "/")) {
            folder = try folder.folder(Array(part))
        }
        return folder
    }

    /// Makes a folder of the archive and those above it; each existing one must be a real folder,
    /// not a link or mount.
    package func make(_ path: String) throws(StoreError) {
        var known = ""
        do throws(Errno) {
            for part in path.split(separator: "/") {
                try Folder.make("\(archive)/\(known)\(part)")
                known += part + "/"
                _ = try open(known)
            }
        } catch {
            throw .archiveFile("\(archive)/\(path)", cause: error)
        }
    }

    /// A path of the store without the archive's folder in front.
    package func local(_ path: String) -> String {
        String(path.dropFirst(archive.count + 1))
    }

    private func writeFile(_ text: String, to path: String) throws(StoreError) {
        do {
            try Folder.make(Folder.parent(of: path))
            try Folder.writeFile(Array(text.utf8), to: path)
        } catch {
            throw .archiveFile(path, cause: error)
        }
    }
}
