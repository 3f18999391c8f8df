import ArchiveModel
package import DurableFiles
import Glibc
import SystemPackage

/// Knows whether a folder is part of an archive, of a backup, or of any OCFL storage root.
///
/// What counts is the folder itself, with all that lie above it, by device and inode: it does not
/// matter by which path, link or bind mount it was reached. Scans are never taken from such ground,
/// since what is there is the archived copy itself.
package struct ArchiveGround: Sendable {
    private let own: Set<FileIdentity>
    private let ownPlace: MountTable.Place?

    /// The ground of archives in general; of one archive even where nothing else tells.
    ///
    /// - Parameter path: The folder of that archive; nil for none.
    package init(archive path: String? = nil) {
        var own: Set<FileIdentity> = []
        var place: MountTable.Place?
        if let path, let folder = try? Directory(path) {
            own.insert(folder.identity)
            place = MountTable.read().place(of: folder)
            for part in ["objects", "staging", "tables"] {
                // A part that is a mount or a link is refused elsewhere; here it counts as ours.
                if let folder = try? Directory("\(path)/\(part)") { own.insert(folder.identity) }
            }
        }
        self.own = own
        ownPlace = place
    }

    /// Throws `folder-in-archive` when the folder is part of an archive, whatever path led to it.
    ///
    /// A folder that cannot be opened or entered is left to whoever lists it.
    package func requireOutside(_ path: [UInt8]) throws(StoreError) {
        guard holds(path) else { return }
        throw .folderInArchive(path)
    }

    /// Whether the folder at a path is part of an archive.
    package func holds(_ path: [UInt8]) -> Bool {
        // From a folder that may not be entered nothing can be taken.
        guard let folder = try? Directory(bytes: path), folder.mayBeEntered else { return false }
        return holds(folder)
    }

    /// Whether an open folder is part of an archive, as things are now.
    func holds(_ folder: borrowing Directory) -> Bool {
        isMarked(folder, ignoringItself: false)
    }

    /// Whether what is made at a path would lie in an archive.
    ///
    /// What the folder holds itself, if it is there, is not looked at: it may be an earlier backup.
    package func surrounds(_ path: String) -> Bool {
        if let folder = try? Directory(path) { return isMarked(folder, ignoringItself: true) }
        var above = Folder.parent(of: path)
        while true {
            if let folder = try? Directory(above) { return isMarked(folder, ignoringItself: false) }
            let next = Folder.parent(of: above)
            guard next != above else { return false }
            above = next
        }
    }

    private func isMarked(_ folder: borrowing Directory, ignoringItself: Bool) -> Bool {
        let table = MountTable.read()
        if let ownPlace, let place = table.place(of: folder), ownPlace.holds(place) { return true }
        guard let start = try? Directory(bytes: Array(".".utf8), at: folder.descriptor) else {
            return true
        }
        return isMarkedAbove(start, table: table, depth: 0, ignoringFirst: ignoringItself)
    }

    /// Goes up from a folder to the top of all; at the root of a bind mount also up in its own file
    /// system, wherever that can be seen.
    private func isMarkedAbove(
        _ start: consuming Directory, table: MountTable, depth: Int, ignoringFirst: Bool
    ) -> Bool {
        var folder = start
        var isIgnored = ignoringFirst
        while true {
            if own.contains(folder.identity) || !isIgnored && Self.isMarked(folder) { return true }
            guard let above = try? folder.above() else { return false }
            let isTop = above.isSame(as: folder)
            if isTop || above.mount != folder.mount,
                isMarkedBehind(folder, table: table, depth: depth, ignoringFirst: isIgnored)
            {
                return true
            }
            if isTop { return false }
            isIgnored = false
            folder = above
        }
    }

    /// Looks above the root of a mount in its file system, which `..` does not reach.
    private func isMarkedBehind(
        _ root: borrowing Directory, table: MountTable, depth: Int, ignoringFirst: Bool
    ) -> Bool {
        guard let place = table.place(of: root), place.path != "/" else { return false }
        // Where nothing else shows what lies above, only its name tells.
        if Self.isNamedLikeContent(place.path) { return true }
        guard depth < 16 else { return false }
        for path in table.otherPaths(of: place, than: root.mount) {
            guard let same = try? Directory(path), same.identity == root.identity else { continue }
            return isMarkedAbove(same, table: table, depth: depth + 1, ignoringFirst: ignoringFirst)
        }
        return false
    }

    /// Whether what lies directly in a folder shows that it is an archive, a storage root, an object
    /// or a version of one.
    private static func isMarked(_ folder: borrowing Directory) -> Bool {
        if let names = try? folder.names() { return ArchiveMarks.areAmong(names) }
        // A folder that may be gone through and not listed.
        return ArchiveMarks.names.contains { name in
            (try? folder.kind(of: Array(name.utf8))) != .some(.none)
        }
    }

    /// Whether a path leads into the content of an OCFL object or the tuples of a storage root.
    static func isNamedLikeContent(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map { $0.lowercased() }
        return zip(parts, parts.dropFirst()).contains { isVersion($0) && $1 == "content" }
            || parts.contains { $0.hasPrefix("urn%3auuid%3a") }
            || parts.indices.contains { index in
                parts[index] == "objects" && parts.count > index + 3
                    && parts[(index + 1)...(index + 3)].allSatisfy(isTuple)
            }
    }

    private static func isVersion(_ name: String) -> Bool {
        name.hasPrefix("v") && name.count > 1 && name.dropFirst().allSatisfy(\.isNumber)
    }

    private static func isTuple(_ name: String) -> Bool {
        name.utf8.count == 3 && name.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
