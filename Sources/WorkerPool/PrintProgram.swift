package import ArchiveModel
package import Foundation
package import JobQueue
import Subprocess
package import SystemPackage

/// The program that makes PDF files of lists: `archivectl-print`, which alone is linked to the library that draws.
package struct PrintProgram: Sendable {
    /// The name of the program, as a file and among processes.
    package static let name = "archivectl-print"

    private let file: ProgramFile

    /// Where the program is.
    package var path: FilePath { file.path }

    /// Finds the program next to the running one, or in `../libexec/archivectl` as packages install it.
    ///
    /// - Throws: `WorkerError` `component-missing`.
    package static func find() throws(WorkerError) -> PrintProgram {
        guard let file = ProgramFile.find(name) else {
            throw .printerMissing(ProgramFile.usualPlaces.map(\.string))
        }
        return PrintProgram(file: file)
    }

    /// Largest file that is taken: some 100,000 pages.
    private static let mostBytes = 512 << 20

    /// A PDF file of a list.
    ///
    /// - Throws: `WorkerError` `component-broken` if the program cannot be run or is of another build.
    package func pdf(of list: PrintedList) async throws(WorkerError) -> Data {
        let path = file.path.string
        do {
            let result = try await Subprocess.run(
                .path(file.executable),
                arguments: Arguments(executablePathOverride: Self.name, remainingValues: []),
                environment: .forWorkers,
                input: .data(try JSONEncoder().encode(PrintRequest(list))),
                output: .data(limit: Self.mostBytes), error: .discarded)
            let ending = WorkerEnding(result.terminationStatus)
            guard ending == .exited(0) else {
                throw ending == .exited(PrintRefusal.foreign.rawValue)
                    ? WorkerError.printerForeign(path)
                    : WorkerError.printerBroken(path, reason: ending.asText)
            }
            return result.standardOutput
        } catch let error as WorkerError {
            throw error
        } catch {
            throw .printerBroken(path, reason: "it does not start")
        }
    }
}
