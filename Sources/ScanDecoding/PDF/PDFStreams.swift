import ArchiveModel
import CQPDF
import CScanShims

/// The compressed texts and pictures of a PDF page, checked against their check values.
///
/// Poppler shows everything it can unpack, never looks at the check value of Deflate, and does not
/// report everything it leaves out.
struct PDFStreams {
    private let objects: PDFObjects
    private let pageCount: Int
    /// Bytes that one stream may unpack to before it is left alone.
    private let most: Int

    /// Larger streams are not held in memory, in bytes.
    private static let largest = 256 << 20
    /// Most streams of a page that are examined.
    private static let mostStreams = 200

    init(of document: PDFDocument, limits: DecodeLimits) {
        objects = PDFObjects(document.handle)
        pageCount = document.pageCount
        most = limits.maxPixels * 4
    }

    /// How many of a page's streams are damaged; the page is counted from 1.
    func damagedCount(onPage number: Int) -> Int {
        guard (1...max(1, pageCount)).contains(number) else { return 0 }
        let page = qpdf_get_page_n(objects.pdf, number - 1)
        var streams: [qpdf_oh] = []
        if let contents = objects.entry(page, key: "/Contents") {
            streams += isStream(contents) ? [contents] : objects.items(contents).filter(isStream)
        }
        if let resources = objects.inherited(page, key: "/Resources") {
            streams += drawn(by: resources)
        }
        return streams.prefix(Self.mostStreams).count(where: isDamaged)
    }

    /// Pictures, and forms with what they draw in turn.
    private func drawn(by resources: qpdf_oh) -> [qpdf_oh] {
        var streams: [qpdf_oh] = []
        var pending = [resources]
        while let next = pending.popLast(), streams.count < Self.mostStreams {
            guard let named = objects.entry(next, key: "/XObject") else { continue }
            for stream in objects.keys(named).compactMap({ objects.entry(named, key: $0) })
            where isStream(stream) {
                streams.append(stream)
                let dictionary = qpdf_oh_get_dict(objects.pdf, stream)
                if let inner = objects.entry(dictionary, key: "/Resources") {
                    pending.append(inner)
                }
            }
        }
        return streams
    }

    private func isStream(_ object: qpdf_oh) -> Bool {
        qpdf_oh_is_stream(objects.pdf, object) == QPDF_TRUE
    }

    /// Whether the data are Deflate-compressed, outermost, and break off, break the rules or unpack
    /// to something else than was packed.
    private func isDamaged(_ stream: qpdf_oh) -> Bool {
        let dictionary = qpdf_oh_get_dict(objects.pdf, stream)
        guard isDeflated(dictionary), objects.integer(stream, key: "/Length") ?? 0 <= Self.largest,
            let bytes = objects.rawBytes(of: stream)
        else { return false }
        return DeflateData(bytes, most: most).fault != nil
    }

    private func isDeflated(_ dictionary: qpdf_oh) -> Bool {
        guard var filter = objects.entry(dictionary, key: "/Filter") else { return false }
        if let first = objects.items(filter).first { filter = first }
        return ["/FlateDecode", "/Fl"].contains { (name: String) in
            qpdf_oh_is_name_and_equals(objects.pdf, filter, name) == QPDF_TRUE
        }
    }
}
