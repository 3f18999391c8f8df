import Testing

extension EndToEnd {
    @Suite struct SearchTests {
        private static let contract = "lot_0001/20240318_0001.tif"
        private static let decision = "lot_0002/Hotărâre nr. 37 (semnată).pdf"
        private static let paperInvoice = "lot_0001/20240318_0002.png"
        private static let goodsReceived = "lot_0001/20240318_0005.tif"
        private static let statement = "lot_0002/SKM_C224e24032611170.jpg"
        private static let serviceInvoice = "lot_0002/SKM_C224e24032611160.jpg"

        @Test(
            "a word is found with and without diacritics, in any case",
            arguments: ["hotarare", "hotărâre", "HOTĂRÂRE", "hotârăre"])
        func diacritics(word: String) async throws {
            let sample = try await SampleArchive.shared()
            #expect(try await sample.search(word).contains(Self.decision))
        }

        @Test(
            "queries find the documents that they should, and no other",
            arguments: [
                ("\"prestari servicii\"", [contract]),
                ("\"servicii prestari\"", []),
                ("hartie copiator", [paperInvoice, goodsReceived, statement]),
                ("hartie imprimanta -biblioraft", []),
                ("tip:FACT", [paperInvoice, serviceInvoice]),
                ("type:FACT -toner", [serviceInvoice]),
                ("tip:FACT hartie SAU revizie", [paperInvoice, serviceInvoice]),
                ("data:2003", ["lot_0003/img20030519_00010001.tif"]),
                ("date:2024-03-28", [decision]),
                ("bibliora*", [paperInvoice, goodsReceived, statement]),
                ("numar:20240137", [paperInvoice]),
            ])
        func queries(query: String, files: [String]) async throws {
            let sample = try await SampleArchive.shared()
            #expect(try await sample.search(query).sorted() == files.sorted())
        }

        @Test("a hit names document, type, number, date, page, and marks the words found")
        func answer() async throws {
            let sample = try await SampleArchive.shared()
            let search = try await sample.tool.run("search", "tip:HCL", "hotarare")
            #expect(search.status == 0)
            #expect(search.errors == "1 document, newest first\n")
            #expect(search.output.contains("nr. 37  2024-03-28"))
            #expect(search.output.contains("\(Self.decision), page "))
            let marked = search.output.split(separator: "«").dropFirst()
                .compactMap { $0.split(separator: "»").first?.lowercased() }
            #expect(!marked.isEmpty)
            #expect(marked.allSatisfy { $0.hasPrefix("hotăr") })
        }

        @Test("--json gives hits, the total and the exit status")
        func json() async throws {
            let sample = try await SampleArchive.shared()
            let found = try await sample.tool.run("search", "factura", "--json", "--limit", "1")
                .json()
            #expect(found.map { $0["type"].string } == ["hit", "results", "exit"])
            #expect(found.first?["document"].string?.count == 12)
            let snippet = try #require(found.first?["snippet"].array)
            #expect(snippet.contains { $0["match"] == .bool(true) })
            #expect((found[1]["total"].int ?? 0) > 1)
            #expect(found[1]["exact"] == .bool(true))
        }

        @Test("newest stands first, and --offset passes over")
        func order() async throws {
            let sample = try await SampleArchive.shared()
            let records = try await sample.tool.run("search", "orasul", "--json").json()
            let dates = records.records("hit").compactMap { $0["date"].string }
            #expect(dates.count > 3)
            #expect(dates == dates.sorted(by: >))
            let rest = try await sample.tool.run("search", "orasul", "--json", "--offset", "2")
                .json()
            #expect(
                rest.records("hit").first?["document"]
                    == records.records("hit")[2]["document"])
        }

        @Test("nothing found is no failure, unless a match is required")
        func nothing() async throws {
            let tool = try await SampleArchive.shared().tool
            let search = try await tool.run("search", "inexistentissim")
            #expect(search.status == 0)
            #expect(search.output.isEmpty)
            #expect(search.errors == "nothing found\n")
            #expect(try await tool.run("search", "inexistentissim", "--require-match").status == 1)
            #expect(try await tool.run("search", "factura", "--require-match").status == 0)
        }
    }
}
