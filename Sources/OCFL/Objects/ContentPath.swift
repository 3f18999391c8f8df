import ArchiveModel
import DurableFiles

/// The place of a logical path's content in a version.
enum ContentPath {
    /// Its path below the version's `content/`, with no name over 255 bytes.
    static func below(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return path }
        let name = path[path.index(after: slash)...]
        guard name.utf8.count > 255 else { return path }
        return path[...slash] + "%n" + ContentDigest(of: Array(path.utf8)).hex.prefix(64)
    }
}
