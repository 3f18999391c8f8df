import ArchiveModel
import DomainTables
import Testing

@Suite("Terms by law")
struct RetentionRulesTests {
    private func end(
        _ type: String, _ issued: String, ended: String? = nil, yaml: String? = nil
    ) throws -> RetentionEnd? {
        let rules = try RetentionRules.read(yaml.map { Array($0.utf8) })
        return rules.ground(
            of: DocumentType(rawValue: type),
            issued: try #require(CalendarDate(iso: issued)),
            ended: ended.flatMap { CalendarDate(iso: $0) }
        )?.end
    }

    @Test(
        "the first day on which a paper may be listed follows its type and the day of its issue",
        arguments: [
            ("FACT", "2019-03-15", "2030-01-01"), ("CHIT", "2019-03-15", "2025-01-01"),
            ("SP", "2019-03-15", "2070-01-01"), ("FACT", "2022-12-31", "2033-01-01"),
            ("FACT", "2023-01-01", "2029-07-01"), ("FACT", "2023-03-15", "2029-07-01"),
            ("SP", "2023-03-15", "2029-07-01"), ("BIL", "2019-12-31", "2030-01-01"),
        ])
    func vectors(type: String, issued: String, first: String) throws {
        let day = try #require(CalendarDate(iso: first))
        #expect(try end(type, issued) == .on(day))
    }

    @Test("a decision is kept for ever, and of an unknown type the law says nothing")
    func others() throws {
        #expect(try end("HCL", "2019-03-15") == .never)
        #expect(try end("XYZ", "2019-03-15") == nil)
    }

    @Test("a term that begins with the end of the matter is not known before that")
    func ends() throws {
        #expect(try end("CTR", "2015-03-15") == .afterTheEnd)
        let day = try #require(CalendarDate(iso: "2031-01-01"))
        #expect(try end("CTR", "2015-03-15", ended: "2020-06-30") == .on(day))
    }

    @Test("what never ends outlasts what has not ended, and that any day")
    func order() throws {
        let day = try #require(CalendarDate(iso: "9999-01-01"))
        #expect(RetentionEnd.on(day) < .afterTheEnd && RetentionEnd.afterTheEnd < .never)
    }

    @Test("mistakes are told by file and line")
    func mistakes() throws {
        let head = "version: 1\nrules:\n"
        let rule = "  - {rule: a, types: [FACT], years: 5, starts: year, source: x}\n"
        let later =
            "  - {rule: b, types: [FACT], issued_from: 2020-01-01, years: 5, starts: year, source: x}\n"
        let cases = [
            (head + rule + later, "rules-duplicate-code", 4),
            (
                head + "  - {rule: a, types: [FACT], years: 0, starts: year, source: x}\n",
                "rules-wrong-value", 3
            ),
            (
                head + "  - {rule: a, types: [FACT], years: 5, starts: soon, source: x}\n",
                "rules-wrong-value", 3
            ),
            (
                head + "  - {rule: a, types: [FACT], starts: year, source: x}\n",
                "rules-missing-key", 3
            ),
            (
                head + "  - {rule: a, types: [FACT], years: 5, starts: year}\n",
                "rules-missing-key", 3
            ),
            (head + "  - {rule: a, kinds: [FACT]}\n", "rules-unknown-key", 3),
        ]
        for (yaml, code, line) in cases {
            let error = #expect(throws: TableError.self) {
                _ = try end("FACT", "2020-01-01", yaml: yaml)
            }
            #expect(error?.codeName == code && error?.line == line, "\(yaml)")
            #expect(error?.file == "retention.yaml")
        }
    }
}
