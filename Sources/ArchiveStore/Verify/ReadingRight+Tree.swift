import DurableFiles
import OCFL

extension ReadingRight {
    /// All in a tree that this user may not read, links not followed, and nothing below a folder that
    /// is among it.
    static func missing(below path: [UInt8]) -> [[UInt8]] {
        if isMissing(for: path) { return [path] }
        guard isFolder(path) else { return [] }
        let folder = ObjectFolder(root: path)
        return ((try? folder.entries(of: "")) ?? []).filter { $0.kind != .link }
            .flatMap { missing(below: folder.whole($0.name)) }
    }
}
