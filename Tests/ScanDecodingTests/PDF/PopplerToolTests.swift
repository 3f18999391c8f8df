import Testing

@testable import ScanDecoding

@Suite struct PopplerToolTests {
    @Test(
        "a program is never allowed more processor time than may be given to it",
        arguments: [
            (30, nil, "30:35", false), (30, 50, "30:35", false), (30, 32, "30:32", false),
            (30, 30, "29:30", true), (30, 10, "9:10", true), (30, 1, "1:1", true),
        ] as [(Int, UInt64?, String, Bool)])
    func time(_ seconds: Int, _ most: UInt64?, _ option: String, _ isCapped: Bool) {
        let time = ProcessorTime(seconds: seconds, most: most)
        #expect(time.option == option)
        #expect(time.isCapped == isCapped)
    }

    @Test(
        "what a starter or loader prints is no verdict on a PDF",
        arguments: [
            "prlimit: failed to set the CPU resource limit: Operation not permitted",
            "/usr/bin/prlimit: failed to execute /usr/bin/pdftoppm: Permission denied",
            "/usr/bin/pdftoppm: error while loading shared libraries: libpoppler.so.126: file too short",
            "pdftoppm: symbol lookup error: pdftoppm: undefined symbol: x",
            "Inconsistency detected by ld.so: dl-version.c: 205: _dl_check_map_versions",
        ])
    func broken(_ line: String) {
        #expect(ToolFault.reason(in: Array((line + "\n").utf8), of: "pdftoppm") != nil)
    }

    @Test(
        "what a program says of a PDF is no fault of its own",
        arguments: [
            "Syntax Error: Couldn't find trailer dictionary", "",
            "Syntax Error (12): pdftoppm: error while loading shared libraries",
            "pdftoppm: Couldn't open the page",
        ])
    func verdict(_ line: String) {
        #expect(ToolFault.reason(in: Array((line + "\n").utf8), of: "pdftoppm") == nil)
    }
}
