import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the archive, as it is now, into another folder.",
        discussion: """
            Works while others write to the archive. The folder is new, empty, or that of an earlier \
            backup, which then gets what is missing. It can be searched and verified like an archive \
            (--archive), and "restore" makes an archive of it.

            Reads all that the backup has, and what it was copied from: what is damaged in the backup \
            is mended from the archive; what is damaged in the archive never replaces a good copy. \
            The catalogue is copied when it is whole and continues the backup's.

            EXIT STATUS: 0 done; 1 failed; 4 something in the archive is damaged and was left out, or \
            the backup is ahead of the archive; 10 there is no archive; 11 another process writes to \
            the folder; 64 wrong usage.
            """)

    @Argument(help: "The folder of the backup, best on another disk.")
    var folder: String

    @Flag(
        name: .long,
        help: "Link files instead of copying them, on the same disk: quick, but damage hits both.")
    var hardLinks = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Of the files that the backup has, read one part of several, such as 3/30; all else is "
                + "done as without.", valueName: "part/parts"))
    var sample: String?

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        if let sample, VerifySample(sample) == nil {
            throw ValidationError("--sample takes a part and the number of parts, such as 3/30")
        }
    }

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let archive = try options.openForReading()
            let backup = try ArchiveBackup.begin(
                of: archive, to: folder, method: hardLinks ? .hardLink : .copy,
                sample: sample.flatMap(VerifySample.init))
            return CopyReport(json: options.output.json, type: "backed-up").show(try backup.run())
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make an archive of a backup.",
        discussion: """
            The archive's folder (--archive) must be new or empty. Every file is checked while it is \
            copied. When the backup lost its catalogue, all objects are copied, and "rebuild" then \
            makes the catalogue from them.

            EXIT STATUS: 0 done; 1 failed; 4 done, but some files are damaged and were left out, or \
            the catalogue has to be made again; 10 there is no backup; 64 wrong usage.
            """)

    @Argument(help: "The folder of the backup.")
    var folder: String

    @OptionGroup var options: ArchiveOptions

    func run() async throws {
        try await CommandRunner.run(options.output) {
            let backup = try BackupSource.backup(at: folder, expecting: options.expected)
            let restore = try ArchiveBackup.begin(
                from: backup, to: options.path, isRestore: true)
            return CopyReport(json: options.output.json, type: "restored").show(try restore.run())
        }
    }
}

/// Shows what a backup or a restore came to.
private struct CopyReport {
    let json: Bool
    let type: String

    func show(_ summary: BackupSummary) -> ExitStatus {
        let printer = FindingPrinter(json: json)
        summary.notices.forEach(printer.print)
        summary.mended.forEach(printer.print)
        summary.problems.forEach(printer.print)
        if json {
            Output.json(CopiedRecord(type: type, summary))
        } else {
            Output.note(
                "\(type.replacing("-", with: " ")): "
                    + Count(summary.batches, "batch", plural: "batches").text + ", "
                    + Count(summary.copied, "file").text
                    + " copied, \(summary.present) there already"
                    + (summary.mended.isEmpty ? "" : ", \(summary.mended.count) mended"))
        }
        return summary.problems.isEmpty ? .done : .damaged
    }
}
