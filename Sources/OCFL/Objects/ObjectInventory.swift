package import ArchiveModel
import DurableFiles
import Foundation

/// The content of an OCFL object: each version's files by logical path, and where their bytes are.
///
/// Only the forms that this program writes: SHA-512, versions named `v1`, `v2` …, content in
/// `content/`. The validator reads everything that the specification allows.
package struct ObjectInventory: Codable, Equatable {
    /// One version of the object.
    package struct Version: Codable, Equatable {
        /// RFC 3339, UTC.
        package var created: String
        /// Why the version was made.
        package var message: String
        /// Who made it.
        package var user: User
        /// Logical paths by digest.
        package var state: [String: [String]]
    }

    /// Who made a version.
    package struct User: Codable, Equatable {
        /// The user's name.
        package var name: String
        /// A URI that names the user, such as `acct:ana@primarie`.
        package var address: String

        /// Creates a user.
        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// The identifier of the object, a URI.
    package private(set) var id: String
    /// The specification that the inventory conforms to.
    package private(set) var type = "https://ocfl.io/1.1/spec/#inventory"
    private(set) var digestAlgorithm = "sha512"
    /// The name of the newest version.
    package private(set) var head: String
    /// Content paths from the object's folder, by digest.
    package private(set) var manifest: [String: [String]] = [:]
    /// All versions by name.
    package private(set) var versions: [String: Version] = [:]

    /// The inventory of an object that has no version yet.
    package init(id: String) {
        self.id = id
        head = "v0"
    }

    /// Number of the newest version, from 1.
    package var headNumber: Int { Int(head.dropFirst()) ?? 0 }
    /// The newest version.
    package var newest: Version? { versions[head] }
    /// Logical paths of the newest version with the digests of their content.
    package var files: [String: ContentDigest] {
        var result: [String: ContentDigest] = [:]
        for (hex, paths) in newest?.state ?? [:] {
            guard let digest = ContentDigest(hex: hex) else { continue }
            for path in paths { result[path] = digest }
        }
        return result
    }

    /// The place of a digest's content, from the object's folder.
    package func content(of digest: ContentDigest) -> String? { manifest[digest.hex]?.first }

    /// A version by its number.
    package func version(_ number: Int) -> Version? { versions["v\(number)"] }

    /// Adds the next version, holding these files; `added` are new contents by digest.
    package mutating func append(
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
    package func encoded() throws -> [UInt8] { try StoredJSON.file(self) }

    /// Reads `inventory.json`; throws `DecodingError` on anything else.
    package init(decoding bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(ObjectInventory.self, from: Data(bytes))
        guard digestAlgorithm == "sha512", headNumber >= 1, versions[head] != nil else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "no inventory of ours"))
        }
    }

    /// The content of the inventory's sidecar.
    package static func sidecar(of inventory: [UInt8]) -> [UInt8] {
        Array("\(ContentDigest(of: inventory).hex) inventory.json\n".utf8)
    }
}
