extension ScanName {
    /// Whether the scanner or a person most likely made this name first: byte by byte, but numbers by their value.
    ///
    /// `Scan (2)` comes before `Scan (10)`. Numbers of one value are ordered by their zeros.
    package func precedes(_ other: ScanName) -> Bool {
        var mine = bytes[...]
        var theirs = other.bytes[...]
        while let one = mine.first, let two = theirs.first {
            if one.isASCIIDigit, two.isASCIIDigit {
                let (left, right) = (Self.takeNumber(&mine), Self.takeNumber(&theirs))
                if left.count != right.count { return left.count < right.count }
                if left != right { return left.lexicographicallyPrecedes(right) }
            } else {
                if one != two { return one < two }
                mine = mine.dropFirst()
                theirs = theirs.dropFirst()
            }
        }
        if mine.isEmpty != theirs.isEmpty { return mine.isEmpty }
        return bytes.lexicographicallyPrecedes(other.bytes)
    }

    /// Takes a run of digits away from the front; returns it without leading zeros.
    private static func takeNumber(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = bytes.prefix(while: \.isASCIIDigit)
        bytes = bytes[digits.endIndex...]
        return digits.drop { $0 == UInt8(ascii: "0") }
    }
}
