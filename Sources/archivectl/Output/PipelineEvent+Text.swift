import ArchiveModel
import Catalogue
import JobQueue
import Pipeline

extension PipelineEvent {
    /// What people are told at once, on a line of its own; nil for the ordinary course of things.
    var noteworthyLine: String? {
        switch self {
        case .continuing(let scans):
            return "continuing \(Count(scans, "scan").text) of an interrupted run"
        case .retrying(let scans):
            return "reading again \(Count(scans, "scan").text) with what could not be read before"
        case .waiting(let label, let waiting):
            return "waiting: \(label.display): \(waiting.sentence)"
        case .superseded(let label, let pages):
            let size = pages.map { " (\(Count($0, "page").text))" } ?? ""
            return "superseded: an earlier state of \(label.display)\(size): the file that came "
                + "later has all of it"
        case .resembles(let found): return found.sentence
        case .folderUnreadable(let failure):
            return "failed: \(failure.message)"
        case .archivePassedOver(let folder):
            return "passed over: \(folder.display) belongs to an archive, a backup or an OCFL store"
        case .rereading(let pages):
            return "reading again \(Count(pages, "page").text)"
        case .reread(let label, let page, let comparison):
            return "\(label.display), page \(page): \(comparison.text)"
        case .replaced(let label):
            return
                "replaced: \(label.display) is in quarantine no more: the file that came later in its "
                + "place could be read"
        case .refused(let label, let failure, isResolved: false):
            return "not taken in: \(label.display): \(failure.message)"
        case .duplicate(let label, let original):
            return "duplicate: \(label.display) holds the same bytes as \(original.display)"
        case .sourceKept(let label, let failure):
            return "not removed: \(label.display): \(failure.message)"
        case .quarantined(let label, let failure, let isResolved):
            return (isResolved ? "resolved, and still not readable: " : "quarantined: ")
                + "\(label.display): \(failure.message)"
        case .page(let label, let number, .failed, let failure, _):
            return "failed: \(label.display), page \(number): \(failure?.message ?? "unknown")"
        case .page(let label, let number, _, _, let warnings) where !warnings.isEmpty:
            return "note: \(label.display), page \(number): \(warnings.joined(separator: "; "))"
        case .outstanding(let label, let number, let reason):
            let page = number > 0 ? ", page \(number)" : ""
            return "outstanding: \(label.display)\(page): \(reason.message)"
        case .confined(let report) where !report.isComplete:
            return "warning: \(report.asFailure.message)"
        case .surveyed(let label, _, _, let warnings) where !warnings.isEmpty:
            return "note: \(label.display): \(warnings.joined(separator: "; "))"
        case .doubtful(let label, let page, let doubts):
            return "doubtful: \(label.display)" + (page.map { ", page \($0)" } ?? "") + ": "
                + doubts.map(\.message).joined(separator: "; ")
        case .filed(let mark, let documents, let doubts):
            return "dossier \(TerminalText.sanitized(mark)): \(Count(documents, "document").text)"
                + doubts.map { "; " + $0.message }.joined()
        case .notFiled(let failure):
            return "not put into a dossier: \(failure.message)"
        case .confined, .refused, .skipped, .batch, .added, .known, .walked, .sourceRemoved,
            .surveyed, .page,
            .made, .finished:
            return nil
        }
    }
}

extension Resemblance {
    fileprivate var sentence: String {
        "suggested: document \(document.text) seems to be \(original.text), scanned anew; see archivectl "
            + "duplicates list"
    }
}

extension WaitingFile {
    /// Why it waits, and what to do.
    fileprivate var sentence: String {
        switch reason {
        case .unfinishedName where isStale:
            "the transfer was most likely broken off; send the file again, or rename it when it is "
                + "whole"
        case .unfinishedName:
            "the name is that of an unfinished transfer; the file is taken in when it is renamed"
        case .notQuiet:
            "written to within the quiet time of its folder; the next run takes it in"
        case .otherSide:
            "the file with the other sides of its sheets is not there yet ('duplex' in archive.yaml); it is "
                + "taken in with that file, or alone when that does not come"
        }
    }
}
