import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Foundation
import Pipeline
import SystemPackage
import WorkerPool

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take in folders of scans: keep every file, read it, make it findable.",
        discussion: """
            Walks each folder with all folders in it. Files are recognized by their content: TIFF, \
            PDF, PNG, JPEG and other images. The scans themselves are never changed, and removed only \
            with --remove-source. Running the same command again adds nothing twice and finishes what was interrupted.

            The archive must be there already, or --create must be given: where its disk is not \
            mounted, a nightly job ends with 10 instead of filling the mount point.

            EXIT STATUS: 0 done; 3 done, but some scans could not be read, or not yet (see "status"); \
            1 failed; 4 the archive is damaged, or a batch was not sealed; 10 there is no archive, or \
            not the one of --archive-id; 11 another process writes to the archive; 12 made by a newer \
            version; 20 a component is missing, or workers cannot be confined (see "doctor"); \
            64 wrong usage; 130 interrupted, run again to continue.
            """)

    @Argument(help: "Folders of scanner output.")
    var folders: [String]

    @Option(name: .long, help: "How many pages to read at a time (default: one for each core).")
    var workers: Int?

    @Flag(name: .long, help: "Make the archive when there is none.")
    var create = false

    @Flag(
        name: .long,
        help:
            "Read again what is in quarantine and not resolved, whatever folder it came from.")
    var retry = false

    @Flag(
        name: .long,
        help: "Remove each source file once its archived copy was read again and compared.")
    var removeSource = false

    @Option(
        name: .long,
        help:
            "The dossier that the new documents go to, unless a sheet or dosar.yaml names another."
    )
    var dossier: String?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        if folders.isEmpty { throw ValidationError("give at least one folder of scans") }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers takes a number from 1 to 256")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            try folders.forEach(ScanFolders.requireReadable)
            let run = try await RunningIngest.prepare(
                workers: workers, acting: acting, json: options.output.json)
            var ingest = run.options
            ingest.removesSources = removeSource
            ingest.retries = retry ? .all : .none
            ingest.dossier = dossier
            let archive = try openOrCreate()
            try requireDossier(in: archive)
            return try await run.carryOut(ingest, on: archive, folders: folders)
        }
    }

    /// Throws `dossier-unknown` and the like before anything is taken in.
    private func requireDossier(in archive: Archive) throws {
        guard let dossier else { return }
        do {
            _ = try DossierLookup(archive).dossier(typed: dossier)
        } catch {
            try? archive.finish()
            throw error
        }
    }

    private func openOrCreate() throws -> Archive {
        // A new archive would have another identity than the one that is asked for.
        guard create, options.expected == nil, try !Archive.exists(at: options.path) else {
            return try options.openForWriting(acting)
        }
        let archive = try NewArchive.create(
            at: options.path, settings: ArchiveSettings(), by: acting.user)
        let record = CreatedRecord(archive)
        if options.output.json { Output.json(record) } else { Output.note(record.text) }
        return archive
    }
}
