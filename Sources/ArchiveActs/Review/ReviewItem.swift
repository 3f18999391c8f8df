package import ArchiveModel
package import Catalogue

/// One thing that a person should look at, with what is known of it.
package struct ReviewItem: Sendable {
    /// What it is of a document.
    package enum Kind: String, Sendable, CaseIterable {
        /// Where it begins, or whether a page belongs to it.
        case boundary
        /// Its type.
        case type
        /// A field that it has.
        case field
        /// A field that it has to have, and of which nothing was read.
        case missing
    }

    /// Why a person should look at it; the same words as in JSON.
    package enum Reason: String, Sendable {
        /// The document may not begin where it begins.
        case beginning = "beginning-doubtful"
        /// Another document may begin on one of its pages.
        case page = "page-doubtful"
        /// No type was found.
        case unknownType = "type-unknown"
        /// The signs of the type are weak.
        case weakType = "type-weak"
        /// A check digit or another reading speaks against the value.
        case contradicted = "check-failed"
        /// Print or rule are weak.
        case weakReading = "confidence-low"
        /// Papers of the type have to have it.
        case required = "required-missing"
        /// A person answered before, and wants to answer again.
        case answered = "answered-before"
    }

    /// Where to look: a page, and a part of it.
    package struct Place: Sendable {
        /// The page.
        package let page: DocumentPage
        /// Its number in the document, from 1.
        package let number: Int
        /// The place in pixels of the scan as received; nil when it is all of the page.
        package let box: BoundingBox?
    }

    /// The document.
    package let document: DocumentID
    /// What it is.
    package let kind: Kind
    /// Why it is asked.
    package let reason: Reason
    /// The document's type; nil when that is not known.
    package let type: DocumentType?
    /// The name of the field, or `type`, or `pages`.
    package let name: String
    /// Which field; nil for what is no field yet.
    package let field: FieldID?
    /// What was read; nil for nothing.
    package let value: String?
    /// The field as it was read; nil for what is no field yet.
    package let reading: ExtractedField?
    /// How sure type, field or boundary are; 0 for nothing.
    package let confidence: Confidence
    /// Where to look; nil when the page is in another document now.
    package let place: Place?
    /// How often persons said something about it up to now.
    package let answersBefore: Int

    /// The name of what is no field.
    package static let pages = "pages"
}

/// What a person says about an item.
package enum ReviewAnswer: Sendable, Equatable {
    /// What was read is right.
    case accept
    /// What is right instead, as it was typed; for a boundary the pages before which documents begin, or the document
    /// that this one continues.
    case value(String)
    /// The paper does not have it.
    case absent
}
