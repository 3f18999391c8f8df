import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArgumentParser
import Indexer

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find documents by their words, dates and numbers.",
        discussion: """
            Case and diacritics do not matter: hotarare finds HOTĂRÂRE.

              archivectl search hotarare buget        both words
              archivectl search '"buget local"'       the words side by side
              archivectl search 'factur* -storno'     a beginning; without a word
              archivectl search -- -storno apa        a query that begins with a minus
              archivectl search apa SAU canal         one of the words (also OR)
              archivectl search tip:FACT data:2023    by type and year (also type:, date:)
              archivectl search data:2021-03..2021-06 a span of time
              archivectl search 'data:martie 2021'    a month
              archivectl search numar:168 cui:4541580 by number and fiscal code

            What cannot be followed is refused, and what is passed over is told. Quotation marks make \
            text of anything: '"art:5"'.

            EXIT STATUS: 0 done (also when nothing is found); 1 nothing was found and \
            --require-match was given, or failed; 4 the catalogue is damaged; 10 there is no archive; 12 made by a newer \
            version; 64 the query or the usage is wrong.
            """)

    @Argument(help: ArgumentHelp("What to look for.", valueName: "query"))
    var words: [String] = []

    @Option(name: .long, help: "Order of the documents: newest or relevance.")
    var order: OrderName = .newest

    @Option(name: .long, help: "Most documents to list, 1 to 1000.")
    var limit = 20

    @Option(name: .long, help: "How many documents to pass over first.")
    var offset = 0

    @Flag(name: .long, help: "End with status 1 when nothing is found.")
    var requireMatch = false

    @Flag(
        name: .long,
        help: "Also list earlier states of files that came again with more in them.")
    var superseded = false

    @OptionGroup var options: ArchiveOptions

    enum OrderName: String, ExpressibleByArgument, CaseIterable {
        case newest, relevance
    }

    func validate() throws {
        if words.isEmpty { throw ValidationError("say what to look for") }
        if !(1...1000).contains(limit) {
            throw ValidationError("--limit takes a number from 1 to 1000")
        }
        if offset < 0 { throw ValidationError("--offset takes a number from 0 on") }
    }

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let titles = try TypeTitles.readNoting(in: archive)
            let answer = try DocumentSearch(archive, titles: titles).answer(request)
            let results = answer.results
            if options.output.json {
                results.hits.forEach { Output.json(HitRecord($0)) }
                Output.json(ResultsRecord(results, ignored: answer.ignored))
            } else {
                noteIgnored(answer.ignored)
                SearchText(
                    results, titles: titles.titles, order: order.rawValue, offset: offset,
                    mask: .read(of: archive)
                ).print()
            }
            return results.total == 0 && requireMatch ? .failed : .done
        }
    }

    private var request: DocumentSearch.Request {
        DocumentSearch.Request(
            query: words.joined(separator: " "), order: order == .newest ? .newest : .relevance,
            limit: limit, offset: offset, includesSuperseded: superseded)
    }

    /// Tells what of the query was passed over; of a very odd one only the beginning.
    private func noteIgnored(_ notes: [QueryNote]) {
        let most = 5
        for note in notes.prefix(most) {
            Output.note("note: " + TerminalText.sanitized(note.message))
        }
        if notes.count > most {
            Output.note("note: \(notes.count - most) more signs were passed over")
        }
    }
}
