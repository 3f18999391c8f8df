import ArchiveModel

/// One code on a page, inside another record; the box is in pixels of the scan.
struct CodeRecord: Encodable {
    let symbology, text: String
    let isCut: Bool?
    let box: BoundingBox

    private enum CodingKeys: String, CodingKey {
        case symbology, text, box
        case isCut = "cut"
    }

    init(_ code: Barcode) {
        symbology = code.symbology.rawValue
        text = code.text
        isCut = code.isCut ? true : nil
        box = code.box
    }

    /// The codes of a page; nil for none.
    static func list(_ codes: [Barcode]) -> [CodeRecord]? {
        codes.isEmpty ? nil : codes.map(CodeRecord.init)
    }
}
