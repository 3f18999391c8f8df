import Glibc

/// The mounts that this process sees, as listed in `/proc/self/mountinfo`.
package struct MountTable {
    /// One mount.
    package struct Mount {
        /// Its number.
        let id: UInt64
        /// The file system, by major and minor number.
        let device: String
        /// The mounted folder of the file system.
        let root: String
        /// The mount point.
        let point: String
    }

    /// The place of a folder in its own file system.
    package struct Place: Sendable {
        /// The file system, by major and minor number.
        package let device: String
        /// The folder's path in it.
        package let path: String

        /// Whether another place is this one or below it.
        package func holds(_ other: Place) -> Bool {
            device == other.device && MountTable.rest(of: other.path, below: path) != nil
        }
    }

    let mounts: [Mount]

    /// Reads the table as it is now; without `/proc` it is empty.
    package static func read() -> MountTable {
        let bytes = (try? Folder.readFile("/proc/self/mountinfo")) ?? []
        return MountTable(text: String(decoding: bytes, as: UTF8.self))
    }

    /// Reads a text of lines such as `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 …`.
    package init(text: String) {
        mounts = text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 5)
            guard words.count > 5, let id = UInt64(words[0]) else { return nil }
            return Mount(
                id: id, device: String(words[2]), root: Self.unescaped(words[3]),
                point: Self.unescaped(words[4]))
        }
    }

    /// The mount with a number.
    package func mount(_ id: UInt64) -> Mount? { mounts.first { $0.id == id } }

    /// The place of a folder in its own file system, which no bind mount changes; nil if it is not
    /// known.
    package func place(of folder: borrowing Directory) -> Place? {
        guard let mount = mount(folder.mount), let path = folder.path,
            let below = Self.rest(of: path, below: mount.point)
        else { return nil }
        return Place(device: mount.device, path: Self.joined(mount.root, with: below))
    }

    /// Other paths to a folder, given its place in its file system, through mounts that show more
    /// than this one.
    package func otherPaths(of place: Place, than id: UInt64) -> [String] {
        guard let root = mount(id)?.root else { return [] }
        return mounts.compactMap { mount in
            guard mount.device == place.device, mount.id != id, mount.root != root,
                Self.rest(of: root, below: mount.root) != nil,
                let below = Self.rest(of: place.path, below: mount.root)
            else { return nil }
            return Self.joined(mount.point, with: below)
        }
    }

    /// The rest of a path below another, without a leading slash; nil if it is not below.
    package static func rest(of path: String, below top: String) -> String? {
        if path == top { return "" }
        let prefix = top == "/" ? "/" : top + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
    }

    private static func joined(_ top: String, with rest: String) -> String {
        if rest.isEmpty { return top }
        return top == "/" ? "/" + rest : top + "/" + rest
    }

    /// The text without the escapes `\040`, `\011`, `\012` and `\134`.
    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let digits = rest.dropFirst().prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(4)
            } else {
                bytes.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
