import ArchiveModel

/// The layout extensions that put an object below its hashed id: 0003, in a folder named by the id,
/// and 0004, in a folder named by the hash.
struct HashedNTupleLayout {
    static let names: [ByteString] = [
        "0003-hash-and-id-n-tuple-storage-layout", "0004-hashed-n-tuple-storage-layout",
    ]

    private let name: ByteString
    private var algorithm = DigestAlgorithm.sha256
    private var tupleSize = 3
    private var tupleCount = 3
    private var isShort = false

    /// The layout of a name with its defaults, which apply if there is no `config.json`.
    init(name: ByteString) {
        self.name = name
    }

    /// Reads `config.json`; nil if it does not describe a possible layout of the name.
    init?(name: ByteString, config bytes: [UInt8]) {
        self.name = name
        guard let config = try? JSONReader.read(bytes), let members = config.members,
            members["extensionName"].map({ $0.text == name }) ?? true
        else { return nil }
        if let value = members["digestAlgorithm"] {
            guard let known = value.text.flatMap(DigestAlgorithm.init(name:)) else { return nil }
            algorithm = known
        }
        if let value = members["tupleSize"] {
            guard let size = value.integer, (0...32).contains(size) else { return nil }
            tupleSize = size
        }
        if let value = members["numberOfTuples"] {
            guard let count = value.integer, (0...32).contains(count) else { return nil }
            tupleCount = count
        }
        if let value = members["shortObjectRoot"] {
            guard let flag = value.boolean else { return nil }
            isShort = flag
        }
        let used = tupleSize * tupleCount
        let total = algorithm.byteCount * 2
        guard (tupleSize == 0) == (tupleCount == 0), used < total || (used == total && !isShort)
        else { return nil }
    }

    /// Where an object must lie, relative to the storage root.
    func path(of id: ByteString) -> ByteString {
        let digest = algorithm.digest(of: id.bytes)
        var path: ByteString = ""
        for tuple in 0..<tupleCount {
            let start = tuple * tupleSize
            path = path.appending(ByteString(digest.bytes[start..<start + tupleSize]))
        }
        if name == Self.names[0] { return path.appending(Self.folderName(of: id, digest)) }
        let name = isShort ? ByteString(digest.bytes.dropFirst(tupleSize * tupleCount)) : digest
        return path.appending(name)
    }

    /// The id with everything except letters, digits, `-` and `_` as `%xx`; if that is over 100
    /// characters, its first 100, `-`, and the digest.
    private static func folderName(of id: ByteString, _ digest: ByteString) -> ByteString {
        let name = Array(PercentEncoding.objectFolder.encode(id.bytes).utf8)
        guard name.count > 100 else { return ByteString(name[...]) }
        return ByteString((name.prefix(100) + [0x2D] + digest.bytes)[...])
    }
}

extension PercentEncoding {
    /// Letters, digits, `-` and `_` stay, as the layout with n-tuples and the id requires.
    static let objectFolder = PercentEncoding(letters: .small) {
        $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
}
