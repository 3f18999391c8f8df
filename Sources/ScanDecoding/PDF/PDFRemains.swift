import ArchiveModel
import Foundation

/// Recovers pages from the bytes of a PDF that has lost, or never had, its catalogue and list of
/// pages.
///
/// Some programs end a file without them. A file that ends in the middle of an object was cut off
/// in transfer, and is left for a whole copy.
struct PDFRemains {
    private let bytes: [UInt8]

    /// A larger file is not held in memory.
    private static let mostBytes = 512 << 20

    /// Reads the file; empty if it is too large or cannot be read.
    init(path: String, limits: DecodeLimits) {
        bytes = Self.read(path) ?? []
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The PDF with a catalogue and list of pages that name the pages found; nil if none were, if
    /// the file is whole, or if it was cut off.
    var recovered: [UInt8]? {
        guard isEnded, ((try? PDFDocument.open(.bytes(bytes)))?.pageCount ?? 0) == 0 else {
            return nil
        }
        let objects = PDFObjectScan(bytes)
        for roots in [objects.treeRoots, objects.pages] where !roots.isEmpty {
            let whole = objects.completed(with: roots)
            if let document = try? PDFDocument.open(.bytes(whole)), document.pageCount > 0 {
                return whole
            }
        }
        return nil
    }

    /// The error with the program that wrote the file, if that program caused it and a new copy
    /// would be the same.
    func explained(_ error: ScanError) -> ScanError {
        guard isEnded, let program = PDFProgram.named(in: bytes) else { return error }
        return .brokenByProgram(program)
    }

    /// The doubt about a recovered file.
    static func doubt(pages: Int) -> Doubt {
        Doubt(
            code: "pdf-without-page-list",
            message:
                "the PDF lacks the list of its pages, as some programs write it (scanimage in batch mode); "
                + "\(pages == 1 ? "1 page was" : "\(pages) pages were") found in it and read: "
                + "compare their number with the paper")
    }

    /// Whether the last thing in the file is whole.
    private var isEnded: Bool {
        var end = bytes.count
        while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
        let tail = String(decoding: bytes[max(0, end - 1024)..<end], as: UTF8.self)
        return tail.hasSuffix("endobj") || tail.contains("%%EOF")
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        guard size > 0, size <= mostBytes else { return nil }
        fseek(file, 0, SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: size)
        return fread(&bytes, 1, size, file) == size ? bytes : nil
    }
}

/// The objects of a PDF, found only by their heads ("12 0 obj").
private struct PDFObjectScan {
    private struct Found {
        let number: Int
        let offset: Int
        let isPage: Bool
        let isTreeRoot: Bool
    }

    private let bytes: [UInt8]
    private let found: [Found]

    /// Bytes of an object that are searched for its type.
    private static let head = 2048
    private static let mostObjects = 1_000_000

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var last: [Int: Found] = [:]
        let word = Array(" obj".utf8)
        bytes.withUnsafeBytes { buffer in
            var place = 0
            while let at = buffer.place(of: word, from: place) {
                place = at + word.count
                guard let (number, offset) = Self.head(before: at, in: buffer),
                    last.count < Self.mostObjects
                else { continue }
                let rest = buffer[place..<min(place + Self.head, buffer.count)]
                let text = String(decoding: rest, as: UTF8.self)
                let body = text.components(before: ["endobj", "stream"])
                let isPage = body.hasType("/Page")
                let isRoot = body.hasType("/Pages") && !body.contains("/Parent")
                last[number] = Found(
                    number: number, offset: offset, isPage: isPage, isTreeRoot: isRoot)
            }
        }
        found = last.values.sorted { $0.offset < $1.offset }
    }

    /// Pages in the order of the file.
    var pages: [Int] { found.filter(\.isPage).map(\.number) }
    /// Tops of trees of pages.
    var treeRoots: [Int] { found.filter(\.isTreeRoot).map(\.number) }

    /// The file with a catalogue, a tree of pages and a table of all objects appended.
    func completed(with kids: [Int]) -> [UInt8] {
        let catalog = (found.map(\.number).max() ?? 0) + 1
        let names = kids.map { "\($0) 0 R" }.joined(separator: " ")
        var whole = bytes + Array("\n".utf8)
        var offsets = Dictionary(uniqueKeysWithValues: found.map { ($0.number, $0.offset) })
        offsets[catalog] = whole.count
        whole += Array(
            "\(catalog) 0 obj\n<< /Type /Catalog /Pages \(catalog + 1) 0 R >>\nendobj\n".utf8)
        offsets[catalog + 1] = whole.count
        whole += Array(
            "\(catalog + 1) 0 obj\n<< /Type /Pages /Count \(kids.count) /Kids [\(names)] >>\nendobj\n"
                .utf8)
        let table = whole.count
        whole += Array("xref\n0 1\n0000000000 65535 f \n".utf8)
        for (number, offset) in offsets.sorted(by: { $0.key < $1.key }) {
            let padded = offset.digits(atLeast: 10)
            whole += Array("\(number) 1\n\(padded) 00000 n \n".utf8)
        }
        whole += Array(
            "trailer\n<< /Size \(catalog + 2) /Root \(catalog) 0 R >>\nstartxref\n\(table)\n%%EOF\n"
                .utf8)
        return whole
    }

