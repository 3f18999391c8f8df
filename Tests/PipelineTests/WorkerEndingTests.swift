import ArchiveModel
import Testing

@testable import Pipeline

@Suite struct WorkerEndingTests {
    @Test(
        "how a worker ended is told in a sentence that says what to do",
        arguments: [
            (.timedOut, "page-too-slow", "secondsPerPage"),
            (.signaled(9), "worker-crashed", "signal 9"),
            (.exited(3), "worker-crashed", "status 3"),
        ] as [(WorkerEnding, String, String)])
    func failures(_ ending: WorkerEnding, _ code: String, _ detail: String) {
        let failure = PageFailure(ending: ending)
        #expect(failure.code == code)
        #expect(failure.message.contains(detail))
    }

    @Test("an error of ours keeps its code; any other tells nothing of its content")
    func describing() {
        struct Secret: Error { let content = "CNP 1810101" }
        let foreign = PageFailure(describing: Secret())
        #expect(foreign.code == "internal-error")
        #expect(!foreign.message.contains("1810101"))
        let own = PageFailure(describing: PipelineError.unexpectedAnswer())
        #expect(own.code == PipelineError.unexpectedAnswer().codeName)
        #expect(own.message == PipelineError.unexpectedAnswer().message)
    }
}
