/// A code that was found on a page: a barcode, a two-dimensional code, or a pattern that separates documents.
///
/// Its text is foreign: it may hold anything, and whoever shows it passes it through `TerminalText`.
package struct Barcode: Hashable, Sendable {
    /// How a code is drawn.
    package enum Symbology: String, Sendable, Codable, CaseIterable {
        /// Patch 1, one of the six patterns of four bars for document scanners.
        case patch1 = "patch-1"
        /// Patch 2.
        case patch2 = "patch-2"
        /// Patch 3.
        case patch3 = "patch-3"
        /// Patch 4.
        case patch4 = "patch-4"
        /// Patch 6.
        case patch6 = "patch-6"
        /// Patch T, the usual one between documents.
        case patchT = "patch-t"
        /// Code 39, without check character and without extension to all of ASCII.
        case code39 = "code-39"
        /// Code 128.
        case code128 = "code-128"
        /// QR code.
        case qr

        /// Whether it is a pattern without text.
        package var isPatch: Bool {
            switch self {
            case .patch1, .patch2, .patch3, .patch4, .patch6, .patchT: true
            default: false
            }
        }
    }

    /// Most characters (Unicode scalars) of a text that are kept; a longer text is cut.
    package static let mostCharacters = 1_000

    /// How it is drawn.
    package let symbology: Symbology
    /// What it says, at most `mostCharacters` long; empty for a patch.
    package let text: String
    /// Whether it said more than `text` holds.
    package let isCut: Bool
    /// Where it is, in pixels of the scanned page as received.
    package let box: BoundingBox

    /// Makes a code; a text that is too long is cut.
    package init(_ symbology: Symbology, text: String, box: BoundingBox) {
        self.init(symbology, text: text, isCut: false, box: box)
    }

    /// The same code at another place.
    package func moved(to box: BoundingBox) -> Barcode {
        Barcode(symbology, text: text, isCut: isCut, box: box)
    }

    private init(_ symbology: Symbology, text: String, isCut: Bool, box: BoundingBox) {
        let kept = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.mostCharacters)))
        self.symbology = symbology
        self.text = kept
        self.isCut = isCut || kept.utf8.count < text.utf8.count
        self.box = box
    }
}

extension Barcode: Codable {
    private enum CodingKeys: String, CodingKey {
        case symbology, text, isCut, box
    }

    /// Reads a code; a text that is too long is cut, whoever wrote it.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Symbology.self, forKey: .symbology),
            text: try values.decode(String.self, forKey: .text),
            isCut: try values.decodeIfPresent(Bool.self, forKey: .isCut) ?? false,
            box: try values.decode(BoundingBox.self, forKey: .box))
    }

    /// Writes the code; that nothing was cut is left out.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(symbology, forKey: .symbology)
        try values.encode(text, forKey: .text)
        if isCut { try values.encode(true, forKey: .isCut) }
        try values.encode(box, forKey: .box)
    }
}
