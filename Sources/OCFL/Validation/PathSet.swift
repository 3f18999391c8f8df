/// Paths that must be unique, and none of which may lie below another.
struct PathSet {
    /// How a path breaks the rules that hold for logical and content paths alike.
    enum Fault {
        /// It begins or ends with a slash.
        case slash
        /// An element is empty, `.` or `..`.
        case element
    }

    private var paths: Set<ByteString> = []

    /// The flaw in the form of a path; nil if there is none.
    static func fault(of path: ByteString) -> Fault? {
        let slash = UInt8(ascii: "/")
        if path.bytes.first == slash || path.bytes.last == slash { return .slash }
        let dot = UInt8(ascii: ".")
        let isBad = path.elements.contains { element in
            element.isEmpty || element.elementsEqual([dot]) || element.elementsEqual([dot, dot])
        }
        return isBad ? .element : nil
    }

    /// Adds a path; false if it was already there.
    mutating func insert(_ path: ByteString) -> Bool { paths.insert(path).inserted }

    func contains(_ path: ByteString) -> Bool { paths.contains(path) }

    /// The paths that are both files and folders.
    func conflicts() -> Set<ByteString> {
        var folders: Set<ByteString> = []
        for path in paths {
            var rest = path.bytes[...]
            while let slash = rest.lastIndex(of: UInt8(ascii: "/")) {
                rest = rest[..<slash]
                // The folders above a known folder are known as well.
                if !folders.insert(ByteString(rest)).inserted { break }
            }
        }
        return folders.intersection(paths)
    }
}
