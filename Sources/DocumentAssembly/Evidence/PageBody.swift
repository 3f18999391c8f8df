import ArchiveModel
import DomainTables
import RomanianText

/// A page without the line of its number: what stands at its top, and how it begins and ends.
struct PageBody {
    /// Lines that are compared with the page before.
    static let topLines = 8
    /// Lines among which signatures are looked for.
    static let lastLines = 8
    /// Letterheads, labels and signatures are shorter.
    static let longestLabel = 60
    /// Titles are shorter; longer lines are prose.
    private static let longestTitle = 160

    let rows: PageLines
    /// The lines in reading order.
    let lines: [PageLine]
    /// First and last row of print.
    let topEdge: Int
    let bottomEdge: Int

    init(_ rows: PageLines, without number: Int?) {
        self.rows = rows
        lines = rows.lines.enumerated().filter { $0.offset != number }.map(\.element)
        topEdge = lines.map(\.box.top).min() ?? 0
        bottomEdge = lines.map(\.box.bottom).max() ?? 0
    }

    /// The last row of the title zone: the upper 45 % below the first print, as extraction has it.
    var zoneEnd: Int { topEdge + (max(rows.height, bottomEdge) - topEdge) * 45 / 100 }

    /// Lines where a title or number may stand.
    var zone: [PageLine] {
        let end = zoneEnd
        return lines.filter { $0.box.top <= end && $0.text.letters.count <= Self.longestTitle }
            .prefix(60).map { $0 }
    }

    /// Lines where a letterhead stands.
    var top: [PageLine] { lines(within: 22, atMost: 8) }

    /// Lines where number and addressee stand.
    var upper: [PageLine] { lines(within: 35, atMost: 14) }

    private func lines(within percent: Int, atMost count: Int) -> [PageLine] {
        let end = topEdge + rows.height * percent / 100
        return Array(lines.filter { $0.box.top <= end }.prefix(count))
    }

    /// Whether a centred line of capitals stands at the top that is neither annex nor chapter.
    func hasHeading(without marks: PageMarks) -> Bool {
        let end = topEdge + rows.height * 30 / 100
        return zone.lazy.filter { $0.box.top <= end }.flatMap(rows.parts).contains { part in
            let letters = part.letters
            return letters.count >= 6 && letters.allSatisfy(\.properties.isUppercase)
                && (part.words.count > 1 || part.box.height * 4 >= rows.lineHeight * 5)
                && part.box.height >= rows.lineHeight && rows.isCentred(part, within: 0.12)
                && part.text.bytes.first?.isASCIIDigit == false
                && (marks.annexes + marks.parts).allSatisfy {
                    $0.match(in: part.text, at: 0) == nil
                }
        }
    }

    /// Whether the first word begins with a small letter, in a line that is no list or label.
    var beginsInsideSentence: Bool {
        guard let first = lines.first, let word = first.words.first else { return false }
        let letters = word.text.unicodeScalars
        return letters.count > 1 && first.letters.count > 8
            && letters.allSatisfy { !$0.properties.isUppercase }
            && letters.first?.properties.isLowercase == true
    }

    /// Whether the first line is long and of small letters.
    var beginsWithProse: Bool {
        guard let first = lines.first else { return false }
        return first.box.width * 2 > rows.width && first.words.count >= 7 && isProse(first)
    }

    /// Whether the last line is long and ends without a mark, at the foot.
    var endsInsideSentence: Bool {
        guard let last = lines.last, bottomEdge * 5 > rows.height * 4,
            let mark = last.words.last?.text.unicodeScalars.last
        else { return false }
        return last.words.count >= 5 && last.box.width * 100 > rows.width * 55
            && (mark.properties.isLowercase || mark == "," || Hyphenation.isHyphen(mark))
    }

    /// Whether prose reaches the foot.
    var isFull: Bool {
        bottomEdge * 100 > rows.height * 85 && (lines.last?.words.count ?? 0) >= 5
    }

    /// Whether two fifths of the page below its print are empty.
    var endsEarly: Bool { bottomEdge * 5 < rows.height * 3 }

    private func isProse(_ line: PageLine) -> Bool {
        let letters = line.letters
        return letters.count { $0.properties.isUppercase } * 100 < letters.count * 35
    }
}
