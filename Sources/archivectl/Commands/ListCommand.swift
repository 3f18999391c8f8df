import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import DurableFiles
import Foundation

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what the archive holds, by the names of files and folders.",
        discussion: """
            In order of arrival. Case and diacritics in parts of names do not matter.

              archivectl list scans --file hotarare      files with this in their names
              archivectl list documents --folder 2024    papers from folders with this in their names
              archivectl list untyped                    papers whose type is not known
              archivectl list undated                    papers without a date
              archivectl list today                      files that were taken in today
              archivectl list batches

            EXIT STATUS: 0 done (also when nothing is found); 1 nothing was found and --require-match was given, or \
            failed; 4 the catalogue is damaged; 10 there is no archive; 12 made by a newer version; 64 wrong usage.
            """)

    /// What can be listed.
    enum ListName: String, ExpressibleByArgument, CaseIterable {
        case batches, scans, documents, untyped, undated, today
    }

    @Argument(
        help: "What to list: \(ListName.allCases.map(\.rawValue).joined(separator: ", ")).")
    var what: ListName

    @Option(
        name: .long, help: ArgumentHelp("Only what has this in a file's name.", valueName: "part"))
    var file: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Only what has this in a folder's name.", valueName: "part"))
    var folder: String?

    @Option(name: .long, help: "Most entries to list, 1 to 100000.")
    var limit = 100

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Go on behind this number, which a list ends with when there is more.",
            valueName: "number"))
    var after: Int64 = 0

    @Flag(name: .long, help: "End with status 1 when nothing is found.")
    var requireMatch = false

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if !(1...100_000).contains(limit) {
            throw ValidationError("--limit takes a number from 1 to 100000")
        }
        if after < 0 { throw ValidationError("--after takes a number from 0 on") }
        if file == "" || folder == "" { throw ValidationError("the part of a name is empty") }
        if what == .batches, file != nil {
            throw ValidationError("batches are listed by --folder; --file is for all others")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let lists = ArchiveLists(
                try options.openForReading(),
                .init(file: file, folder: folder, after: after, limit: limit))
            let isEmpty =
                switch what {
                case .batches:
                    show(try lists.batches(), ListText.line, ListedBatchRecord.init)
                case .scans: show(try lists.scans(), ListText.line, ListedScanRecord.init)
                case .today:
                    show(
                        try lists.scans(since: Self.midnight), ListText.line,
                        ListedScanRecord.init)
                case .documents: show(try lists.documents(.all))
                case .untyped: show(try lists.documents(.untyped))
                case .undated: show(try lists.documents(.undated))
                }
            return isEmpty && requireMatch ? .failed : .done
        }
    }

    /// When today began here, UTC, ISO 8601.
    private static var midnight: String {
        Calendar.current.startOfDay(for: Date()).formatted(.iso8601)
    }

    private func show(_ part: ArchiveLists.Part<ListedDocument>) -> Bool {
        show(part, ListText.line, ListedDocumentRecord.init)
    }

    /// Prints a part of a list; returns whether there is nothing in it.
    private func show<Entry>(
        _ part: ArchiveLists.Part<Entry>, _ line: (Entry) -> String,
        _ record: (Entry) -> some Encodable
    ) -> Bool {
        if options.output.json {
            part.entries.forEach { Output.json(record($0)) }
            Output.json(ListedRecord(entries: part.entries.count, next: part.next))
        } else {
            part.entries.map(line).forEach(Output.line)
            if part.entries.isEmpty { Output.note("nothing found") }
            if let next = part.next { Output.note("there is more: --after \(next)") }
        }
        return part.entries.isEmpty
    }
}
