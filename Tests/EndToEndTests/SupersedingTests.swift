import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct SupersedingTests {
        private static let whole = "batch/lot_0002/Hotărâre nr. 37 (semnată).pdf"

        @Test("a torn file that arrives whole later is one paper, with nothing left to do")
        func torn() async throws {
            let tool = try CommandLineTool()
            let sources = [
                "batch/lot_0001/20240318_0004.tif", "formats/png-grey.png", Self.whole,
            ]
            let names = ["a.tif", "b.png", "c.pdf"]
            _ = try tool.folder.makeFolder("scans")
            for (source, name) in zip(sources, names) {
                let bytes = try Data(
                    contentsOf: URL(fileURLWithPath: Fixtures.folder + "/" + source))
                try bytes.prefix(bytes.count * 2 / 3).write(
                    to: URL(fileURLWithPath: tool.folder.path + "/scans/" + name))
            }
            #expect(try await tool.run("ingest", "--create", "scans").status == 3)
            for (source, name) in zip(sources, names) {
                try FileManager.default.removeItem(atPath: tool.folder.path + "/scans/" + name)
                try tool.folder.copy(source, to: "scans/" + name)
            }
            let second = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(second.status == 0)
            #expect(try second.json().records("superseded").count == 3)
            let status = try await tool.run("status", "--quarantine", "--json").json()
            #expect(status.first?["superseded"].int == 3)
            #expect(status.records("quarantined").isEmpty)
            #expect(try await tool.run("ingest", "--create", "scans", "--retry").status == 0)
            #expect(try await tool.run("verify").status == 0)
            let before = try await tool.dump()
            #expect(try await tool.run("rebuild").status == 0)
            #expect(try await tool.dump() == before)
            let rebuilt = try await tool.run("status", "--json").json()
            #expect(rebuilt.first?["superseded"].int == 3)
        }

        @Test("a file that a scanner writes anew after each page is one paper")
        func growing() async throws {
            let tool = try CommandLineTool()
            for count in 1...3 {
                try Self.write(pages: count, as: "SCN_0002.tif", in: tool)
                #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            }
            let found = try await tool.run("search", "registrul", "--json").json().records("hit")
            #expect(found.count == 1)
            let all = try await tool.run("search", "registrul", "--superseded", "--json").json()
            #expect(all.records("hit").count == 3)
            let newest = try #require(found.first?["document"].string)
            for hit in all.records("hit") {
                let id = try #require(hit["document"].string)
                guard id != newest else { continue }
                let show = try await tool.run("show", id)
                #expect(show.output.contains("superseded by"))
                #expect(show.output.contains(newest))
            }
            let status = try await tool.run("status", "--json").json()
            #expect(status.first?["documents"].int == 1)
            #expect(try await tool.run("verify").status == 0)
            #expect(try await tool.run("reindex").status == 0)
            let again = try await tool.run("search", "registrul", "--json").json().records("hit")
            #expect(again.count == 1)
        }

        @Test("another paper under a name that was used before supersedes nothing")
        func reusedName() async throws {
            let tool = try CommandLineTool()
            _ = try tool.folder.makeFolder("scans")
            try tool.folder.copy("batch/lot_0001/20240318_0002.png", to: "scans/scan0001.tif")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            try Self.write(pages: 2, as: "scan0001.tif", in: tool)
            let second = try await tool.run("ingest", "--create", "scans", "--json")
            #expect(try second.json().records("superseded").isEmpty)
            let status = try await tool.run("status", "--json").json()
            #expect(status.first?["documents"].int == 2)
            #expect(status.first?["superseded"].int == 0)
        }

        @Test("a PDF whose pages were replaced by what was added behind it is another paper")
        func replacedPages() async throws {
            let tool = try CommandLineTool()
            let invoice = Self.pdf(of: ["Factura nr. 4711 din 12.03.2024", "Furnizor Soimul SRL"])
            let decision = invoice.replacing(content: ["Hotararea nr. 12 privind bugetul local"])
            for (state, file) in [("first", invoice.bytes), ("second", decision.bytes)] {
                _ = try tool.folder.makeFolder(state)
                try file.write(to: URL(fileURLWithPath: tool.folder.path + "/\(state)/a.pdf"))
                #expect(try await tool.run("ingest", "--create", state).status == 0)
            }
            for word in ["soimul", "hotararea"] {
                let hits = try await tool.run("search", word, "--json").json().records("hit")
                #expect(hits.count == 1)
            }
        }

        /// A PDF of one page of text, and where its list of objects begins.
        private struct PlainPDF {
            var bytes: Data
            var listOffset: Int

            /// The same bytes and, behind them, another content of the page.
            func replacing(content lines: [String]) -> PlainPDF {
                var result = self
                let offset = bytes.count
                result.bytes.append(Self.content(lines))
                result.listOffset = result.bytes.count
                let place = String(offset).padded(to: 10)
                result.bytes.append(
                    Data(
                        """
                        xref
                        4 1
                        \(place) 00000 n\u{20}
                        trailer
                        << /Size 6 /Root 1 0 R /Prev \(listOffset) >>
                        startxref
                        \(result.listOffset)
                        %%EOF

                        """.utf8))
                return result
            }

            /// Object 4: the text of the page, a line each.
            static func content(_ lines: [String]) -> Data {
                let text = lines.map { "(\($0)) Tj 0 -40 Td" }.joined(separator: " ")
                let stream = "BT /F1 18 Tf 60 700 Td \(text) ET"
                return Data(
                    "4 0 obj\n<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream\nendobj\n"
                        .utf8)
            }
        }

        private static func pdf(of lines: [String]) -> PlainPDF {
            let objects = [
                "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
                "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
                "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                    + "/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n",
                String(decoding: PlainPDF.content(lines), as: UTF8.self),
                "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
            ]
            var bytes = Data("%PDF-1.4\n".utf8)
            var entries = "0000000000 65535 f \n"
            for object in objects {
                entries += String(bytes.count).padded(to: 10) + " 00000 n \n"
                bytes.append(Data(object.utf8))
            }
            let list = bytes.count
            bytes.append(
                Data(
                    "xref\n0 6\n\(entries)trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n\(list)\n%%EOF\n"
                        .utf8))
            return PlainPDF(bytes: bytes, listOffset: list)
        }

        /// Writes a TIFF of so many equal pages: one of three whose list of pages ends earlier.
        private static func write(
            pages: Int, as name: String, in tool: CommandLineTool
        ) throws {
            let source = Fixtures.folder + "/formats/tiff-3pages.tif"
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source)))
            func number(at place: Int, _ size: Int) -> Int {
                (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
            }
            var pointer = 4
            for _ in 0..<pages {
                let directory = number(at: pointer, 4)
                pointer = directory + 2 + 12 * number(at: directory, 2)
            }
            bytes.replaceSubrange(pointer..<pointer + 4, with: [0, 0, 0, 0])
            _ = try tool.folder.makeFolder("scans")
            try Data(bytes).write(to: URL(fileURLWithPath: tool.folder.path + "/scans/" + name))
        }
    }
}

extension String {
    /// With zeros in front.
    fileprivate func padded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - count)) + self
    }
}
