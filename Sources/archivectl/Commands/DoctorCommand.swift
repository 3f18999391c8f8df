import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import JobQueue
import Pipeline
import SystemPackage
import WorkerPool

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check that everything the archive needs is there, and say what to install.",
        discussion: """
            Checks libraries, the programs that read scans and make PDF files, language data, helper programs, the archive when \
            there is one, and how far the kernel confines the processes that read scans: one is started and \
            tries what it should not be able to do.

            EXIT STATUS: 0 all is there; 20 something is missing; 1 the archive cannot be opened; \
            12 it was made by a newer version.
            """)

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let archive =
                try Archive.exists(at: options.path) ? try options.openForReading() : nil
            Components.storage.forEach(show)
            let canPrint = showPrinter()
            let canRead = try await showReader(by: archive?.settings ?? ArchiveSettings())
            showArchive(archive)
            return Components.storage.allSatisfy(\.isPresent) && canPrint && canRead
                ? .done : .componentMissing
        }
    }

    /// Shows the program that makes PDF files; returns whether it is there.
    private func showPrinter() -> Bool {
        do throws(WorkerError) {
            show(
                Component(
                    name: "print", found: try PrintProgram.find().path.string,
                    package: "archivectl",
                    purpose: "lists as PDF files"))
            return true
        } catch {
            CommandRunner.show(error, options: options.output)
            return false
        }
    }

    /// Shows the worker, all that it says of the machine, and how far it is confined; returns whether scans can
    /// be read.
    private func showReader(by settings: ArchiveSettings) async throws -> Bool {
        let worker: WorkerProgram
        let description: WorkerDescription
        do throws(WorkerError) {
            worker = try WorkerProgram.find()
            description = try await worker.description(
                for: DescriptionRequest(
                    models: settings.models, dataFolder: Environment.dataFolder))
        } catch {
            CommandRunner.show(error, options: options.output)
            return false
        }
        let components =
            [worker.component] + description.libraries + description.languages + description.tools
        components.forEach(show)
        let confinement = try await ConfinementProbe(
            executable: worker.executable,
            configuration: WorkerConfiguration(settings, description: description)
        ).run()
        show(confinement)
        return components.allSatisfy(\.isPresent) && confinement.isAccepted
    }

    private func show(_ component: Component) {
        if options.output.json {
            Output.json(ComponentRecord(component))
            return
        }
        let name = component.name.padding(toLength: 15)
        if let found = component.found {
            Output.line("ok       \(name)\(TerminalText.sanitized(found))")
        } else {
            Output.line(
                "MISSING  \(name)\(component.purpose); install it with: "
                    + "apt-get install \(component.package)")
        }
    }

    private func show(_ confinement: ConfinementProbe.Finding) {
        if options.output.json {
            Output.json(ConfinementRecord(confinement))
            return
        }
        let mark =
            !confinement.isAccepted ? "FAILED   " : confinement.isWhole ? "ok       " : "partly   "
        Output.line(mark + "confinement".padding(toLength: 15) + confinement.sentence)
    }

    private func showArchive(_ archive: Archive?) {
        let path = TerminalText.sanitized(options.path)
        if options.output.json {
            Output.json(ArchiveRecord(path: options.path, exists: archive != nil))
        } else if archive != nil {
            Output.line("ok       archive        \(path)")
        } else {
            Output.line("none     archive        \(path) (made by init or ingest --create)")
        }
    }
}

extension WorkerProgram {
    /// The program as a component that is there.
    fileprivate var component: Component {
        Component(
            name: "worker", found: path.string, package: "archivectl", purpose: "reading of scans")
    }
}

/// One checked component as a JSON line.
struct ComponentRecord: Encodable {
    let type = "component"
    let name: String
    let found: String?
    let package: String
    let purpose: String

    init(_ component: Component) {
        name = component.name
        found = component.found
        package = component.package
        purpose = component.purpose
    }
}

/// Whether there is an archive, as a JSON line.
struct ArchiveRecord: Encodable {
    let type = "archive"
    let path: String
    let exists: Bool
}
