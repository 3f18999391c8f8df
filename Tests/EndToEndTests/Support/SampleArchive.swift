import ArchiveTestSupport
import Foundation

/// The whole sample batch in an archive, taken in once for all tests that only look at it.
struct SampleArchive {
    /// Runs the command beside the archive.
    let tool: CommandLineTool
    /// The run that took the batch in, with `--json`.
    let ingest: Outcome
    /// What `dump` prints.
    let dump: [JSONValue]

    /// The one of this test run.
    static func shared() async throws -> SampleArchive { try await once.value }

    private static let once = Task {
        let tool = try CommandLineTool()
        let ingest = try await tool.run(
            "ingest", "--create", Fixtures.folder + "/batch", "--json", seconds: 1200)
        return SampleArchive(
            tool: tool, ingest: ingest, dump: try await tool.run("dump").json())
    }

    /// Names of the files in which a search finds something, without the batch given to ingest.
    func search(_ words: String...) async throws -> [String] {
        let line = words.map { "'\($0)'" }.joined(separator: " ")
        return try await tool.shell("\"$0\" search --json \(line)").json()
            .records("hit").compactMap { $0["file"].string.map(Self.short) }
    }

    /// `batch/lot_0001/x.tif` as the truth names it: `lot_0001/x.tif`.
    static func short(_ file: String) -> String {
        file.hasPrefix("batch/") ? String(file.dropFirst("batch/".count)) : file
    }

    /// The pages of the dump by file and number.
    var pages: [String: [Int: JSONValue]] {
        var pages: [String: [Int: JSONValue]] = [:]
        for line in dump {
            guard let file = line["file"].string, let page = line["page"].int else { continue }
            pages[Self.short(file), default: [:]][page] = line
        }
        return pages
    }

    /// The document of a file in the dump.
    func document(of file: String) -> JSONValue? {
        dump.first { line in
            line["pages"].array?.first?.array?.first?.string.map(Self.short) == file
        }
    }
}
