import ArchiveModel

/// Puts a table on pages: its headings again on each, rows as high as their text, page numbers.
struct ListLayout {
    private let section: PrintedList.Section
    private let paper: Paper
    private let measure: TextMeasure
    private var pages: [LaidPage] = [LaidPage()]
    /// Where the next line begins, from the top.
    private var top = Paper.margin

    /// From the edge of a cell to its text.
    private static let padding = 3.0
    /// Room for a name above the line of a signature.
    private static let signature = 36.0

    private init(_ section: PrintedList.Section, on paper: Paper, measure: TextMeasure) {
        self.section = section
        self.paper = paper
        self.measure = measure
    }

    /// The pages of a table; one at least.
    static func pages(
        of section: PrintedList.Section, on paper: Paper, measure: TextMeasure
    ) -> [LaidPage] {
        var layout = ListLayout(section, on: paper, measure: measure)
        layout.write(section.title, .title)
        layout.top += 4
        section.opening.forEach { layout.write($0, .body) }
        layout.top += 6
        layout.writeHeadings()
        section.rows.forEach { layout.write(row: $0) }
        layout.top += 8
        layout.keepClosingTogether()
        section.closing.forEach { layout.write($0, .body) }
        layout.writeSignatures()
        layout.numberPages()
        return layout.pages
    }

    private mutating func add(_ text: String, at left: Double, _ lettering: Lettering) {
        guard !text.isEmpty else { return }
        pages[pages.count - 1].texts.append(
            PlacedText(
                text: text, left: left, baseline: top + lettering.ascent, lettering: lettering))
    }

    private mutating func turnPage() {
        pages.append(LaidPage())
        top = Paper.margin
    }

    /// Writes a line of text, or several when it is long.
    private mutating func write(_ text: String, _ lettering: Lettering) {
        for line in measure.lines(of: text, within: paper.measure, lettering) {
            if top + lettering.leading > paper.bottom { turnPage() }
            add(line, at: Paper.left, lettering)
            top += lettering.leading
        }
    }

    private mutating func writeHeadings() {
        let lines = broken(section.columns.map(\.heading), .heading)
        writeBand(lines[...], .heading)
    }

    /// Writes a row; one that does not fit goes to the next page, and one that is higher than a page goes on there.
    private mutating func write(row: [String]) {
        var rest = broken(row, .body)[...]
        if height(of: rest.count, .body) > paper.bottom - top { turnTable() }
        while !rest.isEmpty {
            let room = (paper.bottom - top - 2 * Self.padding) / Lettering.body.leading
            let band = rest.prefix(max(1, Int(room)))
            writeBand(band, .body)
            rest = rest.dropFirst(band.count)
            if !rest.isEmpty { turnTable() }
        }
    }

    private mutating func turnTable() {
        turnPage()
        writeHeadings()
    }

    private func height(of lines: Int, _ lettering: Lettering) -> Double {
        Double(lines) * lettering.leading + 2 * Self.padding
    }

    /// The lines of a row: of each, what stands in each column.
    private func broken(_ cells: [String], _ lettering: Lettering) -> [[String]] {
        let columns = zip(cells, widths).map { cell, width in
            measure.lines(of: cell, within: width - 2 * Self.padding, lettering)
        }
        return (0..<(columns.map(\.count).max() ?? 1)).map { index in
            columns.map { index < $0.count ? $0[index] : "" }
        }
    }

    private var widths: [Double] {
        let all = section.columns.map(\.width).reduce(0, +)
        return section.columns.map { paper.measure * $0.width / all }
    }

    /// Writes lines of a row with the rules around them.
    private mutating func writeBand(_ lines: ArraySlice<[String]>, _ lettering: Lettering) {
        let bottom = top + height(of: lines.count, lettering)
        frame(from: top, to: bottom)
        top += Self.padding
        for line in lines {
            var left = Paper.left
            for (index, text) in line.enumerated() {
                let room = widths[index] - 2 * Self.padding
                let isRight = section.columns[index].isNumber && lettering == .body
                let indent = isRight ? max(0, room - measure.width(text, lettering)) : 0
                add(text, at: left + Self.padding + indent, lettering)
                left += widths[index]
            }
            top += lettering.leading
        }
        top = bottom
    }

    private mutating func frame(from top: Double, to bottom: Double) {
        var left = Paper.left
        for width in widths + [0] {
            pages[pages.count - 1].rules.append(
                PlacedRule(left: left, top: top, right: left, bottom: bottom))
            left += width
        }
        for height in [top, bottom] {
            pages[pages.count - 1].rules.append(
                PlacedRule(left: Paper.left, top: height, right: paper.right, bottom: height))
        }
    }

    /// Turns the page when the closing words and those who sign do not fit below the table: a sheet with nothing but
    /// signatures could belong to any list.
    private mutating func keepClosingTogether() {
        let lines = section.closing.reduce(0) { count, text in
            count + measure.lines(of: text, within: paper.measure, .body).count
        }
        let height = Double(lines + 3) * Lettering.body.leading + Self.signature
        let isOnePage = height <= paper.bottom - Paper.margin
        if isOnePage, top + height > paper.bottom { turnPage() }
    }

    /// Who signs, side by side, each with a line to sign on.
    private mutating func writeSignatures() {
        guard !section.signatures.isEmpty else { return }
        let width = paper.measure / Double(section.signatures.count)
        if top + Self.signature + 2 * Lettering.body.leading > paper.bottom { turnPage() }
        top += Lettering.body.leading
        for (index, name) in section.signatures.enumerated() {
            add(name, at: Paper.left + Double(index) * width, .body)
        }
        top += Self.signature
        for index in section.signatures.indices {
            let left = Paper.left + Double(index) * width
            pages[pages.count - 1].rules.append(
                PlacedRule(left: left, top: top, right: left + min(width * 0.8, 180), bottom: top))
        }
    }

    private mutating func numberPages() {
        for index in pages.indices {
            let text = "Pagina \(index + 1) din \(pages.count)"
            pages[index].texts.append(
                PlacedText(
                    text: text, left: paper.right - measure.width(text, .body),
                    baseline: paper.height - Paper.margin, lettering: .body))
        }
    }
}
