import ArchiveModel
import Subprocess
import SystemPackage

/// The drawing programs of poppler, run as children of the worker: poppler's licence (GPL) keeps it
/// out of our process, and so do its faults.
struct PopplerTool {
    /// Program name, such as `pdftoppm`.
    let name: String
    /// Most seconds it may run.
    var seconds: Int

    static let pageDrawer = "pdftoppm"
    static let imageLister = "pdfimages"
    static let textReader = "pdftotext"
    static let infoReader = "pdfinfo"
    /// All programs that decoding needs.
    static let all = [pageDrawer, imageLister, textReader, infoReader]

    /// What a program printed, and how often it complained on standard error.
    struct Answer {
        var bytes: [UInt8]
        var complaints: Int
    }

    /// Runs the program on a PDF and returns what it printed, at most `limit` bytes.
    ///
    /// - Parameters:
    ///   - options: What stands before the PDF's name.
    ///   - rest: What stands after it.
    ///
    /// coreutils' `timeout` ends it even when this worker is killed meanwhile; address space is
    /// limited by inheritance.
    func answer(
        _ options: [String], on pdf: PDFSource, _ rest: [String] = [], limit: Int
    ) async throws(IngestError) -> Answer {
        let status: TerminationStatus
        let answer: Answer
        do {
            let result = try await run(
                .name("timeout"),
                arguments: Arguments(
                    ["--foreground", "--signal=KILL", String(seconds), name] + options + [pdf.name]
                        + rest),
                input: .array(pdf.bytes), output: .bytes(limit: limit),
                error: .bytes(limit: 1 << 20))
            status = result.terminationStatus
            answer = Answer(
                bytes: result.standardOutput,
                complaints: result.standardError.count { $0 == UInt8(ascii: "\n") })
        } catch {
            throw .damaged("\(name) delivered more than \(limit) bytes or could not be run")
        }
        switch status {
        case .exited(0): return answer
        case .exited(124), .exited(137): throw .tooSlow(seconds: seconds)
        case .exited(127): throw .toolMissing(name)
        default: throw .damaged("\(name) gave up on the page")
        }
    }
}
