package import ArchiveModel
import DurableFiles

/// What an entry of the quarantine is about, by names that hold for good.
package enum QuarantineSubject: Hashable, Sendable {
    /// A scan of which nothing could be read.
    case scan(ContentDigest)
    /// A page that could not be read, of a scan that is otherwise read.
    case page(PageAddress)
    /// A file that could not be taken in, for a reason: with another reason it is another entry.
    case refusal(folder: ScanName, name: ScanName, code: String)

    /// What people call the entry.
    package var id: QuarantineID {
        let parts: [[UInt8]] =
            switch self {
            case .scan(let digest): [Array("scan".utf8), Array(digest.hex.utf8)]
            case .page(let page):
                [Array("page".utf8), Array(page.scan.hex.utf8), Array("\(page.number)".utf8)]
            case .refusal(let folder, let name, let code):
                [Array("refusal".utf8), folder.bytes, name.bytes, Array(code.utf8)]
            }
        // No name has a zero in it.
        return QuarantineID(firstBitsOf: ContentDigest(of: Array(parts.joined(separator: [0]))))
    }
}

extension QuarantineSubject: Codable {
    /// Reads the form that lines of the journal have; throws `DecodingError`.
    package init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        switch (stored.scan, stored.page, stored.folder, stored.name, stored.code) {
        case (let scan?, nil, nil, nil, nil): self = .scan(scan)
        case (let scan?, let page?, nil, nil, nil):
            self = .page(PageAddress(scan: scan, number: page))
        case (nil, nil, let folder?, let name?, let code?):
            self = .refusal(folder: folder.name, name: name.name, code: code)
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a quarantine entry"))
        }
    }

    /// Writes the form that lines of the journal have.
    package func encode(to encoder: any Encoder) throws {
        var stored = Stored()
        switch self {
        case .scan(let digest): stored.scan = digest
        case .page(let page):
            stored.scan = page.scan
            stored.page = page.number
        case .refusal(let folder, let name, let code):
            stored.folder = StoredName(folder)
            stored.name = StoredName(name)
            stored.code = code
        }
        try stored.encode(to: encoder)
    }

    private struct Stored: Codable {
        var scan: ContentDigest?
        var page: Int?
        var folder, name: StoredName?
        var code: String?
    }

    /// A name as JSON can hold it: its text, or its bytes when they are no UTF-8.
    private struct StoredName: Codable {
        var text: String?
        var bytes: [UInt8]?

        init(_ name: ScanName) {
            text = String(validating: name.bytes, as: UTF8.self)
            bytes = text == nil ? name.bytes : nil
        }

        var name: ScanName {
            ScanName(bytes: text.map { Array($0.utf8) } ?? bytes ?? [])
        }
    }
}
