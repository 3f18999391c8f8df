/// The hash FNV-1a of 64 bits: quick, the same on every machine, and no protection against intent.
struct FNV1a {
    /// The hash of what was mixed in so far.
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Mixes bytes in, one after the other.
    mutating func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { mix(UInt64(byte)) }
    }

    /// Mixes a number in as one step.
    mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0x100_0000_01B3
    }
}
