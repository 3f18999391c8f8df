package import ArchiveModel
package import DomainTables
import RomanianText

/// Finds on a page what tells of the beginning and the end of papers.
///
/// A pure function of a page and the tables; about a millisecond for an ordinary page, and bounded for any.
package struct EvidenceReader: Sendable {
    let rules: MetadataRules
    private let titles: TitleLines

    /// Makes a reader that follows tables.
    package init(rules: MetadataRules) {
        self.rules = rules
        titles = TitleLines(rules.types)
    }

    /// What a page tells.
    package func evidence(of page: RecognizedPage) -> PageEvidence {
        let rows = PageLines(page)
        var evidence = PageEvidence()
        evidence.width = rows.width
        evidence.height = rows.height
        guard !rows.lines.isEmpty else { return evidence }
        evidence.hasText = true
        let numbered = numberedLine(rows)
        evidence.number = numbered?.number
        let body = PageBody(rows, without: numbered?.line)
        guard !body.lines.isEmpty else { return evidence }
        readTop(of: body, into: &evidence)
        readParts(of: body, into: &evidence)
        readEdges(of: body, into: &evidence)
        evidence.rows = Set(body.lines.compactMap(\.digest))
        evidence.topRows = Set(body.lines.prefix(PageBody.topLines).compactMap(\.digest))
        return evidence
    }

    /// Title, letterhead, number and addressee.
    private func readTop(of body: PageBody, into evidence: inout PageEvidence) {
        let zone = body.zone
        evidence.title = titles.best(in: zone.flatMap(body.rows.parts), of: body)
        evidence.hasHeading = body.hasHeading(without: rules.pageMarks)
        evidence.hasLetterhead = body.top.contains { line in
            body.rows.parts(of: line).contains(where: isLetterhead)
        }
        evidence.hasOpening = body.upper.contains { begins($0, with: rules.pageMarks.openings) }
        evidence.hasNumberLine = body.upper.contains(where: isNumberLine)
        for line in body.top
        where line.isCapitalized && begins(line, with: rules.pageMarks.annexes) {
            evidence.isAnnex = true
            evidence.annexNumbers.formUnion(numbers(in: line.text.bytes))
        }
        evidence.numbers = Set(zone.compactMap(labelledNumber))
    }

    /// The number after the first label of a number in a line; dates that follow it are none.
    private func labelledNumber(_ line: PageLine) -> Int? {
        guard let label = rules.labels.numbers.earliest(in: line.text),
            let match = NumberReader.read(
                in: line.text, at: label.bytes.upperBound, dates: rules.labels.dateReader)
        else { return nil }
        let digits = match.value.utf8.filter(\.isASCIIDigit)
        return (2...12).contains(digits.count) ? ByteCursor.number(digits) : nil
    }

    private func isLetterhead(_ part: PageLine) -> Bool {
        part.isCapitalized && part.text.letters.count < PageBody.longestLabel
            && begins(part, with: rules.pageMarks.letterheads)
    }

    /// `Nr. 4711 din 12.03.2024`.
    private func isNumberLine(_ line: PageLine) -> Bool {
        let labels = rules.labels
        return line.text.letters.count < PageBody.longestLabel
            && [labels.numbers, labels.registers, labels.series].contains { begins(line, with: $0) }
            && line.text.letters.contains(where: \.isASCIIDigit)
    }

    private func begins(_ row: PageLine, with phrases: [Phrase]) -> Bool {
        phrases.contains { $0.match(in: row.text, at: 0) != nil }
    }

    /// Numbers of two digits or more, as one would name a paper by.
    private func numbers(in bytes: [UInt8]) -> Set<Int> {
        Set(
            bytes.split { !$0.isASCIIDigit }.filter { (2...12).contains($0.count) }
                .map { ByteCursor.number($0) })
    }

    /// Numbered articles, paragraphs and rows.
    private func readParts(of body: PageBody, into evidence: inout PageEvidence) {
        var first: [PartNumber.Kind: PartNumber] = [:]
        var last: [PartNumber.Kind: PartNumber] = [:]
        for (index, line) in body.lines.enumerated() {
            guard
                let part = PartNumber(
                    line.text, marks: rules.pageMarks, dates: rules.labels.dateReader)
            else { continue }
            if first.isEmpty, index < 3 {
                evidence.beginsWithLaterPart = part.kind != .row && !part.isFirst
            }
            if first[part.kind] == nil { first[part.kind] = part }
            last[part.kind] = part
        }
        evidence.firstParts = Array(first.values)
        evidence.lastParts = Array(last.values)
    }

    /// How the page begins and ends.
    private func readEdges(of body: PageBody, into evidence: inout PageEvidence) {
        evidence.beginsInsideSentence = body.beginsInsideSentence
        evidence.beginsWithProse = body.beginsWithProse
        evidence.endsInsideSentence = body.endsInsideSentence
        evidence.isFull = body.isFull
        evidence.endsEarly = body.endsEarly
        evidence.hasSignatures = body.lines.suffix(PageBody.lastLines).contains { line in
            body.rows.parts(of: line).contains {
                $0.isCapitalized && $0.text.letters.count < PageBody.longestLabel
                    && begins($0, with: rules.pageMarks.signatures)
            }
        }
    }
}

extension EvidenceReader {
    /// A line with the number of the page.
    private struct NumberedLine {
        let number: PageNumber
        /// Index of the line.
        let line: Int
    }

    /// The number of the page, in the first or last lines; the surest form first.
    private func numberedLine(_ rows: PageLines) -> NumberedLine? {
        let reader = PageNumberReader(marks: rules.pageMarks)
        let places = rows.outerLines
        for line in places {
            let row = rows.lines[line]
            for text in [row.text] + rows.parts(of: row).map(\.text) {
                guard let number = reader.labelled(text) else { continue }
                return NumberedLine(number: number, line: line)
            }
        }
        for line in places {
            let row = rows.lines[line]
            if let number = reader.fraction(row.text) {
                return NumberedLine(number: number, line: line)
            }
            if rows.isAtEdge(row), rows.isCentred(row, within: 0.12),
                let number = reader.bare(row.text)
            {
                return NumberedLine(number: number, line: line)
            }
        }
        return nil
    }
}

extension PageLines {
    /// Indices of the lines where the number of a page may stand: the first and last of the page.
    fileprivate var outerLines: [Int] {
        let order = lines.indices.sorted { lines[$0].box.top < lines[$1].box.top }
        let top = order.filter { lines[$0].box.bottom < height / 10 }.prefix(3)
        let foot = order.filter { lines[$0].box.top > height / 5 * 4 }.suffix(3)
        let last = order.suffix(1).filter { !foot.contains($0) && !top.contains($0) }
        return top + foot.reversed() + last
    }

    /// Whether a line stands where nothing but the number of a page does.
    fileprivate func isAtEdge(_ row: PageLine) -> Bool {
        row.box.top > height / 100 * 88 || row.box.bottom < height / 100 * 8
    }
}
