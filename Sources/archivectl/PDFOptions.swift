import ArchiveModel
import ArgumentParser
import Foundation
import WorkerPool

/// The option of lists that can be printed.
struct PDFOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write the list into this file as PDF, A4 with a text that can be searched.",
            valueName: "file"))
    var pdf: String?

    func validate() throws {
        if pdf == "" { throw ValidationError("--pdf takes the path of a file") }
    }

    /// Writes a list into the file, all of it or nothing, and tells.
    func write(_ list: PrintedList, to path: String, json: Bool) async throws {
        let file = try await PrintProgram.find().pdf(of: list.sanitized)
        do {
            try file.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandError(
                code: ErrorCode(rawValue: "file-unwritable"), subject: TerminalText.sanitized(path),
                message:
                    "\(TerminalText.sanitized(path)) cannot be written; check its folder, its rights and the "
                    + "room on the disk", exitStatus: .failed)
        }
        if json {
            Output.json(PrintedRecord(file: path, bytes: file.count))
        } else {
            Output.note("wrote \(TerminalText.sanitized(path))")
        }
    }
}

/// Says which file was written.
private struct PrintedRecord: Encodable {
    let type = "printed"
    let file: String
    let bytes: Int
}

extension PrintedList {
    /// The list without characters that are no letters on paper.
    fileprivate var sanitized: PrintedList {
        var list = self
        list.title = TerminalText.sanitized(title)
        list.sections = sections.map { section in
            var section = section
            section.title = TerminalText.sanitized(section.title)
            section.opening = section.opening.map { TerminalText.sanitized($0) }
            section.rows = section.rows.map { $0.map { TerminalText.sanitized($0) } }
            return section
        }
        return list
    }
}
