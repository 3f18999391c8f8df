import CScanShims

/// Deflate data in zlib's frame, checked against their own check value.
struct DeflateData {
    /// The finding, in the words of a message; nil if nothing wrong could be noticed.
    let fault: String?

    /// Bytes examined in one go.
    private static let piece = 1 << 18

    /// Examines data.
    ///
    /// - Parameters:
    ///   - most: Bytes that they may unpack to; data that unpack to more are damaged as well.
    ///   - source: Returns some of them by place and count.
    init(count: Int, most: Int, source: TIFFReader.Source) {
        guard let deflate = csh_deflate_begin(UInt64(max(0, most))) else {
            fault = nil
            return
        }
        var place = 0
        while place < count {
            let bytes = source(place, min(Self.piece, count - place))
            guard !bytes.isEmpty, csh_deflate_put(deflate, bytes, UInt32(bytes.count)) != 0 else {
                break
            }
            place += bytes.count
        }
        fault = Self.fault(csh_deflate_end(deflate))
    }

    /// Examines data in memory.
    init(_ bytes: [UInt8], most: Int) {
        self.init(count: bytes.count, most: most) { Array(bytes[$0..<($0 + $1)]) }
    }

    private static func fault(_ state: csh_deflate_state) -> String? {
        switch state {
        case CSH_DEFLATE_SHORT: "they end early"
        case CSH_DEFLATE_BROKEN: "they break the rules"
        case CSH_DEFLATE_WRONG: "they do not match their check value"
        case CSH_DEFLATE_ENDLESS: "they do not end where the picture ends"
        default: nil
        }
    }
}
