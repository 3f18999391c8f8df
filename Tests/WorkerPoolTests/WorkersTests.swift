import ArchiveModel
import ArchiveTestSupport
import Foundation
import JobQueue
import SystemPackage
import Testing
import WorkerPool

@Suite(.timeLimit(.minutes(5))) struct WorkersTests {
    @Test("a real worker answers what it is asked")
    func realWorker() async throws {
        let answers = try await Self.survey(
            [Fixtures.format("tiff-3pages.tif"), Fixtures.format("text.png")],
            by: FakeWorker.real)
        guard case .survey(let survey) = answers[0] else {
            Issue.record("\(answers[0])")
            return
        }
        #expect(survey.pageCount == 3)
        #expect(answers[1].failureCode == "scan-unknown-format")
    }

    @Test("a worker that dies once is replaced and nothing is lost")
    func diesOnce() async throws {
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(1, in: folder)
        let answers = try await Self.survey([Fixtures.format("tiff-g4.tif")], by: worker)
        guard case .survey = answers[0] else {
            Issue.record("\(answers[0])")
            return
        }
        #expect(try FakeWorker.starts(of: worker) == 2)
    }

    @Test("a job on which two workers die fails, and the next job is done")
    func diesTwice() async throws {
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(2, "kill -SEGV $$", in: folder)
        let good = Fixtures.format("tiff-g4.tif")
        let answers = try await Self.survey([good, good], by: worker)
        let failed = try #require(answers[0].failure)
        #expect(failed.code == "worker-crashed")
        #expect(failed.message.contains("signal 11"))
        guard case .survey = answers[1] else {
            Issue.record("\(answers[1])")
            return
        }
        #expect(try FakeWorker.starts(of: worker) == 3)
    }

    @Test(
        "whatever a worker says instead of an answer, the job fails and the run goes on",
        arguments: [
            // An absurd length; a frame that is no JSON; JSON of another kind; half a frame.
            #"printf '\377\377\377\377'"#, #"printf '\000\000\000\003abc'"#,
            #"printf '\000\000\000\002{}'"#, #"printf '\000\000\000\020abc'"#,
            #"printf 'Warnung: ceva nu merge\n'"#,
        ],
        ["exit 0", "exec sleep 1000"])
    func garbage(_ output: String, _ afterwards: String) async throws {
        // Half a frame of a worker that lives on is ended by the time limit of a minute only.
        if output.contains("020abc"), afterwards != "exit 0" { return }
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(2, "\(output); \(afterwards)", in: folder)
        let good = Fixtures.format("tiff-g4.tif")
        let answers = try await Self.survey([good, good], by: worker)
        #expect(answers[0].failureCode == "worker-crashed")
        guard case .survey = answers[1] else {
            Issue.record("\(answers[1])")
            return
        }
    }

    @Test("a worker that hangs is stopped twice and the job is too slow")
    func hangs() async throws {
        let folder = try TemporaryFolder()
        let ready = try FakeWorker.printing(.ready)
        let worker = try FakeWorker.dying(2, "\(ready); exec sleep 1000", in: folder)
        // Three times this and ten seconds is what a job may take: one second.
        let answers = try await Self.survey(
            [Fixtures.format("tiff-g4.tif")], by: worker, secondsPerPage: -3)
        #expect(answers[0].failureCode == "page-too-slow")
        #expect(try FakeWorker.starts(of: worker) == 2)
    }

    @Test("a worker that uses up its processor time twice makes the job too slow")
    func burns() async throws {
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(2, "ulimit -St 1; while :; do :; done", in: folder)
        let answers = try await Self.survey([Fixtures.format("tiff-g4.tif")], by: worker)
        #expect(answers[0].failureCode == "page-too-slow")
        #expect(answers[0].failure?.message.contains("processor time") == true)
    }

    @Test("a worker killed from outside says nothing of its job, which is done by the next")
    func killedOnce() async throws {
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(2, "kill -KILL $$", in: folder)
        let good = Fixtures.format("tiff-g4.tif")
        let answers = try await Self.survey([good, good], by: worker)
        guard case .outstanding(let reason) = answers[0], case .survey = answers[1] else {
            Issue.record("\(answers)")
            return
        }
        #expect(reason.code == "worker-killed")
        #expect(try FakeWorker.starts(of: worker) == 3)
    }

    @Test("workers that are killed one after another end the run")
    func killedAlways() async throws {
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(100, "kill -KILL $$", in: folder)
        let good = Fixtures.format("tiff-g4.tif")
        await #expect(throws: WorkerError.self) {
            try await Self.survey([good, good, good], by: worker)
        }
        #expect(try FakeWorker.starts(of: worker) == 5)
    }

    @Test("workers that crash on a page that is known to be good as well end the run")
    func crashesAlways() async throws {
        let folder = try TemporaryFolder()
        let worker = try FakeWorker.dying(100, "kill -SEGV $$", in: folder)
        let error = await #expect(throws: WorkerError.self) {
            try await Self.survey([Fixtures.format("tiff-g4.tif")], by: worker)
        }
        #expect(error?.code == .workersCrash)
        #expect(error?.exitStatus == .failed)
        #expect(try FakeWorker.starts(of: worker) == 3)
    }

    @Test("a component that a worker finds broken ends the run")
    func brokenComponent() async throws {
        let folder = try TemporaryFolder()
        let broken = Failure(code: "component-broken", message: "the program is broken")
        let script = try [FakeWorker.printing(.ready), FakeWorker.printing(.broken(broken))]
        let worker = try FakeWorker.dying(1, script.joined(separator: "; "), in: folder)
        let error = await #expect(throws: WorkerError.self) {
            try await Self.survey([Fixtures.format("tiff-g4.tif")], by: worker)
        }
        #expect(error?.code == .componentBroken)
        #expect(error?.exitStatus == .componentMissing)
    }

    @Test("a worker is confined: network, other files, writing and other processes are refused")
    func confined() async throws {
        let finding = try await ConfinementProbe(
            executable: FakeWorker.real, configuration: Self.configuration(secondsPerPage: 30)
        ).run()
        #expect(finding.report.failure == nil)
        let kernel = finding.report.kernel
        let expected =
            kernel.landlockVersion > 0
            ? [] : ["other files", "new files"].filter { finding.allowed.contains($0) }
        #expect(finding.allowed == (kernel.isComplete ? [] : expected))
        #expect(finding.isAccepted)
    }

    @Test("a program that cannot be started ends the run with an error")
    func missingProgram() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: (any Error).self) {
            try await Self.survey(["x"], by: FilePath(folder.path + "/missing"))
        }
    }

    private static func configuration(secondsPerPage: Int) -> WorkerConfiguration {
        WorkerConfiguration(
            languages: ["ron"], dataFolder: "", maxPixels: 200_000_000,
            maxPages: 100, secondsPerPage: secondsPerPage, memoryBytes: 0)
    }

    /// Lets a pool of one worker survey files, one after another.
    private static func survey(
        _ paths: [String], by executable: FilePath, secondsPerPage: Int = 30
    ) async throws -> [WorkerAnswer.Content] {
        signal(SIGPIPE, SIG_IGN)
        let queue = WaitingJobs()
        let pool = Workers(
            queue: queue, executable: executable,
            configuration: configuration(secondsPerPage: secondsPerPage),
            count: 1, usage: UsageCollector())
        let working = Task {
            do {
                try await pool.run()
            } catch {
                await queue.close(error)
                throw error
            }
        }
        var answers: [WorkerAnswer.Content] = []
        for path in paths {
            answers.append(try await queue.submit(.survey(scan: nil), about: path))
        }
        await queue.close(CancellationError())
        try await working.value
        return answers
    }
}

extension WorkerAnswer.Content {
    /// The failure, if it is one.
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
