/// Something that speaks for or against a document beginning on a page; the same words as in JSON.
package struct BoundaryCue: RawRepresentable, Hashable, Sendable, Codable,
    CustomStringConvertible
{
    /// The name as in JSON.
    package let rawValue: String
    /// The name as in JSON.
    package var description: String { rawValue }

    /// Makes a cue from its name, also one that this version does not know.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// Whether a document begins on a page, why, and how sure that is.
package struct Boundary: Hashable, Sendable, Codable {
    /// What speaks for the outcome, the strongest first.
    package var cues: [BoundaryCue]
    /// How sure the outcome is.
    package var confidence: Confidence

    /// Makes a boundary.
    package init(cues: [BoundaryCue], confidence: Confidence) {
        self.cues = cues
        self.confidence = confidence
    }
}

/// Why the pages of a document are one document.
package struct DocumentBounds: Hashable, Sendable, Codable {
    /// A page on which a document might have begun, and did not.
    package struct DoubtfulPage: Hashable, Sendable, Codable {
        /// The page.
        package var page: PageAddress
        /// What speaks for its belonging to the document, and how surely.
        package var boundary: Boundary

        /// Puts both together.
        package init(page: PageAddress, boundary: Boundary) {
            self.page = page
            self.boundary = boundary
        }
    }

    /// Why it begins where it begins.
    package var beginning: Boundary
    /// Pages that belong to it less surely than is believed without a look; mostly none.
    package var doubtfulPages: [DoubtfulPage]

    /// Makes bounds.
    package init(beginning: Boundary, doubtfulPages: [DoubtfulPage] = []) {
        self.beginning = beginning
        self.doubtfulPages = doubtfulPages
    }

    /// Boundaries that are less sure than this are for a person to look at.
    ///
    /// Log-odds of 1.4: the sum of two or three cues beyond those on the other side.
    package static let sureFrom = Confidence(0.8)

    /// Whether a person should look at where the document begins, or at one of its pages.
    package var isDoubtful: Bool {
        beginning.confidence < Self.sureFrom || !doubtfulPages.isEmpty
    }
}
