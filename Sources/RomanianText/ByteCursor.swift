import ArchiveModel

/// A position in folded bytes that moves over what it recognizes and never beyond the end.
package struct ByteCursor {
    /// The bytes that are read.
    package let bytes: [UInt8]
    /// The next byte.
    package var position: Int

    /// Starts at a position.
    package init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = max(0, position)
    }

    /// The byte at a distance from the position; 0 outside.
    package func peek(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return bytes.indices.contains(index) ? bytes[index] : 0
    }

    /// Moves over all bytes of a set.
    package mutating func skip(_ set: String) {
        let set = Array(set.utf8)
        while position < bytes.count, set.contains(bytes[position]) { position += 1 }
    }

    /// Moves over spaces.
    package mutating func skipSpaces() { skip(" ") }

    /// Moves over one byte of a set; returns whether it did.
    package mutating func take(anyOf set: String) -> Bool {
        guard position < bytes.count, set.utf8.contains(bytes[position]) else { return false }
        position += 1
        return true
    }

    /// Moves over a word that is not followed by a letter or digit; returns whether it did.
    package mutating func take(word: String) -> Bool {
        let word = Array(word.utf8)
        guard position + word.count <= bytes.count,
            bytes[position..<position + word.count].elementsEqual(word),
            !Fold.isLetterOrDigit(peek(word.count))
        else { return false }
        position += word.count
        return true
    }

    /// Moves over any of several words; returns whether it did.
    package mutating func take(anyWord words: [String]) -> Bool {
        for word in words where take(word: word) { return true }
        return false
    }

    /// Moves over a whole run of digits and returns it; nil, without moving, if its length is not
    /// allowed.
    package mutating func digits(_ allowed: ClosedRange<Int>) -> [UInt8]? {
        var end = position
        while end < bytes.count, bytes[end].isASCIIDigit { end += 1 }
        guard allowed.contains(end - position) else { return nil }
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// Moves over a run of letters and returns it; nil if there is none or it is too long.
    package mutating func letters(_ allowed: ClosedRange<Int>) -> [UInt8]? {
        var end = position
        while end < bytes.count, Fold.isLetter(bytes[end]) { end += 1 }
        guard allowed.contains(end - position) else { return nil }
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// The number that digits write; they must be few enough to fit.
    package static func number(_ digits: some Sequence<UInt8>) -> Int {
        digits.reduce(0) { $0 &* 10 &+ Int($1 &- 0x30) }
    }
}
