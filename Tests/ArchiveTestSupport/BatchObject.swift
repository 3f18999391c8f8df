package import ArchiveStore
import Foundation
import GRDB
import OCFL

/// The object of a batch as any program sees it: files and JSON, without our own readers.
package struct BatchObject {
    /// Where it lies.
    package let path: String

    /// The object of the batch of a number.
    package init(_ batch: Int64 = 1, of archive: Archive) throws {
        let object = try archive.read { database in
            try String.fetchOne(
                database, sql: "SELECT object FROM batch WHERE id = ?", arguments: [batch])
        }
        path = ObjectStore(archive: archive.path).folder(of: object ?? "none")
    }

    /// The bytes of a file; nil when it is not there.
    package func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + "/" + name).map(Array.init)
    }

    /// A JSON object in a file.
    package func json(_ name: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(bytes(name) ?? [])) as? [String: Any] ?? [:]
    }

    /// All files, by path from the object's folder.
    package var files: [String] {
        let names = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
        return names.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: path + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    /// The new content of a version.
    package func content(of version: Int) -> [String] {
        files.filter { $0.hasPrefix("v\(version)/content/") }
            .map { String($0.dropFirst("v\(version)/content/".count)) }
    }

    /// Logical paths of a version with the path of their content.
    package func state(of version: Int) throws -> [String: String] {
        let inventory = try json("inventory.json")
        let manifest = inventory["manifest"] as? [String: [String]] ?? [:]
        let versions = inventory["versions"] as? [String: [String: Any]] ?? [:]
        let state = versions["v\(version)"]?["state"] as? [String: [String]] ?? [:]
        var result: [String: String] = [:]
        for (digest, paths) in state {
            for path in paths { result[path] = manifest[digest]?.first }
        }
        return result
    }
}
