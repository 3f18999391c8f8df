import Testing

extension EndToEnd {
    @Suite struct ShowTests {
        @Test("show prints type, fields with their place, and pages")
        func text() async throws {
            let sample = try await SampleArchive.shared()
            let id = try await contract(in: sample)
            let shown = try await sample.tool.run("show", id)
            #expect(shown.status == 0)
            #expect(shown.output.contains("document  \(id)"))
            #expect(shown.output.contains("type      CTR ("))
            #expect(shown.output.contains("total_amount    102816.00"))
            #expect(shown.output.contains("page 1 at "))
            #expect(shown.output.contains("pages     3"))
            #expect(!shown.output.contains("prestator"))
        }

        @Test("the beginning of an identifier is enough, and --text prints the pages")
        func beginning() async throws {
            let sample = try await SampleArchive.shared()
            let id = try await contract(in: sample)
            let shown = try await sample.tool.run("show", String(id.prefix(6)), "--text")
            #expect(shown.status == 0)
            #expect(shown.output.contains("     | CONTRACT DE PRESTĂRI SERVICII"))
        }

        @Test("show says how far a field can be trusted, and --why what speaks for which type")
        func trust() async throws {
            let sample = try await SampleArchive.shared()
            let id = try await contract(in: sample)
            let shown = try await sample.tool.run("show", id, "--why")
            #expect(shown.status == 0)
            #expect(shown.output.contains(", probable, confidence "))
            #expect(shown.output.contains("  why             CTR     score "))
            let record = try #require(
                try await sample.tool.run("show", id, "--why", "--json").json().first)
            let reasons = try #require(record["type_reasons"].array)
            #expect(reasons.first?["document_type"].string == "CTR")
            #expect(reasons.first?["reasons"].array?.first?.string == "title")
            let states = Set((record["fields"].array ?? []).compactMap { $0["state"].string })
            #expect(states.isSubset(of: ["confirmed", "probable", "doubtful"]))
            #expect(!states.isEmpty)
        }

        @Test("show --json gives each field its raw text, page and box")
        func json() async throws {
            let sample = try await SampleArchive.shared()
            let id = try await contract(in: sample)
            let shown = try await sample.tool.run("show", id, "--json").json()
            #expect(shown.map { $0["type"].string } == ["document", "exit"])
            #expect(shown.first?["pages"].array?.count == 3)
            let fields = try #require(shown.first?["fields"].array)
            let date = try #require(fields.first { $0["name"].string == "date" })
            #expect(date["value"].string == "2024-03-18")
            #expect(date["raw"].string?.isEmpty == false)
            #expect(date["page"].int == 1)
            #expect(date["box"].object?.isEmpty == false)
        }

        @Test("show --words gives every word its place, and the repaired ones what was read")
        func words() async throws {
            let sample = try await SampleArchive.shared()
            let id = try await contract(in: sample)
            let shown = try await sample.tool.run("show", id, "--words", "--text", "--json").json()
            let page = try #require(shown.first?["pages"].array?.first)
            let words = try #require(page["words"].array)
            let text = try #require(page["text"].string)
            #expect(
                words.compactMap { $0["text"].string }.joined(separator: " ")
                    == text.split { $0.isWhitespace }.joined(separator: " "))
            #expect(words.allSatisfy { $0["box"].object?.count == 4 && $0["confidence"] != .null })
            let repaired = words.count { $0["raw"].string != nil }
            #expect(page["repaired_words"].int == repaired)
            #expect(page["handwritten_words"].int == 0)
            let plain = try await sample.tool.run("show", id, "--json").json()
            #expect(plain.first?["pages"].array?.first?["words"].array == nil)
        }

        @Test(
            "an unknown document ends with 1 and hints at search",
            arguments: ["zzzzzzzz", "';--", "%", "\u{1B}[31m", "../../etc/passwd"])
        func unknown(id: String) async throws {
            let sample = try await SampleArchive.shared()
            let shown = try await sample.tool.run("show", id)
            #expect(shown.status == 1)
            #expect(shown.errors.contains("search prints the identifiers"))
            #expect(!shown.errors.contains("\u{1B}"))
        }

        private func contract(in sample: SampleArchive) async throws -> String {
            try #require(sample.document(of: "lot_0001/20240318_0001.tif")?["doc"].string)
        }
    }
}
