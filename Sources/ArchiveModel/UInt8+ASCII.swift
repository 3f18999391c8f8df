// The kinds of ASCII characters, for text that is looked at as bytes.
extension UInt8 {
    /// Whether this is one of the digits 0 to 9.
    package var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Whether this is a letter from A to Z or from a to z.
    package var isASCIILetter: Bool {
        (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A)
    }

    /// Whether this is a hexadecimal digit in lower case: 0 to 9 or a to f.
    package var isLowerHexDigit: Bool { isASCIIDigit || (self >= 0x61 && self <= 0x66) }

    /// Whether this is a hexadecimal digit in upper case: 0 to 9 or A to F.
    package var isUpperHexDigit: Bool { isASCIIDigit || (self >= 0x41 && self <= 0x46) }
}
