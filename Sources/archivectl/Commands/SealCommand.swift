import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Indexer
import Pipeline

struct SealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Write pending corrections and results beside the originals.",
        discussion: """
            Corrections are in journal and catalogue at once; "seal" writes them into the objects, and \
            moves the journal there. "ingest" does it for what it takes in. Documents that a run which was \
            killed did not put into their dossiers are put there first. Let a nightly job call it.

            What was changed in the catalogue and no event explains is not sealed: its batch stays \
            pending, and the others are sealed.

            EXIT STATUS: 0 done, also when nothing was pending; 1 failed; 4 the archive is damaged, or \
            a batch was not sealed; \
            10 there is no archive; 11 another process writes to it; 12 made by a newer version; \
            64 wrong usage.
            """)

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            var refused = false
            let sealed = try await options.writing(acting) { archive in
                try SearchIndex.catchUp(in: archive)
                let progress = IngestProgress(json: options.output.json)
                defer { progress.end() }
                try FilingCatchUp.run(in: archive, by: acting.user) { progress.show($0) }
                let sealing = Sealing(archive: archive, by: acting.user)
                let batches = try sealing.sealPending(comparingAlways: true) { error in
                    refused = true
                    CommandRunner.show(error, options: options.output)
                }
                return SealedRecord(batches: batches, decisions: try sealing.sealDecisions())
            }
            if options.output.json {
                Output.json(sealed)
            } else {
                let decisions = Count(sealed.decisions, "decision").text
                Output.note(
                    "sealed \(Count(sealed.batches, "batch", plural: "batches").text)"
                        + (sealed.decisions == 0 ? "" : " and \(decisions)"))
            }
            return refused ? .damaged : .done
        }
    }
}
