import ArchiveTestSupport
import Testing

extension CommandLineTool {
    /// An archive of one document, and what the document is called.
    static func withOneDocument() async throws -> (tool: CommandLineTool, id: String) {
        let tool = try CommandLineTool()
        try tool.folder.copy([Fixtures.oneLine], into: "scans")
        #expect(try await tool.run("ingest", "--create", "scans").status == 0)
        let id = try await tool.run("dump").json().compactMap { $0["doc"].string }.first
        return (tool, try #require(id))
    }
}
