package import ArchiveModel
import ArchiveStore
import DurableFiles

/// What an ingest came to, in numbers.
package struct IngestSummary: Sendable, Hashable {
    /// Files taken in.
    package var added = 0
    /// Files that were there already under the same name.
    package var known = 0
    /// Of `known`, those that are in quarantine; not those that this run put there.
    package var knownInQuarantine = 0
    /// Of `known`, those that have pages which cannot be read, and were not read in this run.
    package var knownIncomplete = 0
    /// Files that are not taken in yet.
    package var waiting = 0
    /// Scans that turned out to be earlier states of files that came again.
    package var superseded = 0
    /// Scans that could not be read, and that files in their place took out of quarantine.
    package var replaced = 0
    /// Names that `archive.yaml` says to skip.
    package var skipped = 0
    /// Files that could not be taken in, and that persons are done with; they are not in `refused`.
    package var refusedAndResolved = 0
    /// Files whose bytes were there already under another name.
    package var duplicates = 0
    /// Files and other things that could not be taken in.
    package var refused = 0
    /// Of `refused`, folders that could not be listed; the archive has no list of them.
    package var foldersUnreadable = 0
    /// Source files removed.
    package var sourcesRemoved = 0
    /// Source files that were to be removed and stay.
    package var sourcesKept = 0
    /// Of those refused or kept, files whose archived copies are missing or damaged.
    package var originalsDamaged = 0
    /// Scans that were finished.
    package var finished = 0
    /// Scans of which nothing could be read.
    package var quarantined = 0
    /// Documents made.
    package var documents = 0
    /// Documents that seem to be earlier ones, scanned anew.
    package var resembling = 0
    /// Pages read.
    package var pagesDone = 0
    /// Pages without writing.
    package var pagesBlank = 0
    /// Sheets that only part documents.
    package var pagesSeparating = 0
    /// Pages that could not be read.
    package var pagesFailed = 0
    /// Of `pagesFailed`, those of scans that are in quarantine as a whole.
    package var pagesFailedInQuarantine = 0
    /// Pages that should be looked at, whatever their verdict.
    package var pagesDoubtful = 0
    /// Scans that should be looked at as a whole.
    package var scansDoubtful = 0
    /// Pages that have no outcome yet, for their workers were killed from outside; a scan of which not even
    /// the pages are counted counts as one.
    package var pagesOutstanding = 0
    /// Pages that were read before and read again, by what came of that.
    package var rereadings: [ReadingComparison.Outcome: Int] = [:]
    /// Processor seconds of the workers.
    package var workerCPUSeconds = 0.0
    /// Of these, what each stage took: `decoding`, `cleanup`, `barcodes`, `recognition`,
    /// `other_orientations`, `rereading`, `second_reading`, `repair`.
    package var workerStageSeconds: [String: Double] = [:]
    /// Largest resident memory of a worker, in bytes.
    package var workerPeakBytes: UInt64 = 0
    /// Largest resident memory of the coordinator, in bytes.
    package var coordinatorPeakBytes: UInt64 = 0

    /// Scans whose faults this run has counted.
    private var troubled: Set<ScanLabel> = []
    /// Pages that could not be read, of scans that are not done.
    private var failedPages: [ScanLabel: Int] = [:]

    /// Makes an empty summary.
    package init() {}

    /// Pages that workers read, whatever came of it.
    var pagesThroughWorkers: Int {
        pagesDone + pagesBlank + pagesSeparating + pagesFailed + rereadings.values.reduce(0, +)
    }

    /// Whether anything of what was given is not readable in the archive.
    package var isPartial: Bool {
        refused + quarantined + pagesFailed + pagesOutstanding + knownInQuarantine
            + knownIncomplete + sourcesKept + (rereadings[.failed] ?? 0) > 0
    }

    mutating func count(_ event: PipelineEvent) {
        switch event {
        case .continuing, .archivePassedOver, .batch, .surveyed, .confined: break
        case .outstanding: pagesOutstanding += 1
        case .folderUnreadable:
            refused += 1
            foldersUnreadable += 1
        case .refused(_, let failure, let isResolved):
            if isResolved { refusedAndResolved += 1 } else { refused += 1 }
            countDamage(failure)
        case .added: added += 1
        case .known(let label, let failure, let isWhole):
            known += 1
            guard failure != nil, !troubled.contains(label) else { break }
            if isWhole { knownInQuarantine += 1 } else { knownIncomplete += 1 }
        case .waiting: waiting += 1
        case .superseded: superseded += 1
        case .replaced: replaced += 1
        case .skipped: skipped += 1
        case .rereading: break
        case .reread(_, _, let comparison): rereadings[comparison.outcome, default: 0] += 1
        case .retrying, .walked, .filed, .notFiled: break
        case .duplicate: duplicates += 1
        case .sourceRemoved: sourcesRemoved += 1
        case .sourceKept(_, let failure):
            sourcesKept += 1
            countDamage(failure)
        case .page(let label, _, let verdict, _, _):
            count(verdict)
            if verdict == .failed {
                troubled.insert(label)
                failedPages[label, default: 0] += 1
            }
        case .doubtful(_, let page, _):
            if page == nil { scansDoubtful += 1 } else { pagesDoubtful += 1 }
        case .made: documents += 1
        case .resembles: resembling += 1
        case .finished(let label, _):
            finished += 1
            failedPages[label] = nil
        case .quarantined(let label, _, let isResolved):
            let pages = failedPages.removeValue(forKey: label) ?? 0
            troubled.insert(label)
            if isResolved {
                pagesFailed -= pages
            } else {
                quarantined += 1
                pagesFailedInQuarantine += pages
            }
        }
    }

    private mutating func countDamage(_ failure: Failure) {
        if ErrorCode.tellsOfDamage(failure) { originalsDamaged += 1 }
    }

    private mutating func count(_ verdict: PageVerdict) {
        switch verdict {
        case .done: pagesDone += 1
        case .blank: pagesBlank += 1
        case .separator: pagesSeparating += 1
        case .failed: pagesFailed += 1
        }
    }
}
