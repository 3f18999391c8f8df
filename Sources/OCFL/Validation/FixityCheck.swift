import Dispatch
import DurableFiles
import Foundation
import Glibc
import Synchronization
import SystemPackage

/// Hashes files and compares their digests with the expected ones.
package enum FixityCheck {
    /// Bytes that are read at once.
    package static let chunk = 1 << 20

    /// Hashes each file once, whatever the number of its digests; a file is never held in memory.
    ///
    /// - Parameters:
    ///   - jobs: The files.
    ///   - threads: How many files are hashed at the same time at most.
    package static func run(_ jobs: [FixityJob], threads: Int) -> FixityResult {
        let run = Run(jobs)
        let group = DispatchGroup()
        // Threads of our own: a pool may be busy with work that waits for the result.
        for _ in 1..<max(1, min(threads, jobs.count)) {
            group.enter()
            Thread.detachNewThread {
                run.work()
                group.leave()
            }
        }
        run.work()
        group.wait()
        return run.result()
    }

    /// The jobs, as several threads share them.
    private final class Run: Sendable {
        private struct Total {
            var findings: [(job: Int, finding: OCFLFinding)] = []
            var files = 0
            var bytes: Int64 = 0
        }

        private let jobs: [FixityJob]
        private let next = Atomic<Int>(0)
        private let total = Mutex(Total())

        init(_ jobs: [FixityJob]) {
            self.jobs = jobs
        }

        /// Hashes one file after the other until none is left.
        func work() {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 4096)
            defer { buffer.deallocate() }
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < jobs.count else { return }
                let outcome = FixityCheck.hash(jobs[index], buffer: buffer)
                total.withLock {
                    $0.findings += outcome.findings.map { (index, $0) }
                    $0.files += 1
                    $0.bytes += outcome.bytes
                }
            }
        }

        func result() -> FixityResult {
            total.withLock { total in
                FixityResult(
                    findings: total.findings.sorted { $0.job < $1.job }.map(\.finding),
                    files: total.files, bytes: total.bytes)
            }
        }
    }

    /// The outcome of one file.
    private struct Outcome {
        let findings: [OCFLFinding]
        let bytes: Int64
    }

    /// A file that was read to its end: its digests in the order requested, and its size.
    private struct ReadFile {
        let digests: [ByteString]
        let bytes: Int64
    }

    private static func hash(
        _ job: FixityJob, buffer: UnsafeMutableRawBufferPointer
    ) -> Outcome {
        let algorithms = Array(Set(job.expected.map(\.algorithm)))
        do throws(Errno) {
            let read = try digests(of: job.path, algorithms: algorithms, buffer: buffer)
            let found = Dictionary(uniqueKeysWithValues: zip(algorithms, read.digests))
            let wrong = job.expected.filter { found[$0.algorithm] != $0.digest }
            return Outcome(
                findings: wrong.map { mismatch($0, label: job.label) }, bytes: read.bytes)
        } catch {
            let code = (job.expected.first?.rule ?? .manifest).rawValue
            let unread = OCFLFinding(
                code, path: job.label, message: "the file cannot be read (\(error))")
            return Outcome(findings: [unread], bytes: 0)
        }
    }

    private static func mismatch(_ expected: ExpectedDigest, label: ByteString) -> OCFLFinding {
        OCFLFinding(
            expected.rule.rawValue, path: label,
            message: "the file does not have the \(expected.algorithm.rawValue) digest that "
                + "\(expected.inventory.shown) gives")
    }

    private static func digests(
        of path: [UInt8], algorithms: [DigestAlgorithm], buffer: UnsafeMutableRawBufferPointer
    ) throws(Errno) -> ReadFile {
        let file = try OpenFile(path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        guard try file.status().st_mode & S_IFMT == S_IFREG else { throw .invalidArgument }
        posix_fadvise(file.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        var running = algorithms.map(RunningDigest.init)
        var bytes: Int64 = 0
        while true {
            let count = try file.read(into: buffer)
            if count == 0 { break }
            bytes += Int64(count)
            let part = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            for index in running.indices { running[index].update(part) }
        }
        return ReadFile(digests: running.map { $0.finish() }, bytes: bytes)
    }
}
