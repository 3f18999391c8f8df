import ArchiveModel
import Testing

@testable import Pipeline

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

    @Test("lack of memory is told apart from other kills")
    func kernel() {
        #expect(Failure.killedFromOutside(byKernel: true).message.contains("lack of memory;"))
        #expect(Failure.killedFromOutside(byKernel: false).message.contains("by a person"))
    }

    @Test("an error of ours keeps its code; any other tells nothing of its content")
    func describing() {
        struct Secret: Error { let content = "CNP 1810101" }
        let foreign = Failure(describing: Secret())
        #expect(foreign.code == "internal-error")
        #expect(!foreign.message.contains("1810101"))
        let own = Failure(describing: PipelineError.unexpectedAnswer())
        #expect(own.code == PipelineError.unexpectedAnswer().codeName)
        #expect(own.message == PipelineError.unexpectedAnswer().message)
    }
}
