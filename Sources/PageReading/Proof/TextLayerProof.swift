import ArchiveModel
import ScanDecoding

/// Holds the words of a text layer against what recognition reads where they are drawn.
///
/// Fonts may be made so that a drawn 5 is copied out as an 8; nothing in such a layer looks wrong. Words
/// that recognition reads otherwise are read a second time by other means: only what both readings say
/// against the layer counts, as misreadings of two kinds seldom agree.
struct TextLayerProof {
    /// What was found about one word.
    enum Outcome {
        /// Recognition reads the same.
        case agreed
        /// Two readings agree, and not with the layer.
        case contradicted
        /// Nothing sure was read.
        case unread
    }

    /// The words that were looked at, with what was found.
    private(set) var outcomes: [(word: LayerWord, outcome: Outcome)] = []
    /// Contradicted words, long enough to be read with certainty, of which a figure was read as another.
    private var changedFigures = 0

    /// Print of ten points at 300 dots per inch is so high with its ascenders and descenders.
    private static let firstHeight = 48
    private static let secondHeight = 60
    /// Characters of a word from which on one that is contradicted says enough.
    private static let longFigure = 3
    /// Other words that may be contradicted, by count and by share, before the layer lies.
    private static let mostOthers = 2
    private static let mostOthersShare = 0.15

    /// Reads a sample of the layer's words on the drawn page; takes about a fifth of what reading the page takes.
    ///
    /// - Throws: What the recognizer throws.
    static func prove(
        _ layer: DecodedLayer, by recognizer: any TextRecognizer
    ) throws -> TextLayerProof {
        var proof = TextLayerProof()
        try proof.compare(layer, by: recognizer)
        return proof
    }

    private init() {}

    private mutating func compare(
        _ layer: DecodedLayer, by recognizer: any TextRecognizer
    ) throws {
        guard let picture = layer.picture else { return }
        let words = ProofSelection.words(of: layer.text, dotsPerInch: layer.dotsPerInch)
        let cutter = PieceCutter(layer: layer.text, picture: picture)
        let usual = try Self.readings(
            of: words, cutter: cutter, recognizer: recognizer, over: false)
        var first = usual
        // Text that is drawn upside down agrees with nothing.
        if words.count >= 3, Self.agreeing(words, readings: usual) * 5 < words.count {
            let turned = try Self.readings(
                of: words, cutter: cutter, recognizer: recognizer, over: true)
            if Self.agreeing(words, readings: turned) > Self.agreeing(words, readings: usual) {
                first = turned
            }
        }
        let isTurned = Self.agreeing(words, readings: first) > Self.agreeing(words, readings: usual)
        let doubtful = words.indices.filter { !Self.agrees(words[$0], reading: first[$0]) }
        let second = try Self.secondReadings(
            of: doubtful.map { words[$0] }, cutter: cutter, recognizer: recognizer, over: isTurned)
        var outcomes = words.map { (word: $0, outcome: Outcome.agreed) }
        for (place, other) in zip(doubtful, second) {
            outcomes[place].outcome = judge(words[place], first: first[place], second: other)
        }
        self.outcomes = outcomes
    }

    /// Whether the layer says other things than the page.
    var isContradicted: Bool {
        let figures = outcomes.count { $0.outcome == .contradicted && $0.word.isFigure }
        let others = outcomes.filter { !$0.word.isFigure }
        let wrong = others.count { $0.outcome == .contradicted }
        return changedFigures > 0 || figures > 1
            || wrong > Self.mostOthers
                && Double(wrong) > Self.mostOthersShare * Double(others.count)
    }

    /// The layer's words with what is known of them: those that were read on the page are as good as
    /// certain, the rest as good as the sample was, and words of which nothing sure was read are in doubt.
    func weighed(_ text: RecognizedPage) -> RecognizedPage {
        let agreed = outcomes.count { $0.outcome == .agreed }
        let isSampleGood = agreed > 0 && 10 * agreed >= 9 * outcomes.count
        var result = text
        for line in result.lines.indices {
            for word in result.lines[line].words.indices {
                result.lines[line].words[word].confidence =
                    isSampleGood ? Self.sampled : Self.unproven
            }
        }
        for (word, outcome) in outcomes {
            result.lines[word.line].words[word.index].confidence =
                outcome == .agreed ? Self.proven : Self.unproven
        }
        return result
    }

    private static let proven = Confidence(0.99)
    private static let sampled = Confidence(0.97)
    private static let unproven = Confidence(0.9)

    /// What a person is told of a layer that lies.
    static let doubt = Doubt(
        code: "text-layer-disagrees",
        message:
            "the PDF's own text says other things than the page shows, and the page was read from "
            + "its picture; compare numbers, dates and amounts with the page")

    /// The record of it.
    var step: ProcessingStep {
        func count(_ outcome: Outcome) -> Double {
            Double(outcomes.count { $0.outcome == outcome })
        }
        return ProcessingStep(
            name: "textLayerProof",
            measured: [
                "words": Double(outcomes.count),
                "figures": Double(outcomes.count { $0.word.isFigure }),
                "agreed": count(.agreed), "contradicted": count(.contradicted),
                "unread": count(.unread),
            ],
            changed: isContradicted)
    }

    // MARK: reading

