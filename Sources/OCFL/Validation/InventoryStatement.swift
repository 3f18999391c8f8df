/// The versions of the OCFL specification that are known here.
enum OCFLSpecification: String, Comparable, CaseIterable, Sendable {
    case v1_0 = "1.0"
    case v1_1 = "1.1"

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The value of `type` in an inventory that conforms to it.
    var inventoryType: ByteString { ByteString("https://ocfl.io/\(rawValue)/spec/#inventory") }
}

/// The content of an inventory, as far as it could be understood.
struct InventoryStatement {
    /// Its place in its object.
    let path: ByteString
    var id: ByteString?
    var specification: OCFLSpecification?
    /// The algorithm of `manifest` and `state`; nil unless it is an allowed one.
    var algorithm: DigestAlgorithm?
    /// The algorithm as written, which the sidecar's name must end with.
    var algorithmName: ByteString?
    var head: ByteString?
    /// The content directory, if it is set and may be used.
    var contentDirectory: ByteString?
    var manifest = DigestBlock()
    /// In the order of their numbers; invalid names are left out.
    var versions: [VersionBlock] = []
    var fixity: [(algorithm: DigestAlgorithm, block: DigestBlock)] = []

    init(path: ByteString) {
        self.path = path
    }

    /// Name of the folder in each version's folder that holds its content.
    var contentFolder: ByteString { contentDirectory ?? "content" }
    /// Name of the file beside the inventory with its digest.
    var sidecar: ByteString { ByteString("inventory.json.") + (algorithmName ?? "sha512") }
}

extension ByteString {
    static func + (left: ByteString, right: ByteString) -> ByteString {
        ByteString(left.bytes + right.bytes)
    }
}

/// Digests, each with paths: the form of `manifest`, `state` and each part of `fixity`.
struct DigestBlock {
    struct Entry {
        /// The digest as written.
        let digest: ByteString
        let paths: [ByteString]
    }

    var entries: [Entry] = []

    /// Each path with its digest in lower case.
    func digestsByPath() -> [ByteString: ByteString] {
        var result: [ByteString: ByteString] = [:]
        result.reserveCapacity(entries.count)
        for entry in entries {
            let digest = entry.digest.lowercased
            for path in entry.paths { result[path] = digest }
        }
        return result
    }

    /// Each digest in lower case with its paths.
    func pathsByDigest() -> [ByteString: [ByteString]] {
        Dictionary(entries.map { ($0.digest.lowercased, $0.paths) }, uniquingKeysWith: +)
    }
}

/// One version as an inventory describes it.
struct VersionBlock {
    let name: ByteString
    let number: Int
    var created: ByteString?
    var message: ByteString?
    var userName: ByteString?
    var userAddress: ByteString?
    var state = DigestBlock()
}
