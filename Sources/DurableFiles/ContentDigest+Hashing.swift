package import ArchiveModel
import Crypto

extension ContentDigest {
    /// The digest of bytes in memory.
    package init(of bytes: [UInt8]) {
        var hash = ContentHash()
        bytes.withUnsafeBytes { hash.update($0) }
        self = hash.digest()
    }
}

/// A digest that is being computed.
package struct ContentHash {
    private var hash = SHA512()
    /// The number of bytes so far.
    package private(set) var size: Int64 = 0

    /// A digest of nothing so far.
    package init() {}

    /// Takes in more bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
        size += Int64(bytes.count)
    }

    /// The digest of all bytes so far.
    package func digest() -> ContentDigest {
        guard let digest = ContentDigest(bytes: Array(hash.finalize())) else {
            preconditionFailure("SHA-512 has 64 bytes")
        }
        return digest
    }
}
