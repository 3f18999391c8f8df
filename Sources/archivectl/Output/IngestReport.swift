import ArchiveModel
import Foundation
import Pipeline

/// The closing words of an ingest.
struct IngestReport {
    private let summary: IngestSummary

    init(_ summary: IngestSummary) {
        self.summary = summary
    }

    func print(json: Bool) {
        if json {
            Output.json(SummaryRecord(summary))
        } else {
            lines.forEach(Output.note)
        }
    }

    private var lines: [String] {
        let lines =
            intake + reading + rereading + sources + doubts + waiting + skipped + trouble + damage
        return lines.isEmpty ? ["there is no scan in what was given"] : lines
    }

    /// What came of the files that were given.
    private var intake: [String] {
        let taken = summary.added + summary.duplicates
        if taken > 0 {
            var line = "took in \(Count(taken, "file").text)"
            if summary.added == 0 {
                line += summary.duplicates == 1 ? " with" : ", all with"
                line += " the bytes of another"
            } else if summary.duplicates > 0 {
                line += ", \(summary.duplicates) of them with the bytes of another"
            }
            if summary.known > 0 { line += "; \(summary.known) there already" }
            return [line]
        }
        if summary.known == 0 { return [] }
        return ["nothing new: \(Count(summary.known, "file").text) in the archive already"]
    }

    /// What was read, now and of what an earlier run left.
    private var reading: [String] {
        let separators = summary.pagesSeparating
        guard summary.documents + summary.pagesDone + summary.pagesBlank + separators > 0 else {
            return []
        }
        var lines = [
            "made \(Count(summary.documents, "document").text): "
                + "\(Count(summary.pagesDone, "page").text) read, \(summary.pagesBlank) blank"
                + (separators > 0 ? ", \(Count(separators, "separator sheet").text)" : "")
        ]
        if summary.superseded > 0 {
            lines.append(
                "\(Count(summary.superseded, "earlier state").text) of files that came again: "
                    + "kept, and left out of searches")
        }
        if summary.replaced > 0 {
            lines.append(
                "\(Count(summary.replaced, "scan").text) not in quarantine any more: files in their "
                    + "place could be read")
        }
        return lines
    }

    private var rereading: [String] {
        let outcomes = summary.rereadings
        let pages = outcomes.values.reduce(0, +)
        guard pages > 0 else { return [] }
        return [
            "read again \(Count(pages, "page").text): \(outcomes[.taken] ?? 0) taken, "
                + "\(outcomes[.same] ?? 0) the same, \(outcomes[.worse] ?? 0) worse and not taken, "
                + "\(outcomes[.failed] ?? 0) not readable this time"
        ]
    }

    private var waiting: [String] {
        summary.waiting > 0
            ? ["\(Count(summary.waiting, "file").text) not done yet; a later run takes them in"]
            : []
    }

    private var skipped: [String] {
        summary.skipped > 0
            ? ["passed over \(Count(summary.skipped, "name").text) that archive.yaml says to skip"]
            : []
    }

    private var sources: [String] {
        summary.sourcesRemoved > 0
            ? ["removed \(Count(summary.sourcesRemoved, "source file").text)"] : []
    }

    private var doubts: [String] {
        var parts: [String] = []
        if summary.scansDoubtful > 0 { parts.append(Count(summary.scansDoubtful, "scan").text) }
        if summary.pagesDoubtful > 0 { parts.append(Count(summary.pagesDoubtful, "page").text) }
        return parts.isEmpty
            ? []
            : [
                "read, but to be looked at: \(parts.joined(separator: ", ")); "
                    + "see archivectl status --doubtful"
            ]
    }

    private var damage: [String] {
        summary.originalsDamaged > 0
            ? [
                "the archive is damaged: of \(Count(summary.originalsDamaged, "file").text) that it "
                    + "took in before its copy is missing or altered; keep the files, and run "
                    + "archivectl verify"
            ] : []
    }

    private var trouble: [String] { listed + unlisted + outstanding }

    /// What the archive has a list of.
    private var listed: [String] {
        var parts: [String] = []
        let files = summary.refused - summary.foldersUnreadable
        if files > 0 { parts.append("\(Count(files, "file").text) not taken in") }
        let scans = summary.quarantined + summary.knownInQuarantine
        if scans > 0 { parts.append("\(Count(scans, "scan").text) in quarantine") }
        if summary.knownIncomplete > 0 {
            parts.append(
                "\(Count(summary.knownIncomplete, "scan").text) with pages that cannot be read")
        }
        let pages = summary.pagesFailed - summary.pagesFailedInQuarantine
        if pages > 0 { parts.append("\(Count(pages, "page").text) not readable") }
        return parts.isEmpty
            ? [] : [parts.joined(separator: ", ") + "; see archivectl quarantine list"]
    }

