import ArchiveModel
import Subprocess

/// How a worker ended without having answered.
enum WorkerEnding {
    case exited(Int32)
    case signaled(Int32)
    case timedOut

    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(Int32(code))
        case .signaled(let signal): self = .signaled(Int32(signal))
        }
    }
}

extension PageFailure {
    /// The reason to give for a page that two workers in a row could not finish.
    init(ending: WorkerEnding) {
        switch ending {
        case .timedOut:
            self.init(
                code: "page-too-slow",
                message: "reading took far too long and was stopped twice; scan the paper again or "
                    + "raise secondsPerPage in archive.yaml and run ingest --retry")
        case .signaled(let signal):
            self.init(
                code: "worker-crashed",
                message:
                    "reading crashed twice (signal \(signal)), for damage inside or for lack of "
                    + "memory; scan the paper again, or raise workerMemoryMegabytes in archive.yaml "
                    + "and run ingest --retry")
        case .exited(let code):
            self.init(
                code: "worker-crashed",
                message: "the reading process ended twice without an answer (status \(code)); "
                    + "run archivectl doctor")
        }
    }
}
