import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue
import DurableFiles
import Foundation

struct DisposalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disposal",
        abstract: "Dispose of documents whose time is over, by two persons' decision.",
        discussion: """
            Nothing is ever removed by the program on its own. One person proposes documents, with the number of the \
            selection committee's act; another approves, with the number of the National Archives' confirmation; \
            then it can be carried out. Files, texts, fields, corrections and index rows go; what stays says what was \
            removed, by whom, when and why. With --private the same is done with a private paper that was scanned by \
            mistake, without the two numbers.

              archivectl disposal propose 7c3k0f9x2m1a --act 12/2026 --reason "term over" --actor ana
              archivectl disposal approve 1 --confirmation 345/2026 --actor ion
              archivectl disposal carry-out 1

            Backups that were made before still have the documents: "backup" into the same folder removes them there.

            EXIT STATUS: 0 done; 1 there is no such document or proposal, or it cannot go on so; 4 the archive is \
            damaged; 10 there is no archive; 11 another process writes to it; 12 made by a newer version; 64 wrong \
            usage.
            """,
        subcommands: [
            ProposeDisposal.self, ApproveDisposal.self, CarryOutDisposal.self,
            WithdrawDisposal.self, ListDisposals.self, ShowDisposal.self,
        ])
}

struct ProposeDisposal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Propose documents to be disposed of.",
        discussion: """
            Papers that the law keeps are refused: those whose term runs, has not begun or never ends, by the longest \
            term in their dossier (see "retention due"). What is not known of a term is told.

            A file cannot be cut: it can go only with all documents that it holds. Do not write names or other data of \
            persons into the reason: it stays.
            """)

    @Argument(help: "The documents, as search prints them; the beginnings are enough.")
    var documents: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "All documents of a file, named by its SHA-512, by at least eight digits of that, or as \"show\" prints "
                + "it; may be repeated.", valueName: "file"))
    var scan: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "All documents of a dossier, named by its mark; may be repeated.", valueName: "mark"))
    var dossier: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file with a document in each line, an identifier or a JSON record with \"document\", or with what "
                + "\"retention due --json\" prints; - for standard input.", valueName: "file"))
    var list: String?

    @Option(name: .long, help: ArgumentHelp("Why, in words.", valueName: "text"))
    var reason: String

    @Option(
        name: .long,
        help: ArgumentHelp("The number of the selection committee's act.", valueName: "number"))
    var act: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The number of the National Archives' confirmation, when it is known.",
            valueName: "number"))
    var confirmation: String?

    @Flag(name: .long, help: "They are private papers that were scanned by mistake.")
    var `private` = false

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        try DisposalText.require(reason, "--reason")
        try act.map { try DisposalText.require($0, "--act") }
        try confirmation.map { try DisposalText.require($0, "--confirmation") }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let grounds = Disposals.Grounds(
                reason: reason, act: act, confirmation: confirmation, isPrivate: `private`)
            let made = try await options.writing(acting, mode: .act) { archive in
                try DocumentDisposal(archive).propose(
                    DisposalSelection(
                        documents: documents, dossiers: dossier, scans: scan,
                        list: list.map(DisposalText.read)),
                    grounds, on: TypedDay.today, by: acting.user)
            }
            let text = DisposalText(json: options.output.json)
            text.tell(made.disposal, "another person can approve it now", terms: made.terms)
            return .done
        }
    }
}

struct ApproveDisposal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a proposal of another person.",
        discussion: """
            Proposer and approver must be two persons: with names that differ, and, where both work with one account of \
            the system, both named with --actor.
            """)

    @Argument(help: "The number of the proposal.")
    var number: Int64

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The number of the National Archives' confirmation.", valueName: "number"))
    var confirmation: String?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        try confirmation.map { try DisposalText.require($0, "--confirmation") }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let approved = try await options.writing(acting, mode: .act) {
                try DocumentDisposal($0).approve(
                    number, confirmation: confirmation, on: TypedDay.today, by: acting.user)
            }
            DisposalText(json: options.output.json).tell(approved, "it can be carried out now")
            return .done
        }
    }
}

struct CarryOutDisposal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "carry-out", abstract: "Remove the documents of an approved proposal.",
        discussion: """
            What is removed cannot be brought back but from a backup. Run it again when it was broken off. It writes the \
            catalogue anew, which takes time and twice its room in a large archive.
            """)

    @Argument(help: "The number of the proposal.")
    var number: Int64

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let done = try await options.writing(acting) {
                try DocumentDisposal($0).carryOut(
                    number, on: TypedDay.today, by: acting.user)
            }
            DisposalText(json: options.output.json).tell(
                done,
                "backups made before still have the documents; run \"backup\" into each of them")
            return .done
        }
    }
}

struct WithdrawDisposal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Give a proposal up that is not carried out.")

    @Argument(help: "The number of the proposal.")
    var number: Int64

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let withdrawn = try await options.writing(acting, mode: .act) {
                try DocumentDisposal($0).withdraw(number, by: acting.user)
            }
            DisposalText(json: options.output.json).tell(withdrawn, nil)
            return .done
        }
    }
}

struct ListDisposals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List all proposals.")

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let disposals = try Listing(archive: archive).disposals()
            if disposals.isEmpty { options.output.noteNothing("nobody proposed anything") }
            for disposal in disposals {
                if options.output.json {
                    Output.json(DisposalRecord(disposal))
                } else {
                    Output.line(DisposalText.line(of: disposal))
                }
            }
            return .done
        }
    }
}

struct ShowDisposal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a proposal with its steps and documents.")

    @Argument(help: "The number of the proposal.")
    var number: Int64

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output, answersOnly: true) {
            let archive = try options.openForReading()
            let disposal = try Listing(archive: archive).disposal(number)
            let terms = try DocumentDisposal(archive).terms(of: disposal, on: TypedDay.today)
            if options.output.json {
                Output.json(DisposalRecord(disposal, terms: terms.map(DisposalTermRecord.init)))
            } else {
                DisposalText.lines(of: disposal, terms: terms).forEach(Output.line)
            }
            return .done
        }
    }
}
