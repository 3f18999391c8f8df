import ArchiveModel
import ArchiveTestSupport
import JobQueue
import Testing

@Suite struct WaitingJobsTests {
    @Test("jobs are given out in the order in which they came, and answered to their callers")
    func order() async throws {
        let queue = WaitingJobs()
        let answers = try await withThrowingTaskGroup(of: (String, String).self) { group in
            for number in 1...20 {
                group.addTask {
                    let content = try await queue.submit(.survey(scan: nil), about: "\(number)")
                    return ("\(number)", content.failureCode ?? "")
                }
            }
            var given: [Int] = []
            for _ in 1...20 {
                let job = try #require(await queue.next())
                given.append(job.id)
                await queue.answer(job, with: .failure(Failure(code: job.path ?? "", message: "")))
            }
            #expect(given == given.sorted())
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 20)
        #expect(answers.allSatisfy { $0.key == $0.value })
    }

    @Test("a job that is given back comes before all others, with its attempt counted")
    func retry() async throws {
        let queue = WaitingJobs()
        let callers = (1...3).map { number in
            Task { try await queue.submit(.survey(scan: nil), about: "\(number)") }
        }
        var jobs: [WaitingJobs.Job] = []
        while jobs.count < 3 { jobs.append(try #require(await queue.next())) }
        await queue.retry(jobs[2])
        await queue.retry(jobs[0])
        let again = [try #require(await queue.next()), try #require(await queue.next())]
        #expect(again.map(\.id) == [jobs[0].id, jobs[2].id])
        #expect(again.map(\.attempt) == [2, 2])
        await queue.close(CancellationError())
        for caller in callers {
            await #expect(throws: CancellationError.self) { try await caller.value }
        }
    }

    @Test("a job that is given back reaches a worker that waits")
    func retryToIdle() async throws {
        let queue = WaitingJobs()
        let caller = Task { try await queue.submit(.survey(scan: nil), about: "a") }
        let job = try #require(await queue.next())
        let waiting = Task { await queue.next() }
        await queue.retry(job)
        let again = try #require(await waiting.value)
        #expect(again.id == job.id)
        await queue.answer(again, with: .ready)
        guard case .ready = try await caller.value else {
            Issue.record("another answer than was given")
            return
        }
    }

    @Test("a job whose worker was killed is tried last and alone, and what else there is before it")
    func putAside() async throws {
        let queue = WaitingJobs(pause: .milliseconds(50))
        let callers = (1...3).map { number in
            Task { try await queue.submit(.survey(scan: nil), about: "\(number)") }
        }
        let killed = try #require(await queue.next())
        await queue.putAside(killed, because: Self.reason)
        for _ in 1...2 {
            let other = try #require(await queue.next())
            #expect(other.id != killed.id)
            await queue.answer(other, with: .ready)
        }
        let again = try #require(await queue.next())
        #expect(again.id == killed.id)
        #expect(again.wasPutAside)
        // While it is alone nobody else gets anything.
        let late = Task { try await queue.submit(.survey(scan: nil), about: "late") }
        let worker = Task { await queue.next() }
        try await Task.sleep(for: .milliseconds(200))
        await queue.answer(again, with: .ready)
        let after = try #require(await worker.value)
        await queue.answer(after, with: .ready)
        for caller in callers + [late] { _ = try await caller.value }
    }

    @Test("a job killed alone, too, is outstanding")
    func killedAlone() async throws {
        let queue = WaitingJobs(pause: .milliseconds(10))
        let caller = Task { try await queue.submit(.survey(scan: nil), about: "a") }
        for _ in 1...2 {
            await queue.putAside(try #require(await queue.next()), because: Self.reason)
        }
        guard case .outstanding(let reason) = try await caller.value else {
            Issue.record("a killed job has an answer")
            return
        }
        #expect(reason == Self.reason)
    }

    @Test("several kills in a row end the run; an answer between them begins a new row")
    func kills() async throws {
        let queue = WaitingJobs(killLimit: 3, pause: .seconds(60))
        let callers = (1...6).map { number in
            Task { try await queue.submit(.survey(scan: nil), about: "\(number)") }
        }
        for isKilled in [true, true, false, true, true] {
            let job = try #require(await queue.next())
            if isKilled {
                await queue.putAside(job, because: Self.reason)
            } else {
                await queue.answer(job, with: .ready)
            }
        }
        let last = try #require(await queue.next())
        await queue.putAside(last, because: Self.reason)
        #expect(await queue.next() == nil)
        var stopped = 0
        for caller in callers {
            do { _ = try await caller.value } catch let error as WorkerError {
                #expect(error.code == .workersKilled)
                stopped += 1
            }
        }
        #expect(stopped == 5)
    }

    @Test("a row of attempts that the machine cut short ends the run with that reason")
    func shortages() async throws {
        let shortage = try #require(Failure.shortage(12))
        let queue = WaitingJobs(killLimit: 1, pause: .seconds(60))
        let caller = Task { try await queue.submit(.survey(scan: nil), about: "a") }
        await queue.putAside(try #require(await queue.next()), because: shortage)
        let error = await #expect(throws: WorkerError.self) { try await caller.value }
        #expect(error?.message.contains("no room to open the scan") == true)
        #expect(error?.message.contains("killed") == false)
    }

    private static let reason = Failure.killedFromOutside(byKernel: false)

    @Test("closing ends callers with the reason and workers with nothing")
    func close() async throws {
        struct Reason: Error {}
        let queue = WaitingJobs()
        let taken = Task { try await queue.submit(.survey(scan: nil), about: "taken") }
        let job = try #require(await queue.next())
        let worker = Task { await queue.next() }
        let late = Task { try await queue.submit(.survey(scan: nil), about: "waiting") }
        // The waiting worker takes the second job, or finds the queue closed before it came.
        await queue.close(Reason())
        await queue.close(CancellationError())
        await #expect(throws: Reason.self) { try await taken.value }
        await #expect(throws: Reason.self) { try await late.value }
        await #expect(throws: Reason.self) {
            try await queue.submit(.survey(scan: nil), about: "after")
        }
        _ = await worker.value
        #expect(await queue.next() == nil)
        // A worker that comes back too late does no harm.
        await queue.answer(job, with: .ready)
        await queue.retry(job)
        #expect(await queue.next() == nil)
    }
}
