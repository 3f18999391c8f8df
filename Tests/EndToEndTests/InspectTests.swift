import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct InspectTests {
        @Test("inspect prints the steps of a page and writes a picture after each")
        func steps() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy("formats/png-rgb.png", to: "scan.png")
            let inspect = try await tool.run("inspect", "scan.png", "--steps", "steps", "--json")
            #expect(inspect.status == 0)
            let record = try #require(inspect.json().records("inspection").first)
            #expect(record["page"].int == 1)
            #expect(!inspect.output.contains("\"text\""))
            let names = try FileManager.default.contentsOfDirectory(
                atPath: tool.folder.path + "/steps"
            ).sorted()
            #expect(names.first == "00-decoded.png")
            #expect(names.count >= 5 && names.allSatisfy { $0.hasSuffix(".png") })
            #expect(!FileManager.default.fileExists(atPath: tool.folder.path + "/archive"))
            let plain = try await tool.run("inspect", "scan.png")
            #expect(plain.status == 0 && plain.output.contains("deskew"))
        }

        @Test("a page that is not there, a file that is no scan and a missing file are errors")
        func errors() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy("formats/png-rgb.png", to: "scan.png")
            try Data("no scan".utf8).write(
                to: URL(fileURLWithPath: tool.folder.path + "/text.tif"))
            let cases = [
                (["scan.png", "--page", "2"], "page-unknown"),
                (["text.tif", "--page", "1"], "scan-unknown-format"),
                (["missing.tif", "--page", "1"], "source-missing"),
                (["scan.png", "--steps", "text.tif"], "folder-unusable"),
            ]
            for (arguments, code) in cases {
                let inspect = try await tool.run(
                    "inspect", "--json", arguments[0], arguments[1], arguments[2])
                #expect(inspect.status == 1, "\(arguments)")
                #expect(inspect.output.contains(code) || inspect.errors.contains(code), "\(code)")
            }
            #expect(try await tool.run("inspect", "scan.png", "--page", "0").status == 64)
        }
    }
}
