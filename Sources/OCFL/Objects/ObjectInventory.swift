import ArchiveModel
import Foundation

/// What an OCFL object holds: each version's files by logical path, and where their bytes lie.
///
/// Only what this program writes: SHA-512, versions named `v1`, `v2` …, content in `content/`. The
/// validator reads all that the specification allows.
struct ObjectInventory: Codable, Equatable {
    /// One version of the object.
    struct Version: Codable, Equatable {
        /// RFC 3339, UTC.
        var created: String
        var message: String
        var user: User
        /// Logical paths by digest.
        var state: [String: [String]]
    }

    /// Who made a version.
    struct User: Codable, Equatable {
        var name: String
        var address: String
    }

    private(set) var id: String
    private(set) var type = "https://ocfl.io/1.1/spec/#inventory"
    private(set) var digestAlgorithm = "sha512"
    private(set) var head: String
    /// Content paths from the object's folder, by digest.
    private(set) var manifest: [String: [String]] = [:]
    private(set) var versions: [String: Version] = [:]

    /// The inventory of an object that has no version yet.
    init(id: String) {
        self.id = id
        head = "v0"
    }

    /// Number of the newest version, from 1.
    var headNumber: Int { Int(head.dropFirst()) ?? 0 }
    /// The newest version.
    var newest: Version? { versions[head] }
    /// Logical paths of the newest version with the digests of their content.
    var files: [String: ContentDigest] {
        var result: [String: ContentDigest] = [:]
        for (hex, paths) in newest?.state ?? [:] {
            guard let digest = ContentDigest(hex: hex) else { continue }
            for path in paths { result[path] = digest }
        }
        return result
    }

    /// Where the content of a digest lies, from the object's folder.
    func content(of digest: ContentDigest) -> String? { manifest[digest.hex]?.first }

    /// A version by its number.
    func version(_ number: Int) -> Version? { versions["v\(number)"] }

    /// Adds the next version, holding these files; `added` are new contents by digest.
    mutating func append(
        files: [String: ContentDigest], added: [ContentDigest: String], created: String,
        message: String, user: User
    ) {
        for (digest, path) in added where manifest[digest.hex] == nil {
            manifest[digest.hex] = [path]
        }
        head = "v\(headNumber + 1)"
        var state: [String: [String]] = [:]
        for (path, digest) in files { state[digest.hex, default: []].append(path) }
        versions[head] = Version(
            created: created, message: message, user: user,
            state: state.mapValues { $0.sorted() })
    }

    /// The bytes of `inventory.json`: the same for the same content.
    func encoded() throws -> [UInt8] { try StoredJSON.file(self) }

    /// Reads `inventory.json`; throws `DecodingError` on anything else.
    init(decoding bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(ObjectInventory.self, from: Data(bytes))
        guard digestAlgorithm == "sha512", headNumber >= 1, versions[head] != nil else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "no inventory of ours"))
        }
    }

    /// The content of the sidecar beside an inventory.
    static func sidecar(of inventory: [UInt8]) -> [UInt8] {
        Array("\(ContentDigest(of: inventory).hex) inventory.json\n".utf8)
    }
}

extension ObjectInventory {
    /// Whether the newest version brought what was made of scans, and not scans.
    var newestAddsDerived: Bool {
        let before = version(headNumber - 1)?.state.values.joined()
        let after = newest?.state.first { $0.value.contains(LogicalPath.documents) }
        guard let after else { return false }
        let content = manifest[after.key]?.first ?? ""
        return content.hasPrefix(head + "/") || before?.contains(LogicalPath.documents) == false
    }
}
