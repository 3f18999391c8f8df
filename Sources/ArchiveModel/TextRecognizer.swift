/// Reads a clean page.
///
/// Engines differ and change between versions; who reads pages knows only this.
package protocol TextRecognizer {
    /// Reads a page in one of several ways; blocks the caller until done. Throws what the engine's module
    /// documents.
    func recognize(_ page: CleanedPage, as attempt: ReadingAttempt) throws -> PageRecognition
}

/// Which reading of a page is asked for.
package enum ReadingAttempt {
    /// A first one, to see which way up the page is.
    case first
    /// The one that counts: goes on from the first of the same page by all means that the engine has.
    ///
    /// `unread` finds print outside of boxes, those of the words that were read.
    case whole(first: RecognizedPage, unread: (_ besides: [BoundingBox]) throws -> UnreadPrint)
    /// One by other means than the first, such as another model, for words on which two readings have to agree;
    /// the same as the first where an engine has no other means.
    case otherwise
}

/// Print on a page that no word covers.
package struct UnreadPrint: Hashable, Sendable {
    /// Where lines seem to be, in pixels of the page.
    package var lines: [BoundingBox]
    /// All marks of the size of letters.
    package var letters: [BoundingBox]

    /// Makes a list.
    package init(lines: [BoundingBox], letters: [BoundingBox]) {
        self.lines = lines
        self.letters = letters
    }
}

/// What an engine read on a page, and how it came to it.
package struct PageRecognition: Sendable {
    /// The words with their places.
    package var text: RecognizedPage
    /// How much of it makes sense; nil when the engine knows no words.
    package var sense: ReadingSense?
    /// Marks like letters that the first reading left unread.
    package var unread: [BoundingBox]
    /// What was done after the first reading, in order.
    package var steps: [ProcessingStep]
    /// Processor seconds that stages after the first reading took.
    package var seconds: [ReadingStage: Double]

    /// Makes a recognition; without steps it is a first reading.
    package init(
        text: RecognizedPage, sense: ReadingSense? = nil, unread: [BoundingBox] = [],
        steps: [ProcessingStep] = [], seconds: [ReadingStage: Double] = [:]
    ) {
        self.text = text
        self.sense = sense
        self.unread = unread
        self.steps = steps
        self.seconds = seconds
    }
}
