/// The BLAKE2b digest (RFC 7693), without a key, of 1 to 64 bytes.
///
/// OCFL requires it of every client and swift-crypto has none. It is used only for fixity blocks.
struct BLAKE2b {
    private var state: [UInt64]
    private var block: [UInt8] = []
    private var count: UInt64 = 0
    private let byteCount: Int

    /// - Parameter byteCount: The length of the digest.
    init(byteCount: Int) {
        self.byteCount = byteCount
        state = Self.start
        state[0] ^= 0x0101_0000 ^ UInt64(byteCount)
        block.reserveCapacity(128)
    }

    /// Takes in more bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        // The last block is compressed with a flag, so a full one waits until more comes.
        while !rest.isEmpty {
            if block.count == 128 {
                count += 128
                compress(isLast: false)
                block.removeAll(keepingCapacity: true)
            }
            let part = rest.prefix(128 - block.count)
            block.append(contentsOf: part)
            rest = rest.dropFirst(part.count)
        }
    }

    /// The digest's bytes; the value is used up.
    mutating func finish() -> [UInt8] {
        count += UInt64(block.count)
        block.append(contentsOf: repeatElement(0, count: 128 - block.count))
        compress(isLast: true)
        var result: [UInt8] = []
        for word in state {
            for shift in 0..<8 { result.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) }
        }
        return Array(result.prefix(byteCount))
    }

    private mutating func compress(isLast: Bool) {
        var work = state + Self.start
        work[12] ^= count
        if isLast { work[14] = ~work[14] }
        let message = block.withUnsafeBytes { bytes in
            (0..<16).map { word in
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self))
            }
        }
        for round in 0..<12 {
            let order = Self.orders[round % 10]
            for step in 0..<8 {
                let words = (message[order[2 * step]], message[order[2 * step + 1]])
                Self.mix(&work, Self.lanes[step], words)
            }
        }
        for index in 0..<8 { state[index] ^= work[index] ^ work[index + 8] }
    }

    private static func mix(
        _ v: inout [UInt64], _ lane: (Int, Int, Int, Int), _ words: (UInt64, UInt64)
    ) {
        let (a, b, c, d) = lane
        v[a] = v[a] &+ v[b] &+ words.0
        v[d] = rotated(v[d] ^ v[a], by: 32)
        v[c] = v[c] &+ v[d]
        v[b] = rotated(v[b] ^ v[c], by: 24)
        v[a] = v[a] &+ v[b] &+ words.1
        v[d] = rotated(v[d] ^ v[a], by: 16)
        v[c] = v[c] &+ v[d]
        v[b] = rotated(v[b] ^ v[c], by: 63)
    }

    private static func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
        word >> bits | word << (64 - bits)
    }

    private static let lanes = [
        (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
        (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
    ]

    private static let start: [UInt64] = [
        0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]

    private static let orders: [[Int]] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]
}
