import ArchiveModel
import Crypto

/// The digest algorithms of the OCFL specification, and the short BLAKE2b forms of its extension.
enum DigestAlgorithm: String, CaseIterable, Sendable {
    case sha512
    case sha256
    case sha1
    case md5
    case blake2b512 = "blake2b-512"
    case blake2b384 = "blake2b-384"
    case blake2b256 = "blake2b-256"
    case blake2b160 = "blake2b-160"

    /// The algorithm with this name in an inventory; nil if it is unknown.
    init?(name: ByteString) {
        self.init(rawValue: name.text)
    }

    /// Whether content may be addressed by it.
    var addressesContent: Bool { self == .sha512 || self == .sha256 }

    /// Number of bytes of a digest.
    var byteCount: Int {
        switch self {
        case .sha512, .blake2b512: 64
        case .sha256, .blake2b256: 32
        case .blake2b384: 48
        case .sha1, .blake2b160: 20
        case .md5: 16
        }
    }

    /// The digest of some bytes, in lower-case hexadecimal digits.
    func digest(of bytes: [UInt8]) -> ByteString {
        var running = RunningDigest(self)
        bytes.withUnsafeBytes { running.update($0) }
        return running.finish()
    }
}

/// A digest that is being computed.
enum RunningDigest {
    case sha512(SHA512)
    case sha256(SHA256)
    case sha1(Insecure.SHA1)
    case md5(Insecure.MD5)
    case blake2b(BLAKE2b)

    init(_ algorithm: DigestAlgorithm) {
        switch algorithm {
        case .sha512: self = .sha512(SHA512())
        case .sha256: self = .sha256(SHA256())
        case .sha1: self = .sha1(Insecure.SHA1())
        case .md5: self = .md5(Insecure.MD5())
        case .blake2b512, .blake2b384, .blake2b256, .blake2b160:
            self = .blake2b(BLAKE2b(byteCount: algorithm.byteCount))
        }
    }

    /// Takes in more bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch self {
        case .sha512(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha512(hash)
        case .sha256(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha256(hash)
        case .sha1(var hash):
            hash.update(bufferPointer: bytes)
            self = .sha1(hash)
        case .md5(var hash):
            hash.update(bufferPointer: bytes)
            self = .md5(hash)
        case .blake2b(var hash):
            hash.update(bytes)
            self = .blake2b(hash)
        }
    }

    /// The digest in lower-case hexadecimal digits.
    consuming func finish() -> ByteString {
        switch self {
        case .sha512(let hash): Self.hex(hash.finalize())
        case .sha256(let hash): Self.hex(hash.finalize())
        case .sha1(let hash): Self.hex(hash.finalize())
        case .md5(let hash): Self.hex(hash.finalize())
        case .blake2b(var hash): Self.hex(hash.finish())
        }
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> ByteString {
        ByteString(Hexadecimal.digits(of: bytes)[...])
    }
}
