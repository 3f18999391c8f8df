import SystemPackage

/// The file beside an inventory that gives its digest: `DIGEST inventory.json`.
enum InventorySidecar {
    /// Compares an inventory with its sidecar.
    ///
    /// - Parameter bytes: The inventory as it is on the disk.
    static func check(
        _ inventory: InventoryStatement, bytes: [UInt8], in folder: ObjectFolder,
        log: FindingLog
    ) {
        guard let algorithm = inventory.algorithm else { return }
        let parent = ByteString(inventory.path.bytes.dropLast("inventory.json".utf8.count))
        let path = parent + inventory.sidecar
        let content: [UInt8]
        do throws(Errno) {
            content = try folder.read(path, limit: 4096)
        } catch .noSuchFileOrDirectory {
            return log.add("E058", path, "the file with the inventory's digest is missing")
        } catch {
            return log.add("E061", path, "the file cannot be read (\(error))")
        }
        guard let digest = digest(in: content) else {
            return log.add("E061", path, "this is not a digest and the name inventory.json")
        }
        if digest.lowercased != algorithm.digest(of: bytes) {
            log.add("E060", inventory.path, "the file does not have the digest in its sidecar")
        }
    }

    /// The digest if the line has the right form.
    private static func digest(in content: [UInt8]) -> ByteString? {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let digest = content.prefix { !isSpace($0) }
        let rest = content.dropFirst(digest.count)
        let name = rest.drop(while: isSpace)
        let end = Array(name.dropFirst("inventory.json".utf8.count))
        guard name.starts(with: "inventory.json".utf8), name.count < rest.count,
            end.isEmpty || end == [0x0A] || end == [0x0D, 0x0A],
            ByteString(digest).isHex(length: digest.count)
        else { return nil }
        return digest.isEmpty ? nil : ByteString(digest)
    }
}
