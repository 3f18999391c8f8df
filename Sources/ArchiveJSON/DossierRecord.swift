package import ArchiveModel
package import Catalogue

/// A dossier as a JSON line.
package struct DossierRecord: Encodable {
    /// A document of it.
    struct Paper: Encodable {
        let document: String
        /// The type; absent when it is not known.
        let documentType: String?
        let date: String?
        let number: String?
        let pages: Int
        /// The number of the proposal by which it was disposed of; absent when it is there.
        let disposal: Int64?

        private enum CodingKeys: String, CodingKey {
            case document, date, number, pages, disposal
            case documentType = "document_type"
        }

        init(_ paper: DossierPaper) {
            document = paper.document.text
            documentType = paper.type?.rawValue
            date = paper.date?.iso
            number = paper.number
            pages = paper.pages
            disposal = paper.disposal
        }
    }

    /// Why nothing of it may be destroyed.
    struct Hold: Encodable {
        let reason: String
        let since: String
    }

    let type = "dossier"
    let id: String
    let mark: String
    let code: String
    let year, number, volume: Int
    let fonds, department, content: String?
    /// Extreme dates and sheets, as a person said them or as they were counted.
    let from, to: String?
    let sheets: Int
    let term, location: String?
    /// `open` or `closed`.
    let state: String
    let closedOn, endedOn: String?
    let hold: Hold?
    /// How many documents it has.
    let documents: Int
    /// Identifiers of documents that are to be read again; absent when there are none.
    let waiting: [String]?
    /// The documents, those that were disposed of among them, where they were asked for.
    let papers: [Paper]?
    /// What a person should look at; absent when there is nothing.
    let doubts: [DoubtRecord]?
    /// Whether a command changed anything; absent where nothing was to be changed.
    let changed: Bool?

    private enum CodingKeys: String, CodingKey {
        case type, id, mark, code, year, number, volume, fonds, department, content, from, to
        case sheets, term, location, state, hold, documents, waiting, papers, doubts, changed
        case closedOn = "closed_on"
        case endedOn = "ended_on"
    }

    package init(
        _ dossier: StoredDossier, withPapers: Bool = false, doubts: [Doubt] = [],
        changed: Bool? = nil
    ) {
        let said = dossier.description
        id = dossier.id.text
        mark = said.mark.description
        (code, year, number, volume) = (said.code, said.year, said.number, said.volume)
        (fonds, department, content) = (said.fonds, said.department, said.content)
        (from, to) = (dossier.firstDay?.iso, dossier.lastDay?.iso)
        sheets = dossier.sheets
        (term, location) = (said.term?.text, said.location)
        state = said.closed == nil ? "open" : "closed"
        (closedOn, endedOn) = (said.closed?.on.iso, said.closed?.ended?.iso)
        hold = said.hold.map { Hold(reason: $0.reason, since: $0.since.iso) }
        documents = dossier.papers.count
        waiting = dossier.waiting.isEmpty ? nil : dossier.waiting.map(\.text)
        papers = withPapers ? dossier.listedPapers.map(Paper.init) : nil
        self.doubts = DoubtRecord.list(doubts)
        self.changed = changed
    }
}