    /// What is told in this run only.
    private var unlisted: [String] {
        var parts: [String] = []
        if summary.foldersUnreadable > 0 {
            parts.append("\(Count(summary.foldersUnreadable, "folder").text) not listed")
        }
        if summary.sourcesKept > 0 {
            parts.append("\(Count(summary.sourcesKept, "source file").text) not removed")
        }
        return parts.isEmpty ? [] : [parts.joined(separator: ", ") + "; the reasons stand above"]
    }

    private var outstanding: [String] {
        summary.pagesOutstanding > 0
            ? [
                "\(Count(summary.pagesOutstanding, "page").text) not read yet; run the same command "
                    + "again to continue"
            ] : []
    }
}

/// The numbers of an ingest as a JSON line.
struct SummaryRecord: Encodable {
    let type = "summary"
    let filesAdded, filesKnown, filesDuplicate, filesRefused, filesWaiting, filesSkipped: Int
    let filesResolved: Int
    let sourcesRemoved, sourcesKept, originalsDamaged: Int
    let scansFinished, scansQuarantined, scansSuperseded, scansReplaced: Int
    let documents, documentsResembling: Int
    let pagesDone, pagesBlank, pagesSeparating, pagesFailed, pagesOutstanding: Int
    let pagesDoubtful, scansDoubtful: Int
    let pagesReread, pagesTaken, pagesWorse: Int
    let workerCPUSeconds: Double
    let workerStageSeconds: [String: Double]
    let workerPeakBytes, coordinatorPeakBytes: UInt64

    private enum CodingKeys: String, CodingKey {
        case type, documents
        case filesAdded = "files_added"
        case filesKnown = "files_known"
        case filesDuplicate = "files_duplicate"
        case filesRefused = "files_refused"
        case filesWaiting = "files_waiting"
        case filesSkipped = "files_skipped"
        case filesResolved = "files_resolved"
        case sourcesRemoved = "sources_removed"
        case sourcesKept = "sources_kept"
        case originalsDamaged = "originals_damaged"
        case scansFinished = "scans_finished"
        case scansQuarantined = "scans_quarantined"
        case scansSuperseded = "scans_superseded"
        case scansReplaced = "scans_replaced"
        case documentsResembling = "documents_resembling"
        case pagesDone = "pages_done"
        case pagesBlank = "pages_blank"
        case pagesSeparating = "pages_separator"
        case pagesFailed = "pages_failed"
        case pagesDoubtful = "pages_doubtful"
        case scansDoubtful = "scans_doubtful"
        case pagesOutstanding = "pages_outstanding"
        case pagesReread = "pages_reread"
        case pagesTaken = "pages_taken"
        case pagesWorse = "pages_worse"
        case workerCPUSeconds = "worker_cpu_seconds"
        case workerStageSeconds = "worker_stage_seconds"
        case workerPeakBytes = "worker_peak_bytes"
        case coordinatorPeakBytes = "coordinator_peak_bytes"
    }

    init(_ summary: IngestSummary) {
        filesAdded = summary.added
        filesKnown = summary.known
        filesDuplicate = summary.duplicates
        filesRefused = summary.refused
        filesWaiting = summary.waiting
        filesSkipped = summary.skipped
        filesResolved = summary.refusedAndResolved
        scansReplaced = summary.replaced
        scansSuperseded = summary.superseded
        documentsResembling = summary.resembling
        sourcesRemoved = summary.sourcesRemoved
        sourcesKept = summary.sourcesKept
        originalsDamaged = summary.originalsDamaged
        scansFinished = summary.finished
        scansQuarantined = summary.quarantined + summary.knownInQuarantine
        documents = summary.documents
        pagesDone = summary.pagesDone
        pagesBlank = summary.pagesBlank
        pagesSeparating = summary.pagesSeparating
        pagesFailed = summary.pagesFailed
        pagesDoubtful = summary.pagesDoubtful
        scansDoubtful = summary.scansDoubtful
        pagesOutstanding = summary.pagesOutstanding
        pagesReread = summary.rereadings.values.reduce(0, +)
        pagesTaken = summary.rereadings[.taken] ?? 0
        pagesWorse = summary.rereadings[.worse] ?? 0
        workerCPUSeconds = summary.workerCPUSeconds
        workerStageSeconds = summary.workerStageSeconds
        workerPeakBytes = summary.workerPeakBytes
        coordinatorPeakBytes = summary.coordinatorPeakBytes
    }
}
