import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArgumentParser

extension ReviewItem.Kind: ExpressibleByArgument {}

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Go through what is doubtful, with a picture of each place.",
        discussion: """
            The worst comes first: doubtful beginnings of documents, unknown types, doubtful fields from the weakest \
            reading on, fields that papers of the type have to have. All questions of a document come together. Each \
            answer is recorded at once, as a correction of yours, and can be looked up with "history".

              a  accept what was read        e  type what is right
              u  the paper does not have it  s  skip, for another time
              b  back to the last question   q  quit

            On a terminal a key is enough. Otherwise answers are read as lines: a, s, u, b, q, or e and a value, such \
            as "e 1207". Of doubtful pages, e takes the pages before which new documents begin, such as 3,5, or the \
            document that this one continues.

            The picture of each place is written to a file that is named, and removed after the answer unless \
            --pictures names a folder; terminals of kitty and iTerm2 show it.

              archivectl review --type FACT --kind field
              archivectl review --json > questions.jsonl
              archivectl review --answers answers.jsonl
              archivectl review --stats

            --json lists the questions for other programs, without asking. --answers takes such records with \
            "answer": accept, edit (with "new_value") or absent; records without one are passed over.

            EXIT STATUS: 0 done, also when nothing is doubtful; 1 no line of answers was taken; 3 some were not; 10 \
            there is no archive; 11 another process writes to it; 12 made by a newer version; 64 wrong usage; 130 \
            interrupted: what was answered is recorded.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only such questions: boundary, type, field or missing; may be repeated.",
            valueName: "kind"))
    var kind: [ReviewItem.Kind] = []

    @Option(name: .long, help: ArgumentHelp("Only documents of this type.", valueName: "type"))
    var type: String?

    @Option(name: .long, help: "With --json: list about so many questions.")
    var limit = 100

    @Option(
        name: .long,
        help: ArgumentHelp("Keep the pictures in this folder.", valueName: "folder"))
    var pictures: String?

    @Flag(name: .long, help: "Make no pictures.")
    var noPictures = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Take answers from a file of JSON lines; - for standard input.", valueName: "file"))
    var answers: String?

    @Flag(name: .long, help: "Only say how much is reviewed, and how long the rest takes.")
    var stats = false

    @OptionGroup var options: ArchiveOptions
    @OptionGroup var acting: ActorOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1") }
        if stats && answers != nil { throw ValidationError("give --stats or --answers, not both") }
        if noPictures && pictures != nil {
            throw ValidationError("give --pictures or --no-pictures, not both")
        }
    }

    func run() async throws {
        let onlyAnswers = answers == nil && (stats || options.output.json)
        try await CommandRunner.run(options.output, answersOnly: onlyAnswers) {
            if let answers { return try await take(ReviewAnswerFile.read(answers)) }
            let archive = try options.openForReading()
            if stats {
                let figures = try ReviewFigures.read(of: archive, selection(in: archive))
                ReviewFiguresText(json: options.output.json).tell(figures)
            } else if options.output.json {
                try list(ReviewQueue(archive, selection(in: archive)))
            } else {
                return try await ask(in: archive)
            }
            return .done
        }
    }

    private func selection(in archive: Archive) throws -> ReviewQueue.Selection {
        var selection = ReviewQueue.Selection()
        if !kind.isEmpty { selection.kinds = Set(kind) }
        selection.type = try type.map { try TypeTitles.known($0, in: archive) }
        return selection
    }

    private func list(_ queue: ReviewQueue) throws {
        var (queue, count) = (queue, 0)
        while count < limit, let items = try queue.next() {
            items.map(ReviewItemRecord.init).forEach(Output.json)
            count += items.count
        }
        Output.json(
            ReviewQueueRecord(items: count, more: try count >= limit && queue.next() != nil))
    }

    private func ask(in archive: Archive) async throws -> ExitStatus {
        ReviewLeaving.prepare()
        let queue = try ReviewQueue(archive, selection(in: archive))
        let drawing =
            noPictures ? nil : try await ReviewPictures.prepare(archive, keptIn: pictures)
        defer { drawing?.finish() }
        var session = ReviewSession(
            queue: queue, text: try ReviewText(archive), pictures: drawing,
            recorder: ReviewRecorder(options: options, acting: acting))
        return try await session.run()
    }

    private func take(_ file: ReviewAnswerFile) async throws -> ExitStatus {
        let recorder = ReviewRecorder(options: options, acting: acting)
        return try await recorder.take(file)
    }
}
