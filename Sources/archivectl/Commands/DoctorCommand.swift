import ArchiveModel
import ArchiveStore
import ArgumentParser
import Pipeline
import SystemPackage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check that everything the archive needs is there, and say what to install.",
        discussion: """
            Checks libraries, language data, helper programs, the archive when there is one, and how far the \
            kernel confines the processes that read scans: one is started and tries what it should not be \
            able to do.

            EXIT STATUS: 0 all is there; 20 something is missing; 1 the archive cannot be opened; \
            12 it was made by a newer version.
            """)

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let archive =
                try Archive.exists(at: options.path) ? try options.openForReading() : nil
            let wanted = (archive?.settings ?? ArchiveSettings()).models
            let components =
                Components.libraries
                + Components.languages(wanted: wanted, dataFolder: Environment.dataFolder)
                + Components.tools
            components.forEach(show)
            let confinement = try await ConfinementProbe(
                executable: "/proc/self/exe", settings: archive?.settings ?? ArchiveSettings()
            ).run()
            show(confinement)
            showArchive(archive)
            return components.allSatisfy(\.isPresent) && confinement.isAccepted
                ? .done : .componentMissing
        }
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
