package import ArchiveModel

/// A document as its dossier lists it.
package struct DossierPaper: Hashable, Sendable {
    /// Whether the document is there.
    package enum State: Sendable, Hashable {
        /// It is.
        case there
        /// Its pages are to be read again after a loss.
        case waiting
        /// Its pages are in other documents.
        case removed
        /// It was disposed of by the proposal of this number.
        case disposed(Int64)
    }

    /// The document.
    package let document: DocumentID
    /// The document that it took the dossier over from; nil when a person put it there.
    package let origin: DocumentID?
    /// Whether it is there.
    package let state: State
    /// Its type; nil when it is not known.
    package let type: DocumentType?
    /// Its date; nil when none was read.
    package let date: CalendarDate?
    /// Its number as printed; nil when none was read.
    package let number: String?
    /// How many pages it has, or had when it was proposed for disposal.
    package let pages: Int
    /// How many of these are not blank, or were not when it was proposed for disposal.
    package let sheets: Int

    /// The number of the proposal by which it was disposed of; nil when it was not.
    package var disposal: Int64? {
        if case .disposed(let number) = state { number } else { nil }
    }
}

/// What the catalogue knows of one dossier.
package struct StoredDossier: Sendable {
    /// Its identifier.
    package let id: DossierID
    /// What a person said of it.
    package let description: DossierDescription
    /// All documents that belong to it, those that are not there among them, in order.
    package let allPapers: [DossierPaper]
    /// The number of the last decision that changed it.
    package let decision: Int64
    /// Whether something is in no version of its object.
    package let isPending: Bool
    /// Its object; nil before the first sealing.
    package let object: String?

    /// The documents that it has, in order.
    package var papers: [DossierPaper] { allPapers.filter { $0.state == .there } }
    /// The documents that it has, and those that were disposed of, in order.
    package var listedPapers: [DossierPaper] {
        allPapers.filter { $0.state == .there || $0.disposal != nil }
    }
    /// Whether all that it had was disposed of.
    package var isDisposedOf: Bool {
        papers.isEmpty && waiting.isEmpty && allPapers.contains { $0.disposal != nil }
    }
    /// Documents that belong to it and are to be read again.
    package var waiting: [DocumentID] {
        allPapers.filter { $0.state == .waiting }.map(\.document)
    }

    /// Its first day: as a person said it, else of its oldest document, those that were disposed of among them; nil
    /// when neither is known.
    package var firstDay: CalendarDate? {
        description.firstDay ?? listedPapers.compactMap(\.date).min()
    }
    /// Its last day, likewise.
    package var lastDay: CalendarDate? {
        description.lastDay ?? listedPapers.compactMap(\.date).max()
    }
    /// How many sheets it has: as a person said it, else the pages that are not blank, as it was handed over.
    package var sheets: Int {
        description.sheets ?? listedPapers.reduce(0) { $0 + $1.sheets }
    }
}
