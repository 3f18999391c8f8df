import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue
import Pipeline

struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "Say which pages make a document.",
        discussion: """
            Scans are never changed: only what counts as one document is. Pages are counted from 1 within their \
            document, as "show" lists them. Type and fields of the documents are read anew; what persons corrected \
            stays with the pages that it was read on. Each grouping is in the journal and can be taken back with "undo" \
            here; a type given with "retype" is a correction, taken back with "archivectl undo ID type".

            With --as-of a document that somebody changed since it was looked at is refused, with who changed what and \
            when; "show" prints its revision, and so do these commands with --json.

              archivectl documents split 7c3k0f9x2m1a --before 3,5
              archivectl documents join 7c3k0f9x2m1a 0h0v3y1z5k9m
              archivectl documents split 7c3k0f9x2m1a --before 3 --as-of 5-3fa9c1d0
              archivectl documents undo 7c3k0f9x2m1a

            EXIT STATUS: 0 done, also when nothing was different; 1 there is no such document or page, or somebody \
            else changed them meanwhile; 10 there is no archive; 11 another process writes to it; 12 made by a newer \
            version; 64 wrong usage.
            """,
        subcommands: [
            SplitDocument.self, JoinDocuments.self, MovePages.self, ReorderPages.self,
            RetypeDocument.self, UndoGrouping.self,
        ])
}

/// What all commands about groupings share.
private protocol GroupingCommand: AsyncParsableCommand {
    var options: ArchiveOptions { get }
    var acting: ActorOptions { get }
    var seen: SeenOptions { get }
    var request: DocumentGrouping.Request { get }
}

extension GroupingCommand {
    func run() async throws {
        try await CommandRunner.run(options.output) {
            let made = try await options.writing(acting, mode: .act) { archive in
                // Words are read by a second archive: the first one is in the middle of a transaction then.
                let renewal = try MetadataRenewal.open(in: options.openForReading())
                return try DocumentGrouping(archive, read: { try renewal.extract($0) })
                    .carryOut(request, seen: seen.revisions, by: acting.user)
            }
            report(made)
            return .done
        }
    }

    /// A revision too many would be checked by nobody.
    func validate() throws { try requireNoRevisionTooMany() }

    func requireNoRevisionTooMany() throws {
        guard seen.revisions.count <= request.documents.count else {
            throw ValidationError("--as-of is given more often than there are documents")
        }
    }

    private func report(_ outcome: DocumentGrouping.Outcome?) {
        guard !options.output.json else {
            return Output.json(
                GroupedRecord(outcome?.grouping, revisions: outcome?.revisions ?? [:]))
        }
        guard let made = outcome?.grouping else { return Output.note("nothing to change") }
        for group in made.after {
            let count = group.addresses.count
            Output.line("\(group.document.text)  \(count) page\(count == 1 ? "" : "s")")
        }
        for group in made.before
        where !made.after.contains(where: { $0.document == group.document }) {
            Output.line("\(group.document.text)  is no document any more")
        }
    }
}

/// Numbers of pages as they are typed: `3`, `2,5`, `2-4,7`.
struct PageNumbers: ExpressibleByArgument {
    let numbers: [Int]

    /// Most pages that a range may have, so that a slip of the finger does not take all memory.
    private static let most = 100_000

    init?(argument: String) {
        var numbers: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
                .map { Int($0) }
            guard let first = ends[0], let last = ends[ends.count - 1], first >= 1, last >= first,
                last - first < Self.most
            else { return nil }
            numbers += first...last
        }
        self.numbers = numbers
    }
}

struct SplitDocument: GroupingCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Make several documents of one.",
        discussion: "The pages before the first named one stay the document.")

    @Argument(help: "The document, as search prints it; its beginning is enough.")
    var document: String

    @Option(
        name: .long,
        help: ArgumentHelp("A new document begins before each of these pages.", valueName: "pages"))
    var before: PageNumbers

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var seen: SeenOptions

    fileprivate var request: DocumentGrouping.Request { .split(document, before: before.numbers) }
}

struct JoinDocuments: GroupingCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Make one document of several.",
        discussion:
            "The first one stays; the pages of the others come behind its own, in the order given.")

    @Argument(help: "The documents, two at least.")
    var documents: [String]

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var seen: SeenOptions

    func validate() throws {
        if documents.count < 2 {
            throw ValidationError("name the documents to be joined, two at least")
        }
        try requireNoRevisionTooMany()
    }

    fileprivate var request: DocumentGrouping.Request { .join(documents) }
}

struct MovePages: GroupingCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Put pages into another document, or into a new one.")

    @Argument(help: "The document that has the pages.")
    var document: String

    @Option(name: .long, help: ArgumentHelp("The pages.", valueName: "pages"))
    var pages: PageNumbers

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The document that gets them, at its end (default: a new one).", valueName: "document"))
    var to: String?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var seen: SeenOptions

    fileprivate var request: DocumentGrouping.Request {
        .move(document, pages: pages.numbers, to: to)
    }
}

struct ReorderPages: GroupingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reorder", abstract: "Put the pages of a document into another order.")

    @Argument(help: "The document.")
    var document: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The pages in their new order; those that are not named follow.", valueName: "pages"))
    var order: PageNumbers

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var seen: SeenOptions

    fileprivate var request: DocumentGrouping.Request { .reorder(document, order.numbers) }
}

struct UndoGrouping: GroupingCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the last grouping that a document had a part in.",
        discussion: """
            A document that is no more since then may be named, too. A type is no grouping: what "retype" said is \
            taken back with "archivectl undo ID type". Undone again, the grouping is as it was \
            decided first.
            """)

    @Argument(help: "The document.")
    var document: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var seen: SeenOptions

    fileprivate var request: DocumentGrouping.Request { .undo(document) }
}

struct RetypeDocument: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retype", abstract: "Say what type of paper a document is.",
        discussion: "The same as \"correct --type\"; \"archivectl undo ID type\" takes it back.")

    @Argument(help: "The document.")
    var document: String

    @Argument(help: "The code of its type; \"types\" lists them.")
    var type: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions
    @OptionGroup var seen: SeenOptions

    func validate() throws {
        guard seen.revisions.count <= 1 else {
            throw ValidationError("--as-of is given more often than there are documents")
        }
        if type.allSatisfy(\.isWhitespace) {
            throw ValidationError(
                "give the code of a type; \"correct --clear type\" takes a type away")
        }
    }

    func run() async throws {
        var command = CorrectCommand()
        command.document = document
        command.types = [type]
        command.assignments = []
        command.set = []
        command.from = nil
        command.clear = []
        command.options = options
        command.acting = acting
        command.asOf = seen.asOf.first
        try await command.run()
    }
}
