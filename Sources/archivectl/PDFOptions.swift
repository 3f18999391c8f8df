import ArchiveModel
import ArchiveStore
import ArgumentParser
import Foundation
import WorkerPool

/// The option of lists that can be printed.
struct PDFOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write the list into this new file as PDF, A4 with a text that can be searched.",
            valueName: "file"))
    var pdf: String?

    func validate() throws {
        if pdf == "" { throw ValidationError("--pdf takes the path of a file") }
    }

    /// Looks at the place of the file, before the list is made; nil when none is to be written.
    ///
    /// Throws `folder-in-archive`, `file-exists` and `file-unwritable`.
    func place(outside archive: Archive) throws -> Printout? {
        try pdf.map { Printout(path: $0, place: try OutputFile(at: $0, outside: archive.ground)) }
    }
}

/// A list that goes into a PDF file.
struct Printout {
    fileprivate let path: String
    fileprivate let place: OutputFile

    /// Writes the list into the file, all of it or nothing, and tells.
    func write(_ list: PrintedList, json: Bool) async throws {
        let file = try await PrintProgram.find().pdf(of: list.sanitized)
        try place.write(Array(file))
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
