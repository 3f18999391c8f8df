import ArchiveModel
import JobQueue
import Pipeline
import Synchronization
import WorkerPool

/// What `--version` prints: our version and those of the components that decide about results.
enum VersionReport {
    private static let prepared = Mutex(ProgramBuild.current.version)

    /// The report once it was prepared, else only our version.
    static var text: String { prepared.withLock { $0 } }

    /// Asks for all versions when the arguments ask for them.
    ///
    /// The command's description is made at each start; asking starts a worker and opens a database.
    static func prepareIfAsked() async {
        guard CommandLine.arguments.contains("--version") else { return }
        let report = await full()
        prepared.withLock { $0 = report }
    }

    private static func full() async -> String {
        let own = Components.storage.filter { $0.name != "sqlite fts5" }
        let lines: [String]
        do throws(WorkerError) {
            let request = DescriptionRequest(models: [], dataFolder: Environment.dataFolder)
            let worker = try await WorkerProgram.find().description(for: request)
            lines = (worker.libraries + own).map(line) + [languages(worker.languages)]
        } catch {
            lines = own.map(line) + ["no scan can be read: \(error.sentence)"]
        }
        return (["archivectl \(ProgramBuild.current.version)"] + lines).joined(separator: "\n")
    }

    private static func languages(_ installed: [Component]) -> String {
        let names = installed.map { $0.name.replacing("language ", with: "") }
        return "languages: \(names.isEmpty ? "none" : names.joined(separator: ", "))"
    }

    /// `leptonica-1.82.0` names itself; the others give bare numbers.
    private static func line(_ component: Component) -> String {
        let number = (component.found ?? "missing").replacing("\(component.name)-", with: "")
        return "\(component.name) \(number)"
    }
}
