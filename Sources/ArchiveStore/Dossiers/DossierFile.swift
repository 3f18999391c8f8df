import ArchiveModel
import Catalogue
import DurableFiles

/// `dossier.json`: a dossier as it was when the version of its object was made, for whoever reads the
/// archive without a program of ours.
struct DossierFile: Codable, Equatable {
    static let format = "archivectl dossier 1"

    /// A document of the dossier.
    struct Paper: Codable, Equatable {
        /// Its identifier, as in `documents.json` of its batch.
        var document: DocumentID
        /// The document that it took the dossier over from.
        var origin: DocumentID?
        /// Its type, date and number as they were then.
        var type: DocumentType?
        var date: CalendarDate?
        var number: String?
        /// How many pages it had; nil when it was not there.
        var pages: Int?
    }

    /// What was counted from its documents, or said by a person.
    struct Extent: Codable, Equatable {
        var from: CalendarDate?
        var to: CalendarDate?
        var sheets: Int
    }

    /// The number of the last decision that changed the dossier.
    var decision: Int64
    /// What a person said of it.
    var description: DossierDescription
    /// What it has, in order.
    var documents: [Paper]
    /// Its extreme dates and sheets.
    var extent: Extent
    var format = Self.format
    /// Its identifier.
    var id: DossierID
    /// The number of the last decision that was in objects of the journal: a rebuild carries out those
    /// behind it.
    var settled: Int64

    /// Describes a dossier as it is.
    init(_ dossier: StoredDossier, settled: Int64) {
        decision = dossier.decision
        description = dossier.description
        documents = dossier.allPapers.map { paper in
            Paper(
                document: paper.document, origin: paper.origin, type: paper.type,
                date: paper.date, number: paper.number,
                pages: paper.state == .there ? paper.pages : nil)
        }
        extent = Extent(from: dossier.firstDay, to: dossier.lastDay, sheets: dossier.sheets)
        id = dossier.id
        self.settled = settled
    }

    /// Reads the file; throws `record-unreadable`, `archive-too-new`.
    static func read(at path: String) throws(StoreError) -> DossierFile {
        let file = try StoredJSON.read(DossierFile.self, at: path)
        guard file.format == format else { throw .recordTooNew(path, format: file.format) }
        return file
    }
}
