/// The layout extension `0004-hashed-n-tuple-storage-layout`: an object lies under its hashed id.
struct HashedNTupleLayout {
    static let name: ByteString = "0004-hashed-n-tuple-storage-layout"

    private var algorithm = DigestAlgorithm.sha256
    private var tupleSize = 3
    private var tupleCount = 3
    private var isShort = false

    /// The layout with its defaults, which hold when there is no `config.json`.
    init() {}

    /// Reads `config.json`; nil when it does not describe a possible layout.
    init?(config bytes: [UInt8]) {
        guard let config = try? JSONReader.read(bytes), let members = config.members,
            members["extensionName"].map({ $0.text == Self.name }) ?? true
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
        let name = isShort ? ByteString(digest.bytes.dropFirst(tupleSize * tupleCount)) : digest
        return path.appending(name)
    }
}
