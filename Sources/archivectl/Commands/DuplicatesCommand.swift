import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue

struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Look at documents that seem to be earlier ones, scanned anew.",
        discussion: """
            "ingest" compares each new document with those that have most in common with it. Where all its pages \
            have the same words at the same places, it is suggested as a duplicate, and nothing else is done. Accepted, \
            it is left out of searches (unless with --superseded) and says what it is a duplicate of; nothing is deleted, \
            and "reject" takes that back. Files with the same bytes are another matter: "status --duplicates" lists them.

            EXIT STATUS: 0 done, also when nothing was different; 1 there is no such document, or it resembles no \
            other; 4 the catalogue is damaged; 10 there is no archive; 11 another process writes to it; 12 made by a \
            newer version; 64 wrong usage.
            """,
        subcommands: [ListDuplicates.self, AcceptDuplicate.self, RejectDuplicate.self])
}

struct ListDuplicates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the documents that seem to be earlier ones and that nobody decided about.")

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            var isEmpty = true
            try Listing(archive: archive).forEachResemblance { found in
                isEmpty = false
                if options.output.json { return Output.json(ResemblanceRecord(found)) }
                Output.line(try line(for: found, in: Listing(archive: archive)))
            }
            if isEmpty { options.output.noteNothing("no document waits for a decision") }
            return .done
        }
    }

    private func line(for found: Resemblance, in listing: Listing) throws -> String {
        let percent = Int((found.share * 100).rounded())
        return "\(found.document.text)\(try place(found.document, in: listing)) seems to be "
            + "\(found.original.text)\(try place(found.original, in: listing)), scanned anew "
            + "(\(percent) % of the words)"
    }

    /// Where a document begins.
    private func place(_ id: DocumentID, in listing: Listing) throws -> String {
        guard let page = try listing.head(of: id)?.pages.first else { return "" }
        return " (\(page.batchName.display)/\(page.scanName.display), "
            + "page \(page.reference.number))"
    }
}

/// What accepting and rejecting share.
private protocol DuplicateCommand: AsyncParsableCommand {
    var options: ArchiveOptions { get }
    var acting: ActorOptions { get }
    var request: DuplicateDecision.Request { get }
}

extension DuplicateCommand {
    func run() async throws {
        try await CommandRunner.run(options.output) {
            let decided = try await options.writing(acting, mode: .act) {
                try DuplicateDecision($0).carryOut(request, by: acting.user)
            }
            if options.output.json {
                Output.json(DuplicateDecidedRecord(decided))
            } else if let decided {
                Output.line(Self.line(for: decided))
            } else {
                Output.note("nothing to change")
            }
            return .done
        }
    }

    private static func line(for decided: DecidedDuplicate) -> String {
        decided.isDuplicate
            ? "\(decided.document.text) is a duplicate of \(decided.original.text), and left out of "
                + "searches from now on"
            : "\(decided.document.text) is no duplicate of \(decided.original.text)"
    }
}

/// The two documents that a decision is about.
struct DuplicatePair: ParsableArguments {
    @Argument(
        help: "The later document, as \"duplicates list\" prints it; its beginning is enough.")
    var document: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The earlier document (default: the one that it resembles most).",
            valueName: "document"))
    var of: String?
}

struct AcceptDuplicate: DuplicateCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Say that a document is an earlier one, scanned anew.",
        discussion: """
            The document says then what it is a duplicate of, and is left out of searches unless they are made with \
            --superseded. Its scans, its pages and its fields stay as they are.
            """)

    @OptionGroup var pair: DuplicatePair
    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    fileprivate var request: DuplicateDecision.Request {
        .init(document: pair.document, original: pair.of, isDuplicate: true)
    }
}

struct RejectDuplicate: DuplicateCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Say that a document is not an earlier one, also after it was accepted.")

    @OptionGroup var pair: DuplicatePair
    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    fileprivate var request: DuplicateDecision.Request {
        .init(document: pair.document, original: pair.of, isDuplicate: false)
    }
}
