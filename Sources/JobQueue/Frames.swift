/// The frames that coordinator and worker exchange: a length of four bytes, big-endian, and that
/// many bytes of JSON.
package enum Frames {
    /// Longest frame that is accepted, in bytes: a page of 30,000 words stays far below.
    package static let maxBytes = 64 << 20
    /// Bytes of the length before each frame.
    package static let headBytes = 4

    /// The length as four bytes, big-endian.
    package static func head(length: Int) -> [UInt8] {
        (0..<headBytes).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
    }

    /// The length that such bytes state; it may be over `maxBytes`.
    package static func length(of head: some Sequence<UInt8>) -> Int {
        head.reduce(0) { $0 << 8 | Int($1) }
    }
}
