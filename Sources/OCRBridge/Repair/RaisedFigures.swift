import ArchiveModel

/// Finds raised figures after others, which engines read as one number: article 12¹ is not article
/// 121, and m² is a unit.
///
/// No model has raised figures. A word is changed only if the picture is beyond doubt: as many
/// marks side by side as letters were read, all those before the raised one of one height and on
/// one line.
struct RaisedFigures {
    /// Heights of a raised figure, its greatest width, and how far its foot and its top are above
    /// those of the others, all relative to the height of these.
    ///
    /// A figure that lost its foot is as wide as before.
    private struct Shape {
        let heights: ClosedRange<Double>
        let widest: Double
        let foot: Double
        let top: Double
        let figures: Set<Character>
    }

    /// Where a raised figure may be in a text, and the texts after which it may not.
    private struct Place {
        let base: Range<Int>
        let shape: Shape
    }

    private static let behindFigures = Shape(
        heights: 0.42...0.75, widest: 0.52, foot: 0.28, top: -0.15, figures: Set("0123456789"))
    private static let behindUnit = Shape(
        heights: 0.4...1.25, widest: 0.85, foot: 0.35, top: 0.1, figures: ["2", "3"])
    /// How much the heights and feet of figures in one line differ, relative to their height.
    private static let unevenness = 0.14
    /// Most figures before a raised one; longer rows are codes.
    private static let mostFigures = 6
    private static let units: Set<String> = ["m", "cm", "dm", "km", "mm", "hm"]
    private static let raised: [Character: Character] = [
        "0": "°", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹",
    ]
    /// Raised marks that already have their own characters.
    private static let marks: Set<Character> = ["'", "’", "\"", "”", "“", "„", "°", "º", "*", "»"]
    /// The maximum confidence of a word whose raised figure nobody can read.
    private static let unsure = 0.4

    let ink: InkGaps
    /// Reads the figure in a box alone; nil if there is none.
    let figure: (BoundingBox) -> Character?

    /// The word with its figure raised, or with less confidence if it is raised but cannot be read;
    /// nil if nothing is raised or nothing is certain.
    func repaired(_ word: Word) -> Word? {
        let text = Array(word.text)
        let places = Self.places(in: text)
        guard word.isUntouched, !places.isEmpty else { return nil }
        let letters = ink.letters(in: word.box)
        guard letters.count == text.count else { return nil }
        for place in places {
            let raised = place.base.upperBound
            guard Self.isRaised(letters[raised], behind: letters[place.base], shape: place.shape)
            else {
                continue
            }
            let readings = [text[raised], figure(letters[raised])].compactMap { $0 }
                .filter(place.shape.figures.contains)
            guard let sign = readings.first.flatMap({ Self.raised[$0] }) else {
                return Self.unsure(word)
            }
            let parts = (text[..<raised], text[(raised + 1)...])
            let result = word.repaired(as: String(parts.0) + String(sign) + String(parts.1))
            return Set(readings).count == 1 ? result : Self.unsure(result) ?? result
        }
        return nil
    }

    /// The word with the confidence of an unsure one; nil if it already is.
    private static func unsure(_ word: Word) -> Word? {
        guard word.confidence.value > unsure else { return nil }
        var word = word
        word.confidence = Confidence(unsure)
        return word
    }

    /// After the figures or the unit that a text begins with, and before the last figure.
    private static func places(in text: [Character]) -> [Place] {
        let start = text.firstIndex { $0.isLetter || $0.isNumber } ?? text.count
        let figures = text[start...].prefix { $0.isASCII && $0.isNumber }.count
        if (1...mostFigures + 1).contains(figures) {
            let ends = [start + figures - 1, start + figures].filter {
                $0 > start && text.indices.contains($0) && !marks.contains(text[$0])
            }
            return ends.map { Place(base: start..<$0, shape: behindFigures) }
        }
        for unit in units.sorted(by: { $0.count > $1.count }) {
            let end = start + unit.count
            if text[start...].starts(with: unit), text.indices.contains(end),
                !text[end].isLetter, !marks.contains(text[end])
            {
                return [Place(base: start..<end, shape: behindUnit)]
            }
        }
        return []
    }

    private static func isRaised(
        _ figure: BoundingBox, behind base: ArraySlice<BoundingBox>, shape: Shape
    ) -> Bool {
        guard let frame = BoundingBox.enclosing(base) else { return false }
        let height = Double(frame.height)
        let isEven = base.allSatisfy {
            Double(frame.bottom - $0.bottom) <= unevenness * height
                && Double($0.top - frame.top) <= unevenness * height
        }
        return isEven && shape.heights.contains(Double(figure.height) / height)
            && Double(figure.width) <= shape.widest * height
            && Double(frame.bottom - figure.bottom) >= shape.foot * height
            && Double(frame.top - figure.top) >= shape.top * height
    }
}

extension InkGaps {
    /// The separate letters of a box, from the left: marks above each other are one.
    func letters(in box: BoundingBox) -> [BoundingBox] {
        let frame = box.clipped(to: image.frame)
        guard image.samples == .gray, frame.width * frame.height <= Self.mostPixels else {
            return []
        }
        let marks = marks(in: frame).filter { $0.pixels >= Self.fewestPixels }.map(\.box)
        return marks.sorted { $0.left < $1.left }.reduce(into: []) { letters, mark in
            if let last = letters.last, mark.left < last.right {
                letters[letters.count - 1] = last.union(mark)
            } else {
                letters.append(mark)
            }
        }
    }
}
