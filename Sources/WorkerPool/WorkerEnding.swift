import ArchiveModel
import CProcessShims
import Glibc
import JobQueue
import Subprocess

/// How a worker ended without an answer.
enum WorkerEnding: Equatable {
    case exited(Int32)
    case signaled(Int32)
    /// It neither worked nor waited for the machine, and we stopped it.
    case hung
    /// It sent something that is not an answer, and we stopped it.
    case babbled

    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(Int32(code))
        case .signaled(let signal): self = .signaled(Int32(signal))
        }
    }

    /// Signals that a process causes itself: crashes, and the end of its processor time.
    private static let own: Set<Int32> = [
        SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGXCPU,
    ]

    /// Whether it ended by a fault that the page or the machine may have caused, rather than by
    /// using up its limits.
    var isCrash: Bool {
        switch self {
        case .exited(let status): status != Int32(CPS_OUT_OF_MEMORY)
        case .signaled(let signal): !isFromOutside && signal != SIGXCPU
        case .hung: false
        case .babbled: true
        }
    }

    /// How it ended, in a few words.
    var asText: String {
        switch self {
        case .exited(let status): "status \(status)"
        case .signaled(let signal): "signal \(signal)"
        case .hung: "it stood still"
        case .babbled: "it gave no proper answer"
        }
    }

    /// Whether something else ended it: the kernel for lack of memory, or a person.
    ///
    /// This says nothing about the page.
    var isFromOutside: Bool {
        if case .signaled(let signal) = self { !Self.own.contains(signal) } else { false }
    }
}

extension Failure {
    /// The reason to give for a page that two workers in a row could not finish.
    ///
    /// - Parameter memory: The memory they were allowed.
    init(ending: WorkerEnding, memory: MemoryAllowance = MemoryAllowance()) {
        switch ending {
        case .exited(Int32(CPS_OUT_OF_MEMORY)): self = .outOfMemory(memory)
        case .signaled(SIGXCPU):
            self.init(
                code: "page-too-slow",
                message:
                    "reading took too much processor time and was stopped twice; scan the paper "
                    + "again, or raise secondsPerPage in archive.yaml and run ingest --retry")
        case .hung:
            self.init(
                code: "page-too-slow",
                message:
                    "reading stood still and was stopped twice; scan the paper again, or raise "
                    + "secondsPerPage in archive.yaml and run ingest --retry")
        case .signaled(let signal):
            self.init(
                code: "worker-crashed",
                message:
                    "reading crashed twice (signal \(signal)), most likely for damage inside the "
                    + "file; copy the file again or scan the paper again")
        case .exited(let code):
            self.init(
                code: "worker-crashed",
                message: "the reading process ended twice without an answer (status \(code)); "
                    + "run archivectl doctor")
        case .babbled:
            self.init(
                code: "worker-crashed",
                message: "the reading process gave no proper answer twice; run archivectl doctor")
        }
    }
}
