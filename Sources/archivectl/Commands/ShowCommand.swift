import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue
import Pipeline

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show everything known of one document.",
        discussion: """
            ID is what "search" prints, or the beginning of it. With --text the pages are printed \
            as they were read. With --words each word that was repaired, broken at a line's end or \
            written by hand is listed, with what recognition read; as JSON all words are. With \
            --why the types that something speaks for are listed, the likeliest first, as the \
            tables of today see them. Of personal numbers people see the first digit and the last \
            three; programs see all of them with --json.

            EXIT STATUS: 0 done; 1 there is no such document; 4 the catalogue is damaged; 10 there is no archive; \
            12 made by a newer version; 64 wrong usage.
            """)

    @Argument(help: "The document, as search prints it; its beginning is enough.")
    var id: String

    @Flag(name: .long, help: "Print the text of the pages as well.")
    var text = false

    @Flag(name: .long, help: "Print what was repaired, and with --json every word.")
    var words = false

    @Flag(name: .long, help: "Print why it has its type, and which others it could have.")
    var why = false

    @Flag(
        name: .long,
        help: "Print the record sheet of Law 135/2007: 13 items, each a value or unknown.")
    var sheet = false

    @OptionGroup var options: ArchiveOptions

    private func show(_ former: DocumentLookup.Former, revision: DocumentRevision) {
        if options.output.json {
            Output.json(
                FormerDocumentRecord(
                    former.document, successors: former.successors, grouping: former.grouping,
                    revision: revision, disposal: former.disposal))
            return
        }
        if let disposal = former.disposal {
            let day = disposal.step(.ordered).map { " on \($0.at.prefix(10))" } ?? ""
            Output.line(
                "\(former.document.text) was disposed of\(day), proposal \(disposal.number); "
                    + "see archivectl disposal show \(disposal.number)")
            if former.successors.isEmpty { return }
        }
        Output.line(former.sentence)
    }

    private func showSheet(in archive: Archive) throws {
        let document = try DocumentLookup(archive).identifier(typed: id)
        guard let sheet = try RecordSheets.read(in: archive).sheet(of: document) else { return }
        if options.output.json {
            Output.json(SheetRecord(sheet))
        } else {
            SheetRecord.lines(sheet).forEach(Output.line)
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            if let former = try DocumentLookup(archive).former(typed: id) {
                show(former, revision: try Listing(archive: archive).revision(of: former.document))
                return .done
            }
            if sheet {
                try showSheet(in: archive)
                return .done
            }
            let document = try DocumentLookup(archive).document(typed: id)
            let titles = try TypeTitles.readNoting(in: archive).titles
            let set = SetByHand(try Corrections(archive: archive).all(of: document.id))
            let grouped = try Listing(archive: archive).lastGrouping(of: document.id)
            let revision = try Listing(archive: archive).revision(of: document.id)
            let dossier = try Listing(archive: archive).namedDossier(of: document.id)
            let words = try words ? DocumentWords.read(of: document, in: archive) : nil
            let candidates =
                try why ? MetadataRenewal.open(in: archive).typeCandidates(of: document) : nil
            if options.output.json {
                Output.json(
                    DocumentRecord(
                        document, titles: titles, set: set, grouped: grouped, revision: revision,
                        dossier: dossier, withText: text,
                        words: words, candidates: candidates))
            } else {
                DocumentText(
                    document, titles: titles, set: set, grouped: grouped, revision: revision,
                    dossier: dossier, mask: .read(of: archive)
                )
                .lines(withText: text, words: words, candidates: candidates).forEach(Output.line)
            }
            return .done
        }
    }
}
