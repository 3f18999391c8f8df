import ArchiveActs
import ArchiveModel
import ArgumentParser

struct CreateDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a dossier, with documents or without.")

    @Argument(help: "Documents to put into it.")
    var documents: [String] = []

    @Option(name: .long, help: "Its code in the nomenclator, such as II.C.7.")
    var code: String

    @Option(name: .long, help: "The year that its papers are of.")
    var year: Int

    @Option(name: .long, help: "Its number among those of the code and year.")
    var number: Int

    @Option(name: .long, help: "The volume.")
    var volume = 1

    @OptionGroup var fields: DossierFields

    @Flag(name: .long, help: "Take documents of other years, too.")
    var anyYear = false

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        var change = fields.change
        change.code = code
        return try dossiers.create(
            DossierMark(code: code, year: year, number: number, volume: volume), change,
            papers: .init(documents, ofAnyYear: anyYear))
    }
}

struct AddToDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put documents into a dossier.",
        discussion: """
            Refused when the dossier is closed, when a document is in another dossier, and when its date is of \
            another year than the dossier, unless --any-year is given.
            """)

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The documents, as search prints them; their beginnings are enough.")
    var documents: [String]

    @Flag(name: .long, help: "Take documents of other years, too.")
    var anyYear = false

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        try dossiers.add(.init(documents, ofAnyYear: anyYear), to: dossier)
    }
}

struct RemoveFromDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take documents out of a dossier.",
        discussion: "The documents themselves stay as they are.")

    @Argument(help: "The dossier.")
    var dossier: String

    @Argument(help: "The documents.")
    var documents: [String]

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        try dossiers.remove(documents, from: dossier)
    }
}

struct DescribeDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Change what is said of a dossier.")

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(name: .long, help: "Its code in the nomenclator.")
    var code: String?

    @Option(name: .long, help: "The year that its papers are of.")
    var year: Int?

    @Option(name: .long, help: "Its number among those of the code and year.")
    var number: Int?

    @Option(name: .long, help: "The volume.")
    var volume: Int?

    @OptionGroup var fields: DossierFields

    @Flag(name: .long, help: "Count dates and sheets from the documents again.")
    var count = false

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        var change = fields.change
        change.code = code
        change.year = year
        change.number = number
        change.volume = volume
        change.counts = count
        return try dossiers.describe(dossier, change)
    }
}

struct CloseDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Say that nothing more comes into a dossier.",
        discussion: "Given for a closed dossier, --ended is added or changed.")

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(name: .long, help: ArgumentHelp("When (default: today).", valueName: "day"))
    var on: TypedDay?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "When the matter ended, which terms \"de la încetare\" count from.", valueName: "day"))
    var ended: TypedDay?

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        let today = TypedDay.today
        return try dossiers.close(
            dossier, on: on?.day ?? today, ended: ended?.day, today: today)
    }
}

struct ReopenDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open a closed dossier again.")

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        try dossiers.reopen(dossier)
    }
}

struct HoldDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Say why nothing of a dossier may be destroyed, whatever its term.")

    @Argument(help: "The dossier.")
    var dossier: String

    @Option(name: .long, help: "Why, such as a lawsuit or an audit.")
    var reason: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        try dossiers.hold(dossier, reason: reason, since: TypedDay.today)
    }
}

struct ReleaseDossier: DossierAct {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "End a hold.")

    @Argument(help: "The dossier.")
    var dossier: String

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func carryOut(_ dossiers: DossierKeeping) throws -> DossierKeeping.Outcome {
        try dossiers.release(dossier)
    }
}
