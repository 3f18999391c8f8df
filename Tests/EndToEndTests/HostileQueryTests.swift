import Testing

extension EndToEnd {
    @Suite struct HostileQueryTests {
        @Test(
            "a malformed query ends with 64 and the column of the trouble",
            arguments: [
                ("apa \"canal", 5), ("apa SAU", 5), ("apa data:", 5), ("data:luni", 1),
                ("tip:NIMIC", 1), ("a*", 1),
            ])
        func malformed(query: String, column: Int) async throws {
            let search = try await SampleArchive.shared().tool.run("search", query)
            #expect(search.status == 64)
            #expect(search.output.isEmpty)
            #expect(search.errors.contains("column \(column)"), "\(search.errors)")
        }

        @Test(
            "hostile queries are searched for or refused, and never crash",
            arguments: [
                "'", "''", "\"\"", "\"", "(", ")", "(apa", "((((", "NEAR(", "NEAR(apa canal, 5)",
                "apa AND", "NOT", "OR", "*", "^", "^apa", "{text}: apa", "text:apa", "-", "--apa",
                "apa; DROP TABLE page", "a' OR '1'='1", "😀", "👨‍👩‍👧 factura", "\u{1B}[31m", "\u{7}apa",
                "apa\tcanal\ncurent", "\u{202E}apa", "e\u{301}\u{301}\u{301}", "data:9999999-99",
                "data:2024-13..2020", "cui:RO", "numar:", "%s%n", "\\", "\u{FFFD}",
            ])
        func hostile(query: String) async throws {
            let search = try await SampleArchive.shared().tool.run("search", "--", query)
            #expect(!search.isSignal)
            #expect([0, 64].contains(search.status), "\(search.status): \(search.errors)")
            #expect(!search.errors.contains("unforeseen"))
            #expect(!(search.output + search.errors).contains("\u{1B}"))
        }

        @Test(
            "queries of ten thousand characters are searched for or refused",
            arguments: ["a", "a ", "\"a\" ", "(", "-x ", "tip:FACT ", "ab* ", "x SAU ", "ăîș"])
        func long(part: String) async throws {
            let query = String(repeating: part, count: 10_000 / part.count)
            let search = try await SampleArchive.shared().tool.run("search", "--", query)
            #expect(!search.isSignal)
            #expect([0, 64].contains(search.status), "\(search.status): \(search.errors)")
            #expect(search.errors.count < 1000)
        }
    }
}
