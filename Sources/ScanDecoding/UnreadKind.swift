/// A kind of file that is recognised by its content but not read, so that a person learns what it
/// is.
struct UnreadKind: Hashable {
    /// The name of the kind, with its article.
    let name: String
    /// The remedy, so that the paper in it can be read.
    let remedy: String

    /// Recognizes it by the first bytes of a file; nil if the kind is unknown, too.
    static func recognized(in head: [UInt8]) -> UnreadKind? {
        container(head) ?? signatures.first { $0.matches(head) }?.kind ?? text(head) ?? fax(head)
    }

    private static let asPicture = "save it as JPEG, PNG or PDF and ingest that"
    private static let asPDF = "print it to PDF and ingest that"
    private static let unpack = "take the files out of it and ingest those"

    private struct Signature {
        var bytes: [UInt8]
        var offset = 0
        var kind: UnreadKind

        func matches(_ head: [UInt8]) -> Bool {
            head.count >= offset + bytes.count && head[offset...].starts(with: bytes)
        }
    }

    private static func mark(
        _ text: String, _ name: String, _ remedy: String, offset: Int = 0
    ) -> Signature {
        Signature(
            bytes: Array(text.utf8), offset: offset, kind: UnreadKind(name: name, remedy: remedy))
    }

    private static func mark(_ bytes: [UInt8], _ name: String, _ remedy: String) -> Signature {
        Signature(bytes: bytes, kind: UnreadKind(name: name, remedy: remedy))
    }

    private static let signatures: [Signature] = [
        mark([0xFF, 0x0A], "a JPEG XL picture", asPicture),
        mark([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20], "a JPEG XL picture", asPicture),
        mark([0xFF, 0xF7], "a JPEG-LS picture", asPicture),
        mark("AT&TFORM", "a DjVu document", "convert it with ddjvu -format=pdf and ingest that"),
        mark([0x97, 0x4A, 0x42, 0x32, 0x0D, 0x0A], "a JBIG2 picture", asPicture),
        mark("8BPS", "a Photoshop picture", asPicture),
        mark("gimp xcf", "a GIMP picture", asPicture),
        mark([0x0A, 5, 1], "a PCX picture", asPicture),
        mark([0, 0, 1, 0, 1], "an icon", asPicture),
        mark([0xD7, 0xCD, 0xC6, 0x9A], "a Windows metafile", asPDF),
        mark(" EMF", "a Windows metafile", asPDF, offset: 40),
        mark("DICM", "a medical picture (DICOM)", asPicture, offset: 128),
        mark("%!PS", "a PostScript file", "convert it with ps2pdf and ingest that"),
        mark("{\\rtf", "a text document (RTF)", asPDF),
        mark([0xD0, 0xCF, 0x11, 0xE0], "an old Office document or an Outlook message", asPDF),
        mark("Rar!", "a RAR archive", unpack),
        mark([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive", unpack),
        mark([0x1F, 0x8B], "a gzip archive", unpack),
        mark("BZh", "a bzip2 archive", unpack),
        mark([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive", unpack),
        mark([0x7F, 0x45, 0x4C, 0x46], "a program", "delete it from the folder of scans"),
    ]

    /// Kinds that hold other things: the name of the first of them identifies the kind.
    private static func container(_ head: [UInt8]) -> UnreadKind? {
        let shown = String(decoding: head, as: UTF8.self)
        if head.starts(with: [0x50, 0x4B, 3, 4]) { return zip(shown) }
        if head.count > 12, head[4..<8].elementsEqual("ftyp".utf8) { return media(head) }
        // PKCS #7 signed data: a sequence, and the name of its content.
        let signed: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2]
        if head.first == 0x30, head.prefix(24).contains(signed) {
            return UnreadKind(
                name: "an electronic signature with or without its document (.p7m, .p7s)",
                remedy: "open it with the signing program and save the document that is in it")
        }
        if head.starts(with: [0x4D, 0x5A]), head.count > 64 {
            return UnreadKind(name: "a program", remedy: "delete it from the folder of scans")
        }
        return nil
    }

    private static func zip(_ shown: String) -> UnreadKind {
        let office = ["[Content_Types].xml", "word/", "xl/", "ppt/", "_rels/.rels"]
        if office.contains(where: shown.contains) || shown.contains("opendocument") {
            return UnreadKind(name: "an Office document", remedy: asPDF)
        }
        return UnreadKind(name: "a ZIP archive", remedy: unpack)
    }

    private static func media(_ head: [UInt8]) -> UnreadKind {
        let brands = String(decoding: head[8..<min(head.count, 32)], as: UTF8.self)
        if brands.contains("avif") || brands.contains("avis") {
            return UnreadKind(name: "an AVIF picture", remedy: asPicture)
        }
        if ["hei", "hev", "mif1", "msf1"].contains(where: brands.contains) {
            return UnreadKind(
                name: "a HEIC picture, as phones make them",
                remedy: asPicture + ", or set the phone to take JPEG")
        }
        return UnreadKind(name: "a film", remedy: "save the pictures in it as files of their own")
    }

    private static func text(_ head: [UInt8]) -> UnreadKind? {
        let shown = String(decoding: head, as: UTF8.self)
        let start = shown.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        if start.hasPrefix("<svg") || (start.hasPrefix("<?xml") && start.contains("<svg")) {
            return UnreadKind(name: "an SVG drawing", remedy: asPDF)
        }
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
            return UnreadKind(name: "a web page", remedy: asPDF)
        }
        if start.hasPrefix("<?xml") || start.hasPrefix("<invoice") || start.hasPrefix("<creditnote")
        {
            let isInvoice =
                start.contains("names:specification:ubl") || start.contains("crossindustryinvoice")
            return UnreadKind(
                name: isInvoice ? "an electronic invoice (XML)" : "an XML file",
                remedy: isInvoice ? "ingest its PDF picture (e-Factura gives one)" : asPDF)
        }
        return isMail(shown) ? UnreadKind(name: "an e-mail message", remedy: mailRemedy) : nil
    }

    private static let mailRemedy =
        "save what is attached as files of their own, print the message to PDF, and ingest those"

    /// Lines of names and values, as at the beginning of mails, with one that only mails have.
    private static func isMail(_ shown: String) -> Bool {
        let lines = shown.split(whereSeparator: \.isNewline).prefix(60)
        guard let first = lines.first, first.hasPrefix("From ") || isHeader(first) else {
            return false
        }
        let marks = ["received:", "mime-version:", "message-id:", "return-path:", "delivered-to:"]
        return lines.contains { line in
            let low = line.lowercased()
            return marks.contains { low.hasPrefix($0) }
        }
    }

    private static func isHeader(_ line: Substring) -> Bool {
        guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return false }
        return line[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
    }

    /// Raw fax data begin with an end of line, eleven zeros and a one, and so does each row.
    private static func fax(_ head: [UInt8]) -> UnreadKind? {
        guard head.count > 64 else { return nil }
        for isReversed in [false, true] where FaxData.looksLikeGroup3(head, reversed: isReversed) {
            return UnreadKind(
                name: "raw fax data (Group 3)",
                remedy: "convert it with fax2tiff and ingest the TIFF")
        }
        return nil
    }
}
