import ArchiveModel
import Subprocess
import SystemPackage

/// The drawing programs of poppler, run as children of the worker: poppler's licence (GPL) keeps it
/// out of our process, and so do its faults.
struct PopplerTool {
    /// Program name, such as `pdftoppm`.
    let name: String
    /// Most seconds it may run.
    let seconds: Int

    static let pageDrawer = "pdftoppm"
    static let imageLister = "pdfimages"
    static let textReader = "pdftotext"
    static let infoReader = "pdfinfo"
    /// All programs that decoding needs.
    static let all = [pageDrawer, imageLister, textReader, infoReader]

    /// Runs the program and returns what it printed, at most `limit` bytes.
    ///
    /// coreutils' `timeout` ends it even when this worker is killed meanwhile; address space is
    /// limited by inheritance.
    func output(_ arguments: [String], limit: Int) async throws(IngestError) -> [UInt8] {
        let status: TerminationStatus
        let bytes: [UInt8]
        do {
            let result = try await run(
                .name("timeout"),
                arguments: Arguments(
                    ["--foreground", "--signal=KILL", String(seconds), name] + arguments),
                input: .none, output: .bytes(limit: limit), error: .discarded)
            status = result.terminationStatus
            bytes = result.standardOutput
        } catch {
            throw .damaged("\(name) delivered more than \(limit) bytes or could not be run")
        }
        switch status {
        case .exited(0): return bytes
        case .exited(124), .exited(137): throw .tooSlow(seconds: seconds)
        case .exited(127): throw .toolMissing(name)
        default: throw .damaged("\(name) gave up on the page")
        }
    }
}
