package import ArchiveModel

/// Reads what a test tells it, by the turn of the page; counts how often it was asked.
package final class FixedRecognizer: TextRecognizer {
    /// Turns of the pages that it was given, in order.
    package private(set) var askedFor: [Int] = []

    private let readings: [Int: Reading]

    /// Words with their confidence.
    package struct Reading: Sendable {
        let text: String
        let confidence: @Sendable (String) -> Double

        /// Makes a reading with one confidence for all words.
        package init(_ text: String, confidence: Double) {
            self.init(text) { _ in confidence }
        }

        /// Makes a reading with a confidence for each word.
        package init(_ text: String, confidence: @escaping @Sendable (String) -> Double) {
            self.text = text
            self.confidence = confidence
        }
    }

    /// Reads by turn in degrees; a turn that is not named holds nothing.
    package init(_ readings: [Int: Reading]) {
        self.readings = readings
    }

    /// Returns the words of the page's turn, side by side on one line; finds nothing more afterwards.
    package func recognize(
        _ page: CleanedPage, as attempt: ReadingAttempt
    ) throws -> PageRecognition {
        if case .whole(let first, _) = attempt { return PageRecognition(text: first) }
        askedFor.append(page.rotationDegrees)
        return PageRecognition(text: text(of: page))
    }

    private func text(of page: CleanedPage) -> RecognizedPage {
        let reading = readings[page.rotationDegrees]
        let words = (reading?.text ?? "").split(separator: " ").enumerated().map { index, word in
            Word(
                text: String(word),
                box: BoundingBox(
                    left: index * 10, top: 0, right: index * 10 + 9, bottom: 10),
                confidence: Confidence(reading?.confidence(String(word)) ?? 0))
        }
        return RecognizedPage(
            width: page.image.width, height: page.image.height,
            lines: words.isEmpty ? [] : [TextLine(words: words, block: 0)], engine: "fixed")
    }
}

extension CleanedPage {
    /// A page taken as it is, without any clean-up.
    package init(untouched image: PageImage, dotsPerInch: Int = 300) {
        self.init(
            image: image, dotsPerInch: dotsPerInch, transform: .identity, rotationDegrees: 0,
            looksBlank: false, steps: [])
    }
}
