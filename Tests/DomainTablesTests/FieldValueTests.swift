import DomainTables
import Testing

@Suite("Values of fields")
struct FieldValueTests {
    @Test(
        "values have the form that extraction gives them",
        arguments: [
            (.date, "2024-02-29", true), (.date, "2023-02-29", false),
            (.date, "1.2.2024", false),
            (.date, "2024-2-1", false), (.amount, "1234.50", true),
            (.amount, "-0.01", true), (.amount, "1.234,50", false),
            (.amount, "12", false), (.amount, "1.2.30", false),
            (.amount, "--1.00", false), (.amount, ".50", false),
            (.fiscalCode, "14399840", true), (.fiscalCode, "RO14399840", false),
            (.fiscalCode, "1", false), (.fiscalCode, "١٢٣", false), (.currency, "RON", true),
            (.currency, "ron", false), (.currency, "RONN", false), (.number, "12/B", true),
            (.iban, "RO49AAAA1B31007593840001", true), (.iban, "RO49 AAAA", false),
            (.cnp, "3100312220017", true), (.cnp, "310031222001", false),
            (.name, "Pop Ana", true), (.address, "", false),
            (.number, "", false), (.number, "a\nb", false), (.number, "a\u{1B}[1m", false),
            (.number, " ", false), (.number, "\u{A0}\u{2003}", false),
            (.number, "\u{200B}", false), (.number, "1\u{202E}2", false),
            (.number, "1\u{2067}2", false), (.number, "1\u{2028}2", false),
            (.number, "1\u{FFFD}", false), (.number, "\u{3164}", false),
            (.number, "1\u{A0}207", true),
            (.text, String(repeating: "ș", count: 200), true),
            (.text, String(repeating: "ș", count: 201), false),
        ] as [(FieldDefinition.Kind, String, Bool)])
    func values(kind: FieldDefinition.Kind, value: String, isValid: Bool) {
        #expect(FieldValue.isValid(value, of: kind) == isValid)
    }

    @Test(
        "names are plain",
        arguments: [
            ("number", true), ("total_amount", true), ("a1", true), ("", false), ("1a", false),
            ("_a", false), ("Number", false), ("a-b", false), ("dată", false), ("a b", false),
            (String(repeating: "a", count: 40), true), (String(repeating: "a", count: 41), false),
        ])
    func names(name: String, isName: Bool) {
        #expect(FieldValue.isName(name) == isName)
    }
}
