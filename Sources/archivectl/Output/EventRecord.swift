import ArchiveJSON
import ArchiveModel
import Catalogue
import JobQueue
import Pipeline

/// One event of an ingest as a JSON line; fields may be added, never changed.
struct EventRecord: Encodable {
    let type: String
    var batch: String?
    var folder: String?
    var file: String?
    var files: Int?
    var scans: Int?
    var duplicateOf: String?
    var pages: Int?
    var page: Int?
    var verdict: String?
    var document: String?
    var dossier: String?
    var documents: Int?
    var original: String?
    var share: Double?
    var warnings: [String]?
    var failure: FailureRecord?
    var doubts: [DoubtRecord]?
    var reason: String?
    var stale: Bool?
    var resolved: Bool?

    private enum CodingKeys: String, CodingKey {
        case type, batch, folder, file, files, scans, pages, page, verdict, document, dossier,
            documents, original, share, warnings,
            failure,
            doubts
        case reason, stale, resolved
        case duplicateOf = "duplicate_of"
    }

    private init(type: String, label: ScanLabel? = nil, failure: Failure? = nil) {
        self.type = type
        file = label?.text
        self.failure = failure.map(FailureRecord.init)
    }

    /// The record of an event; nil for events that programs need not see.
    init?(_ event: PipelineEvent) {
        switch event {
        case .continuing(let scans):
            self.init(type: "continuing")
            self.scans = scans
        case .retrying(let scans):
            self.init(type: "retrying")
            self.scans = scans
        case .walked(let files):
            self.init(type: "walked")
            self.files = files
        case .waiting(let label, let waiting):
            self.init(type: "waiting", label: label)
            reason = waiting.reason.rawValue
            stale = waiting.isStale
        case .superseded(let label, let pages):
            self.init(type: "superseded", label: label)
            self.pages = pages
        case .folderUnreadable(let failure):
            self.init(type: "folder-unreadable", label: nil, failure: failure)
        case .archivePassedOver(let name):
            self.init(type: "archive-passed-over")
            folder = name.text
        case .batch(let name, let files):
            self.init(type: "batch")
            batch = name.text
            self.files = files
        case .added(let label): self.init(type: "added", label: label)
        case .known(let label, let failure, _):
            self.init(type: "known", label: label, failure: failure)
        case .duplicate(let label, let original):
            self.init(type: "duplicate", label: label)
            duplicateOf = original.text
        case .rereading(let pages):
            self.init(type: "rereading")
            self.pages = pages
        // It has a record of its own.
        case .reread: return nil
        case .replaced(let label): self.init(type: "replaced", label: label)
        case .skipped(let label): self.init(type: "skipped", label: label)
        case .refused(let label, let failure, let isResolved):
            self.init(type: "refused", label: label, failure: failure)
            resolved = isResolved ? true : nil
        case .sourceRemoved(let label): self.init(type: "source-removed", label: label)
        case .sourceKept(let label, let failure):
            self.init(type: "source-kept", label: label, failure: failure)
        case .surveyed(let label, let pages, _, let warnings):
            self.init(type: "surveyed", label: label)
            self.pages = pages
            self.warnings = warnings.isEmpty ? nil : warnings
        case .page(let label, let number, let verdict, let failure, let warnings):
            self.init(type: "page", label: label, failure: failure)
            page = number
            self.verdict = verdict.rawValue
            self.warnings = warnings.isEmpty ? nil : warnings
        case .doubtful(let label, let page, let doubts):
            self.init(type: "doubtful", label: label)
            self.page = page
            self.doubts = DoubtRecord.list(doubts)
        case .outstanding(let label, let number, let reason):
            self.init(type: "outstanding", label: label, failure: reason)
            page = number > 0 ? number : nil
        case .confined(let report):
            guard !report.isComplete else { return nil }
            self.init(type: "confinement", label: nil, failure: report.asFailure)
        case .made(let document, let pages):
            self.init(type: "made")
            self.document = document.text
            self.pages = pages
        case .filed(let mark, let documents, let doubts):
            self.init(type: "filed")
            dossier = mark
            self.documents = documents
            self.doubts = DoubtRecord.list(doubts)
        case .notFiled(let failure): self.init(type: "not-filed", failure: failure)
        case .resembles(let found):
            self.init(type: "resembles")
            document = found.document.text
            original = found.original.text
            share = found.share
        case .finished(let label, let document):
            self.init(type: "finished", label: label)
            self.document = document?.text
        case .quarantined(let label, let failure, let isResolved):
            self.init(type: "quarantined", label: label, failure: failure)
            resolved = isResolved ? true : nil
        }
    }
}