    /// Number and place of the object whose head ends at a place: two numbers before " obj".
    private static func head(
        before end: Int, in bytes: UnsafeRawBufferPointer
    ) -> (number: Int, offset: Int)? {
        func isDigit(_ place: Int) -> Bool { place >= 0 && bytes[place].isASCIIDigit }
        var place = end - 1
        guard isDigit(place) else { return nil }
        while isDigit(place) { place -= 1 }
        guard place >= 0, bytes[place] == 0x20 else { return nil }
        place -= 1
        guard isDigit(place) else { return nil }
        let last = place
        while isDigit(place) { place -= 1 }
        guard last - place <= 7,
            let number = Int(String(decoding: bytes[(place + 1)...last], as: UTF8.self)),
            number > 0
        else { return nil }
        return (number, place + 1)
    }
}

extension UnsafeRawBufferPointer {
    /// Where a word next occurs; nil if it does not.
    fileprivate func place(of word: [UInt8], from first: Int) -> Int? {
        var place = first
        while let start = baseAddress, place + word.count <= count,
            let hit = memchr(start + place, Int32(word[0]), count - word.count - place + 1)
        {
            place = UnsafeRawPointer(hit) - start
            if memcmp(start + place, word, word.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}

extension String {
    /// The text before the first of several words.
    fileprivate func components(before words: [String]) -> Substring {
        words.compactMap { range(of: $0)?.lowerBound }.min().map { self[..<$0] } ?? self[...]
    }
}

extension Substring {
    /// Whether a dictionary says that it is of a type.
    fileprivate func hasType(_ name: String) -> Bool {
        guard let key = range(of: "/Type") else { return false }
        let value = self[key.upperBound...].drop(while: \.isWhitespace)
        guard value.hasPrefix(name) else {
            // "/Type1" and the like may come first.
            return self[key.upperBound...].hasType(name)
        }
        return value.dropFirst(name.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
    }
}

/// Programs that write PDFs, by their own names.
enum PDFProgram {
    /// The search term, and the name used in messages: a name from the file is never printed.
    private static let known: [(mark: String, name: String)] = [
        ("tiff2pdf", "tiff2pdf"), ("libtiff", "tiff2pdf"), ("(sane)", "scanimage"),
        ("ImageMagick", "ImageMagick"), ("img2pdf", "img2pdf"), ("Ghostscript", "Ghostscript"),
        ("TCPDF", "TCPDF"), ("FPDF", "FPDF"), ("iTextSharp", "iText"), ("iText", "iText"),
        ("ReportLab", "ReportLab"), ("wkhtmltopdf", "wkhtmltopdf"), ("PDFsharp", "PDFsharp"),
        ("PDFCreator", "PDFCreator"), ("pdfTeX", "pdfTeX"), ("cairo", "cairo"),
        ("LibreOffice", "LibreOffice"), ("Microsoft", "a Microsoft program"),
        ("Acrobat", "Acrobat"), ("NAPS2", "NAPS2"), ("KONICA", "a Konica Minolta device"),
        ("Canon", "a Canon device"), ("RICOH", "a Ricoh device"), ("XEROX", "a Xerox device"),
        ("Xerox", "a Xerox device"), ("EPSON", "an Epson device"), ("HP ", "an HP device"),
        ("Brother", "a Brother device"), ("KYOCERA", "a Kyocera device"),
    ]

    /// The program that wrote a file, according to the file itself; nil if it names no known one.
    static func named(in bytes: [UInt8]) -> String? {
        for key in ["/Producer", "/Creator"] {
            guard let value = text(after: key, in: bytes) else { continue }
            if let program = known.first(where: { value.contains($0.mark) }) {
                return program.name
            }
        }
        return nil
    }

    private static func text(after key: String, in bytes: [UInt8]) -> String? {
        let word = Array(key.utf8)
        return bytes.withUnsafeBytes { buffer in
            guard let at = buffer.place(of: word, from: 0).map({ $0 + word.count }) else {
                return nil
            }
            // Texts in UTF-16 have a zero before each letter.
            let plain = buffer[at..<min(at + 200, buffer.count)].filter { $0 != 0 }
            return String(decoding: plain, as: UTF8.self)
        }
    }
}
