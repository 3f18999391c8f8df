import ArchiveModel

extension ScanFormat {
    /// Recognizes a format by the first bytes of a file (1,024 are enough); nil for anything else.
    ///
    /// Signatures: TIFF 6.0 and BigTIFF headers, PNG (RFC 2083), JPEG SOI with a following marker,
    /// PDF header within the first 1,024 bytes (ISO 32000-1, annex H), JP2 signature box and code
    /// stream SOC+SIZ, RIFF/WEBP, GIF87a/89a, BMP, PNM P1–P6.
    static func detected(in head: [UInt8]) -> ScanFormat? {
        signatures.first { signature in
            head.count >= signature.bytes.count + signature.offset
                && head[signature.offset...].starts(with: signature.bytes)
        }?.format ?? looser(head)
    }

    private struct Signature {
        var format: ScanFormat
        var bytes: [UInt8]
        var offset = 0
    }

    private static let signatures: [Signature] = [
        Signature(format: .tiff, bytes: [0x49, 0x49, 42, 0]),
        Signature(format: .tiff, bytes: [0x4D, 0x4D, 0, 42]),
        Signature(format: .tiff, bytes: [0x49, 0x49, 43, 0]),
        Signature(format: .tiff, bytes: [0x4D, 0x4D, 0, 43]),
        Signature(format: .png, bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Signature(format: .jpeg, bytes: [0xFF, 0xD8, 0xFF]),
        Signature(format: .jpeg2000, bytes: Array("jP  ".utf8), offset: 4),
        Signature(format: .jpeg2000, bytes: [0xFF, 0x4F, 0xFF, 0x51]),
        Signature(format: .webp, bytes: Array("WEBP".utf8), offset: 8),
        Signature(format: .gif, bytes: Array("GIF87a".utf8)),
        Signature(format: .gif, bytes: Array("GIF89a".utf8)),
    ]

    /// Forms whose signature may move or is too short to stand alone.
    private static func looser(_ head: [UInt8]) -> ScanFormat? {
        let pdf = Array("%PDF-".utf8)
        let start = head.prefix(1024)
        if start.indices.contains(where: { start[$0...].starts(with: pdf) }) { return .pdf }
        guard head.count > 30 else { return nil }
        if head[0] == 0x42, head[1] == 0x4D, head[6...9].allSatisfy({ $0 == 0 }) { return .bmp }
        let isSpace = head[2] == 0x20 || (head[2] >= 9 && head[2] <= 13)
        if head[0] == 0x50, (0x31...0x36).contains(head[1]), isSpace { return .pnm }
        return nil
    }
}
