import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Indexer

struct ReindexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex",
        abstract: "Make the search index again from the catalogue.",
        discussion: """
            Needed when "search" says that the index does not fit. Searches go on with the old \
            index until the new one is done.

            EXIT STATUS: 0 done; 1 failed; 4 the catalogue is damaged; 10 there is no archive; 11 another process writes to \
            it; 12 made by a newer version; 64 wrong usage.
            """)

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let documents = try await options.writing(acting) { archive in
                var documents = 0
                _ = try SearchIndex.rebuild(archive) { documents = $0 }
                return documents
            }
            if options.output.json {
                Output.json(ReindexedRecord(documents: documents))
            } else {
                Output.note("indexed \(documents) documents")
            }
            return .done
        }
    }
}