    private static func readings(
        of words: [LayerWord], cutter: PieceCutter, recognizer: any TextRecognizer, over: Bool
    ) throws -> [ProofSheet.Reading?] {
        try cutter.readings(of: words, height: firstHeight, over: over) {
            try recognizer.recognize($0, as: .first).text
        }
    }

    private static func secondReadings(
        of words: [LayerWord], cutter: PieceCutter, recognizer: any TextRecognizer, over: Bool
    ) throws -> [ProofSheet.Reading?] {
        try cutter.readings(of: words, height: secondHeight, over: over) {
            try recognizer.recognize($0, as: .otherwise).text
        }
    }

    // MARK: judging

    private static func agreeing(_ words: [LayerWord], readings: [ProofSheet.Reading?]) -> Int {
        zip(words, readings).count { agrees($0, reading: $1) }
    }

    private static func agrees(_ word: LayerWord, reading: ProofSheet.Reading?) -> Bool {
        guard let reading else { return false }
        return compared(word, text: word.word.text) == compared(word, text: reading.text)
    }

    private static func compared(_ word: LayerWord, text: String) -> String {
        word.isFigure ? ProofLetters.figures(text) : ProofLetters.letters(text)
    }

    private mutating func judge(
        _ word: LayerWord, first: ProofSheet.Reading?, second: ProofSheet.Reading?
    ) -> Outcome {
        if Self.agrees(word, reading: second) { return .agreed }
        guard let first, let second else { return .unread }
        let said = Self.compared(word, text: word.word.text)
        let read = Self.compared(word, text: first.text)
        guard !said.isEmpty, read == Self.compared(word, text: second.text) else { return .unread }
        guard word.isFigure else { return .contradicted }
        // A letter of the shape of a figure is no figure that was read.
        guard [first, second].allSatisfy({ $0.text.contains(where: \.isNumber) }) else {
            return .unread
        }
        if ProofLetters.differInFigures(said, and: read), said.count >= Self.longFigure {
            changedFigures += 1
        }
        return .contradicted
    }
}

/// Cuts words out of the drawn page and has them read on a sheet.
private struct PieceCutter {
    let layer: RecognizedPage
    let picture: PageImage

    /// What was read of each word.
    ///
    /// Words that stand on end are read both ways up; the surer way of all of them together counts.
    func readings(
        of words: [LayerWord], height: Int, over: Bool,
        read: (CleanedPage) throws -> RecognizedPage
    ) throws -> [ProofSheet.Reading?] {
        let standing = words.indices.filter { isStanding(words[$0]) }
        let lying = words.indices.filter { !isStanding(words[$0]) }
        var result = [ProofSheet.Reading?](repeating: nil, count: words.count)
        let upright = try readings(
            lying.map { words[$0] }, height: height, turn: over ? .over : .none, read: read)
        for (place, reading) in zip(lying, upright) { result[place] = reading }
        if !standing.isEmpty {
            let chosen = standing.map { words[$0] }
            let left = try readings(chosen, height: height, turn: .left, read: read)
            let right = try readings(chosen, height: height, turn: .right, read: read)
            let better = sureness(left) > sureness(right) ? left : right
            for (place, reading) in zip(standing, better) { result[place] = reading }
        }
        return result
    }

    /// Whether a word is written from below or from above; short ones are as their line or their page is.
    private func isStanding(_ word: LayerWord) -> Bool {
        Self.stands(word.word)
            ?? Self.mostStand(layer.lines[word.line].words) ?? Self.mostStand(layer.words) ?? false
    }

    private static func mostStand(_ words: some Sequence<Word>) -> Bool? {
        let known = words.compactMap(stands)
        return known.isEmpty ? nil : 2 * known.count { $0 } > known.count
    }

    /// Nil for words that are about as wide as they are high.
    private static func stands(_ word: Word) -> Bool? {
        word.text.count >= 3 ? 2 * word.box.height > 3 * word.box.width : nil
    }

    private func sureness(_ readings: [ProofSheet.Reading?]) -> Double {
        readings.reduce(0) { $0 + ($1.map { $0.confidence * Double($0.text.count) } ?? 0) }
    }

    private func readings(
        _ words: [LayerWord], height: Int, turn: ProofSheet.Piece.Turn,
        read: (CleanedPage) throws -> RecognizedPage
    ) throws -> [ProofSheet.Reading?] {
        var result = [ProofSheet.Reading?](repeating: nil, count: words.count)
        var places: [Int] = []
        var pieces: [ProofSheet.Piece] = []
        for (place, word) in words.enumerated() {
            guard let piece = ProofSheet.Piece(of: picture, at: box(of: word.word), turned: turn)
            else { continue }
            places.append(place)
            pieces.append(piece)
        }
        guard let sheet = ProofSheet(pieces, height: height) else { return result }
        for (place, reading) in zip(places, sheet.readings(in: try read(sheet.page))) {
            result[place] = reading
        }
        return result
    }

    /// The word's place on the picture, with a little paper around it.
    private func box(of word: Word) -> BoundingBox {
        let across = Double(picture.width) / Double(layer.width)
        let down = Double(picture.height) / Double(layer.height)
        return BoundingBox(
            left: Int(Double(word.box.left) * across) - 2,
            top: Int(Double(word.box.top) * down),
            right: Int(Double(word.box.right) * across) + 3,
            bottom: Int(Double(word.box.bottom) * down) + 1)
    }
}
