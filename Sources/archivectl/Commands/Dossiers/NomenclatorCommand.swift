import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser
import DomainTables
import DurableFiles
import SystemPackage

struct NomenclatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nomenclator",
        abstract: "Bring in the institution's nomenclator, and list it.",
        discussion: """
            EXIT STATUS: 0 done; 1 refused, as the message says; 10 there is no archive; 11 another process writes to \
            it; 12 made by a newer version; 64 wrong usage.
            """,
        subcommands: [ImportNomenclator.self, ListNomenclator.self])
}

struct ImportNomenclator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in an edition of the nomenclator from a table.",
        discussion: """
            A CSV table in UTF-8, with commas, semicolons or tabs, has headings in its first row: indicativ (or \
            code), denumirea dosarului (or title), termen de păstrare (or term), and perhaps direcția, serviciul, \
            observații. A file that ends with .yaml has "valid_from", "approved_by", "confirmed_by" and "rows" with \
            "code", "title", "term", "department" and "notes". Terms: permanent, "10 ani", "5 ani de la \
            încetare", "10 ani C.S.". Mistakes are told by their line, and nothing is taken in then.

            The edition becomes the file tables/nomenclator-DATE.yaml. It holds for dossiers of the year of that day \
            and of later ones, until the next edition.

            EXIT STATUS: 0 done, also when it is there already; 1 the table has a mistake, or there is another edition \
            from that day on; 10 there is no archive; 11 another process writes to it; 12 made by a newer version; \
            64 wrong usage.
            """)

    @Argument(help: "The table.")
    var file: String

    @Option(
        name: .long, help: ArgumentHelp("The day from which on it holds.", valueName: "day"))
    var validFrom: TypedDay

    @Option(name: .long, help: "Who approved it, with number and date of the act.")
    var approvedBy: String?

    @Option(name: .long, help: "Who confirmed it, with number and date.")
    var confirmedBy: String?

    @Flag(name: .long, help: "Replace another edition of the same day.")
    var replace = false

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let source = NomenclatorImport.Source(
                name: FilePath(file).lastComponent?.string ?? file, bytes: try bytes())
            let taken = try await options.writing(acting) { archive in
                try NomenclatorImport(archive, by: acting.user).take(
                    source, validFrom: validFrom.day, replacing: replace
                ) { edition in
                    edition.approvedBy = approvedBy ?? edition.approvedBy
                    edition.confirmedBy = confirmedBy ?? edition.confirmedBy
                }
            }
            report(taken)
            return .done
        }
    }

    private func bytes() throws -> [UInt8] {
        do throws(Errno) {
            return try Folder.readFile(file)
        } catch {
            throw CommandError.tableUnreadable(file, error)
        }
    }

    private func report(_ edition: Nomenclator?) {
        if options.output.json {
            Output.json(
                ImportedRecord(
                    validFrom: validFrom.day.iso, rows: edition?.rows.count,
                    changed: edition != nil))
        } else if let edition {
            Output.line(
                Count(edition.rows.count, "row").text + " in tables/\(edition.file)")
        } else {
            Output.note("nothing to change")
        }
    }
}

/// Says what was imported.
private struct ImportedRecord: Encodable {
    let type = "nomenclator_imported"
    let validFrom: String
    let rows: Int?
    let changed: Bool

    private enum CodingKeys: String, CodingKey {
        case type, rows, changed
        case validFrom = "valid_from"
    }
}

struct ListNomenclator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the rows of the edition that holds for a year.")

    @Option(name: .long, help: "The year (default: this one).")
    var year: Int?

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let year = year ?? TypedDay.today.year
            guard let edition = try Nomenclators.read(in: archive).edition(for: year) else {
                Output.note("no nomenclator holds for \(year); 'nomenclator import' brings one in")
                return .done
            }
            for row in edition.rows { show(row, of: edition) }
            return .done
        }
    }

    private func show(_ row: Nomenclator.Row, of edition: Nomenclator) {
        if options.output.json {
            Output.json(NomenclatorRecord(row, of: edition))
        } else {
            Output.line(
                TerminalText.sanitized(
                    "\(row.code)  \(row.term.text)  \(row.title)"
                        + (row.department.map { "  (\($0))" } ?? "")))
        }
    }
}

/// A row of the nomenclator as a JSON line.
private struct NomenclatorRecord: Encodable {
    let type = "nomenclator_row"
    let code, title, term: String
    let department, notes: String?
    let validFrom: String

    private enum CodingKeys: String, CodingKey {
        case type, code, title, term, department, notes
        case validFrom = "valid_from"
    }

    init(_ row: Nomenclator.Row, of edition: Nomenclator) {
        (code, title, term) = (row.code, row.title, row.term.text)
        (department, notes) = (row.department, row.notes)
        validFrom = edition.validFrom.iso
    }
}

extension CommandError {
    /// The file with the table cannot be read.
    fileprivate static func tableUnreadable(_ path: String, _ cause: Errno) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "nomenclator-unreadable"),
            subject: TerminalText.sanitized(path),
            message: "the table cannot be read (\(cause)); check the path and the right to read it",
            exitStatus: .failed)
    }
}
