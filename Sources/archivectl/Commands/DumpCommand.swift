import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct DumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Print everything known, one JSON line for each page and each document.",
        discussion: """
            With --form records the lines are those of "show --json": a page for each page, with its \
            text and its document; a scan for each file that could not be opened; a document for each \
            document; an exit line at the end.

            The form scoring, which is the default, is for programs that compare readings with the \
            truth. Pages: file, page, text, doc (the document), kind (content, blank, separator or \
            failed), rotation, confidence. Documents: doc, pages, type, fields. Files that could \
            not be opened: file, kind failed, failure. There is no closing exit line.

            EXIT STATUS: 0 done; 4 the catalogue is damaged; 10 there is no archive; 12 made by a newer version; \
            64 wrong usage.
            """)

    @Option(name: .long, help: "The form of the lines: scoring or records.")
    var form: Form = .scoring

    @OptionGroup var options: ArchiveOptions

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case scoring, records
    }

    func run() async throws {
        // The output is always JSON lines; an exit line among those for scoring would be foreign to them.
        var output = options.output
        output.json = form == .records
        try await CommandRunner.run(output, answersOnly: true) {
            let archive = try options.openForReading()
            switch form {
            case .scoring: try printForScoring(archive)
            case .records: try printRecords(of: archive)
            }
            return .done
        }
    }

    private func printForScoring(_ archive: Archive) throws {
        try printPages(of: archive, page: ScoringPage.init, scan: ScoringScan.init)
        try Listing(archive: archive).forEachHead {
            try Output.requireWritable()
            // Most documents are as they were read: then nothing is looked up.
            let isTouched = $0.extracted.fields.contains { $0.rule == DocumentChange.rule }
            let corrections = isTouched ? try Corrections(archive: archive).all(of: $0.id) : []
            Output.json(ScoringDocument($0, set: SetByHand(corrections)))
        }
    }

    private func printRecords(of archive: Archive) throws {
        let titles = try TypeTitles.readNoting(in: archive).titles
        try printPages(of: archive, page: ListedPageRecord.init, scan: UnreadableScanRecord.init)
        try Listing(archive: archive).forEachDocument(withTexts: false) {
            try Output.requireWritable()
            let set = SetByHand(try Corrections(archive: archive).all(of: $0.id))
            let grouped =
                $0.bounds == nil ? try Listing(archive: archive).lastGrouping(of: $0.id) : nil
            Output.json(
                DocumentRecord(
                    $0, titles: titles, set: set, grouped: grouped,
                    revision: try Listing(archive: archive).revision(of: $0.id),
                    dossier: try Listing(archive: archive).namedDossier(of: $0.id), withText: false)
            )
        }
    }

    /// Prints all pages, then the scans that could not be opened.
    private func printPages(
        of archive: Archive, page: (PageListing) -> some Encodable,
        scan: (StoredScan) -> some Encodable
    ) throws {
        try Listing(archive: archive).forEachPage {
            try Output.requireWritable()
            Output.json(page($0))
        }
        try Listing(archive: archive).forEachScan {
            if $0.verdict == .failed, $0.pageCount == nil, $0.supersededBy == nil {
                Output.json(scan($0))
            }
        }
    }
}
