/// Writes small PDF files object by object, so that odd ones can be made.
package struct SmallPDF {
    private var bodies: [[UInt8]] = []
    private var pages: [Int] = []

    /// What stands in the catalogue besides the pages.
    package var catalog = ""

    /// Makes a file without pages; objects 1 and 2 are its catalogue and its tree of pages.
    package init() {}

    /// Adds an object and returns its number.
    @discardableResult
    package mutating func add(_ body: String) -> Int {
        bodies.append(Array(body.utf8))
        return bodies.count + 2
    }

    /// Adds a stream and returns its number.
    @discardableResult
    package mutating func add(stream entries: String, _ data: [UInt8]) -> Int {
        let head = "<< \(entries) /Length \(data.count) >>\nstream\n"
        bodies.append(Array(head.utf8) + data + Array("\nendstream".utf8))
        return bodies.count + 2
    }

    /// Adds a page.
    ///
    /// - Parameters:
    ///   - content: What draws it.
    ///   - resources: The insides of its resources.
    ///   - size: Width and height in points.
    ///   - entries: What else stands in the page.
    package mutating func page(
        _ content: String, resources: String, size: (width: Double, height: Double) = (595, 842),
        entries: String = ""
    ) {
        page(
            contents: add(stream: "", Array(content.utf8)), resources: resources, size: size,
            entries: entries)
    }

    /// Adds a page that is drawn by a stream that was added before.
    package mutating func page(
        contents stream: Int, resources: String, size: (width: Double, height: Double),
        entries: String = ""
    ) {
        pages.append(
            add(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(size.width) \(size.height)] "
                    + "/Resources << \(resources) >> /Contents \(stream) 0 R \(entries) >>"))
    }

    /// The objects alone, as a program leaves them that never ends its file.
    package var unended: [UInt8] { written(from: 3).bytes }

    /// The whole file.
    package var bytes: [UInt8] {
        var (file, offsets) = written(from: 1)
        let table = file.count
        var text = "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text +=
            "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        file += Array(text.utf8)
        return file
    }

    private func written(from first: Int) -> (bytes: [UInt8], offsets: [Int]) {
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        let tree = [
            "<< /Type /Catalog /Pages 2 0 R \(catalog) >>",
            "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
        ].map { Array($0.utf8) }
        var file = Array("%PDF-1.6\n".utf8)
        var offsets: [Int] = []
        for (index, body) in (tree + bodies).enumerated() where index + 1 >= first {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
        }
        return (file, offsets)
    }
}

extension SmallPDF {
    /// A page of lines in Helvetica, from the top down, in points.
    ///
    /// - Parameter copied: What figures and letters are copied out as; others as they are drawn.
    package static func typed(
        _ lines: [String], size: Int = 11, copied: [Character: Character] = [:]
    ) -> SmallPDF {
        var pdf = SmallPDF()
        let content = lines.enumerated().map { index, line in
            "BT /F1 \(size) Tf 60 \(780 - index * size * 3 / 2) Td (\(line)) Tj ET"
        }.joined(separator: "\n")
        let font = pdf.helvetica(copied: copied)
        pdf.page(content, resources: "/Font << /F1 \(font) 0 R >>")
        return pdf
    }

    /// Adds Helvetica, whose characters may be copied out as others.
    package mutating func helvetica(copied: [Character: Character] = [:]) -> Int {
        let font = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
        guard !copied.isEmpty else { return add("<< \(font) >>") }
        let rows = copied.compactMap { drawn, said -> String? in
            guard let code = drawn.asciiValue, let value = said.asciiValue else { return nil }
            let digits = "0123456789ABCDEF".map(String.init)
            func hexadecimal(_ byte: UInt8) -> String {
                digits[Int(byte >> 4)] + digits[Int(byte & 15)]
            }
            return "<\(hexadecimal(code))> <00\(hexadecimal(value))>"
        }
        let map = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def
            /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange
            \(rows.count) beginbfchar
            \(rows.sorted().joined(separator: "\n"))
            endbfchar endcmap CMapName currentdict /CMap defineresource pop end end
            """
        let stream = add(stream: "", Array(map.utf8))
        return add("<< \(font) /ToUnicode \(stream) 0 R >>")
    }
}
