package import ArchiveModel
import Foundation
package import JobQueue
import Synchronization
package import SystemPackage

/// Starts a worker as ingest would and lets it try the things that it should not be able to do.
package struct ConfinementProbe: Sendable {
    /// The outcome.
    package struct Finding: Sendable {
        /// What the kernel offers, and whether it holds.
        package let report: ConfinementReport
        /// The acts that were tried.
        package let acts: [ProbedAct]
        /// The confinement that the archive's settings ask for.
        package let policy: ConfinementPolicy

        /// The acts that were not refused, by name.
        package var allowed: [String] { acts.filter { !$0.isRefused }.map(\.name) }
        /// The acts that were refused, by name.
        package var refused: [String] { acts.filter(\.isRefused).map(\.name) }

        /// Whether ingest reads scans with this.
        package var isAccepted: Bool {
            switch policy {
            case .bestEffort: true
            case .standard:
                report.failure == nil && (allowed.isEmpty || !report.kernel.isComplete)
            case .strict: report.isComplete && allowed.isEmpty
            }
        }
    }

    private let executable: FilePath
    private let configuration: WorkerConfiguration

    /// Prepares a probe of workers as ingest would configure them.
    package init(executable: FilePath, configuration: WorkerConfiguration) {
        self.executable = executable
        self.configuration = configuration
    }

    /// Makes a folder with a file for the tries, and removes it.
    ///
    /// - Throws: `WorkerError` if no worker can be started; errors of the machine's temporary
    ///   folder.
    package func run() async throws -> Finding {
        let folder =
            FileManager.default.temporaryDirectory.path
            + "/archivectl-doctor-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("probe\n".utf8).write(to: URL(fileURLWithPath: folder + "/probe"))
        return try await probe(folder)
    }

    private func probe(_ folder: String) async throws -> Finding {
        let queue = WaitingJobs()
        let told = Mutex<ConfinementReport?>(nil)
        var configuration = configuration
        configuration.languages = []
        configuration.confinement.policy = .bestEffort
        let pool = Workers(
            queue: queue, executable: executable, configuration: configuration, count: 1,
            usage: UsageCollector(), onConfined: { report in told.withLock { $0 = report } })
        async let working: Void = pool.run()
        do {
            let answer = try await queue.submit(.probe(folder: folder))
            await queue.close(CancellationError())
            try await working
            guard case .probed(let acts) = answer, let report = told.withLock({ $0 }) else {
                throw WorkerError.unexpectedAnswer()
            }
            return Finding(
                report: report, acts: acts, policy: self.configuration.confinement.policy)
        } catch {
            await queue.close(error)
            _ = try? await working
            throw error
        }
    }
}
