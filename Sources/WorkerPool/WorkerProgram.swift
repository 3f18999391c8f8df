import Foundation
package import JobQueue
import Subprocess
package import SystemPackage

/// The program that reads scans: `archivectl-worker`, which alone is linked to the libraries that
/// parse them.
///
/// It is held open, so that all workers of a run are of one build, even if its file is replaced in
/// the meantime.
package struct WorkerProgram: Sendable {
    /// The name of the program, as a file and among processes.
    package static let name = "archivectl-worker"

    private let file: ProgramFile

    /// Where it was found.
    package var path: FilePath { file.path }
    /// What to start: the opened program, by a path of this process that its children can use.
    package var executable: FilePath { file.executable }

    private init(file: ProgramFile) { self.file = file }

    /// Finds the program next to the running one, or in `../libexec/archivectl` as packages install
    /// it; `PATH` is not searched.
    ///
    /// - Throws: `WorkerError` `component-missing`.
    package static func find() throws(WorkerError) -> WorkerProgram {
        guard let file = ProgramFile.find(name) else {
            throw .workerMissing(ProgramFile.usualPlaces.map(\.string))
        }
        return WorkerProgram(file: file)
    }

    /// Opens a program in another place.
    ///
    /// - Throws: `WorkerError` `component-missing`.
    package static func at(_ path: FilePath) throws(WorkerError) -> WorkerProgram {
        guard let file = ProgramFile.open(path) else {
            throw .workerMissing([path.removingLastComponent().string])
        }
        return WorkerProgram(file: file)
    }

    /// Checks that the program can be run and belongs to this build, before anything else is done.
    ///
    /// - Throws: `WorkerError` `component-broken`.
    package func requireSameBuild() async throws(WorkerError) {
        _ = try await description(for: DescriptionRequest(models: [], dataFolder: nil))
    }

    /// Asks the program to describe itself and the machine; takes about 30 milliseconds.
    ///
    /// - Throws: `WorkerError` `component-broken` if it cannot be run or is of another build.
    package func description(
        for request: DescriptionRequest
    ) async throws(WorkerError) -> WorkerDescription {
        let output = try await answer(to: request)
        let decoder = JSONDecoder()
        let build = try? decoder.decode(BuildOnly.self, from: output).build
        guard build == .current else { throw .workerForeign(path.string, build: build) }
        do {
            return try decoder.decode(WorkerDescription.self, from: output)
        } catch {
            throw .workerForeign(path.string, build: build)
        }
    }

    /// The only part of a description that all builds share.
    private struct BuildOnly: Decodable {
        let build: ProgramBuild
    }

    private func answer(
        to request: DescriptionRequest, attempt: Int = 1
    ) async throws(WorkerError) -> Data {
        do {
            let asked = try JSONEncoder().encode(request)
            let result = try await Subprocess.run(
                .path(executable),
                arguments: Arguments(
                    executablePathOverride: Self.name,
                    remainingValues: ["describe", String(decoding: asked, as: UTF8.self)]),
                environment: .forWorkers, input: .none, output: .data(limit: 1 << 20),
                error: .discarded)
            let ending = WorkerEnding(result.terminationStatus)
            if ending == .exited(0) { return result.standardOutput }
            // Anything that kills workers kills this one as well: that says nothing about the
            // program.
            guard ending.isFromOutside, attempt < 3 else {
                throw WorkerError.workerBroken(path.string, reason: ending.asText)
            }
            return try await answer(to: request, attempt: attempt + 1)
        } catch let error as WorkerError {
            throw error
        } catch {
            throw .workerBroken(path.string, reason: "it does not start")
        }
    }
}
