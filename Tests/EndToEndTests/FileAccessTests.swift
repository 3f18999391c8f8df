import ArchiveTestSupport
import Testing

/// The rights of what commands make, under umasks that a shell or a service may have.
@Suite struct FileAccessTests {
    @Test(
        "a umask takes rights away and gives none",
        arguments: [("000", "750 640 440"), ("022", "750 640 440"), ("077", "700 600 400")])
    func umask(mask: String, rights: String) async throws {
        let tool = try CommandLineTool()
        _ = try tool.folder.makeFolder("in")
        try tool.folder.copy("formats/png-grey.png", to: "in/a.png")
        let run = try await tool.shell(
            """
            umask \(mask)
            { "$0" init && "$0" ingest in && "$0" backup copy; } >log 2>&1 || exit
            find archive copy -printf '%m\\n' | sort -ru | tr '\\n' ' '
            """)
        #expect(run.output == rights + " ")
    }
}
