import ArchiveModel
import Glibc
import JobQueue
import Testing

@testable import WorkerPool

@Suite struct WorkerEndingTests {
    @Test(
        "how a worker ended is told in a sentence that says what to do",
        arguments: [
            (.hung, "page-too-slow", "stood still"),
            (.signaled(24), "page-too-slow", "processor time"),
            (.signaled(11), "worker-crashed", "signal 11"),
            (.exited(3), "worker-crashed", "status 3"),
            (.exited(86), "page-needs-memory", "workerMemoryMegabytes"),
            (.babbled, "worker-crashed", "no proper answer"),
        ] as [(WorkerEnding, String, String)])
    func failures(_ ending: WorkerEnding, _ code: String, _ detail: String) {
        let failure = Failure(ending: ending)
        #expect(failure.code == code)
        #expect(failure.message.contains(detail))
    }

    @Test(
        "signals that a process gets for what it does are its own; others say nothing of the page",
        arguments: [(4, false), (6, false), (11, false), (24, false), (31, false)]
            + [(9, true), (15, true), (1, true), (2, true), (13, true)])
    func outside(_ signal: Int32, _ isFromOutside: Bool) {
        #expect(WorkerEnding.signaled(signal).isFromOutside == isFromOutside)
    }

    @Test(
        "a crash is an end by a fault of its own, and not by what was allowed",
        arguments: [
            (.signaled(11), true), (.signaled(7), true), (.exited(127), true), (.babbled, true),
            (.exited(86), false), (.signaled(24), false), (.signaled(9), false), (.hung, false),
        ] as [(WorkerEnding, Bool)])
    func crash(_ ending: WorkerEnding, _ isCrash: Bool) {
        #expect(ending.isCrash == isCrash)
    }

    @Test("a limit of memory from outside is named, and not the archive's setting")
    func memoryFromOutside() {
        let outside = MemoryAllowance(configured: 2 << 30, limit: 1 << 30)
        #expect(outside.megabytesFromOutside == 1024)
        let message = Failure(ending: .exited(86), memory: outside).message
        #expect(message.contains("1024 MB"))
        #expect(!message.contains("workerMemoryMegabytes"))
        for limit in [0, 4 << 30] as [UInt64] {
            let own = MemoryAllowance(configured: 2 << 30, limit: limit)
            #expect(Failure.outOfMemory(own).message.contains("workerMemoryMegabytes"))
        }
    }

    @Test("want of memory or descriptors is no fault of a scan; want of the file is")
    func shortage() {
        for error in [ENOMEM, EMFILE, ENFILE] {
            #expect(Failure.shortage(error)?.code == "machine-exhausted")
        }
        for error in [0, EIO, ENOENT, EACCES] { #expect(Failure.shortage(error) == nil) }
    }

    @Test("lack of memory is told apart from other kills")
    func kernel() {
        #expect(Failure.killedFromOutside(byKernel: true).message.contains("lack of memory;"))
        #expect(Failure.killedFromOutside(byKernel: false).message.contains("by a person"))
    }
}
