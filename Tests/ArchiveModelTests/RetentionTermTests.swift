import ArchiveModel
import Testing

@Suite("Terms as a nomenclator writes them")
struct RetentionTermTests {
    @Test(
        "each way of writing a term is read, and written in one way",
        arguments: [
            ("P", "permanent"), ("Permanent", "permanent"), ("10 ani", "10 ani"), ("10", "10 ani"),
            ("1 an", "1 an"), ("50 de ani", "50 de ani"), ("10 ANI C.S.", "10 ani C.S."),
            ("5 ani CS", "5 ani C.S."), ("5 ani de la încetare", "5 ani de la încetare"),
            ("5 ani, de la incetare (C.S.)", "5 ani de la încetare C.S."),
        ])
    func reads(typed: String, text: String) throws {
        let term = try #require(RetentionTerm(typed))
        #expect(term.text == text)
        #expect(RetentionTerm(text) == term)
    }

    @Test(
        "anything else is none",
        arguments: ["", "ani", "0 ani", "151", "zece", "permanent C.S.", "5 luni", "-3"])
    func refuses(typed: String) { #expect(RetentionTerm(typed) == nil) }
}
