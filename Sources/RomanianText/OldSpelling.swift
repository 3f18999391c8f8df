/// The Romanian spelling from before 1993, which wrote î inside words where â stands today.
package enum OldSpelling {
    /// The folded word in today's spelling; nil if it is the same.
    ///
    /// `hotărîrea` is hotararea and `cuvînt` cuvant; î stays at the start, at the end and after a
    /// prefix (`neînregistrat`), and `sînt` is sunt.
    package static func modern(_ folded: ArraySlice<UInt8>, circumflexI marks: UInt64) -> String? {
        var bytes = Array(folded)
        if bytes.starts(with: Array("sint".utf8)) && marks & 0b10 != 0 {
            bytes[1] = 0x75
            return String(decoding: bytes, as: UTF8.self)
        }
        var changed = false
        for position in bytes.indices.dropFirst().dropLast() where position < 64 {
            guard marks & (1 << UInt64(position)) != 0 else { continue }
            let before = String(decoding: bytes[..<position], as: UTF8.self)
            if prefixes.contains(before) { continue }
            bytes[position] = 0x61
            changed = true
        }
        return changed ? String(decoding: bytes, as: UTF8.self) : nil
    }

    private static let prefixes: Set<String> = [
        "ne", "re", "pre", "sub", "auto", "bine", "semi", "inter", "supra", "des",
    ]
}
