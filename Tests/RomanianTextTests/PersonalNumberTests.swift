import ArchiveModel
import RomanianText
import Testing

/// The numbers are of persons "born" before there were numbers, and belong to nobody; the others are the
/// vectors of the check, of no known person.
@Suite("Personal numbers")
struct PersonalNumberTests {
    @Test(
        "what is wrong with a number is said",
        arguments: [
            ("1630615123457", nil), ("5040229220105", nil), ("6001012210018", nil),
            ("1850312220191", nil), ("3100312220016", nil), ("3100312220024", nil),
            ("4100312220018", nil), ("3100101220071", nil), ("4100630220153", nil),
            ("1630615123458", .checkDigit), ("1632215123457", .birth), ("6300229220012", .birth),
            ("1630615993454", .county), ("0800101221142", .form), ("163061512345", .form),
            ("16306151234५7", .form), ("", .form),
        ] as [(String, PersonalNumber.Fault?)])
    func fault(_ number: String, _ fault: PersonalNumber.Fault?) {
        #expect(PersonalNumber.fault(in: number) == fault)
        #expect(PersonalNumber.isValid(number) == (fault == nil))
    }

    @Test("it tells the day of birth")
    func birth() {
        #expect(
            PersonalNumber.birth(of: "5040229220105")
                == CalendarDate(year: 2004, month: 2, day: 29))
        #expect(PersonalNumber.birth(of: "1632215123457") == nil)
    }

    @Test(
        "digits count with spaces, full stops and hyphens between them, and nothing else",
        arguments: [
            ("3 100312 220016", "3100312220016"), ("3100312220016", "3100312220016"),
            ("310031222001", nil), ("CNP 3100312220016", nil),
        ] as [(String, String?)])
    func typed(_ text: String, _ digits: String?) {
        #expect(PersonalNumber.digits(of: text) == digits)
    }

    @Test("people see the first digit and the last three")
    func masked() {
        #expect(PersonalNumber.masked("3100312220016") == "3•••••••••016")
        #expect(
            PersonalNumber.masking("CNP 3100312220016, tel. 0233123456")
                == "CNP 3•••••••••016, tel. 0233123456")
        // One misread digit hides nothing less.
        #expect(PersonalNumber.masking("3100312220017") == "3•••••••••017")
        #expect(PersonalNumber.masking("9999999999999") == "9999999999999")
    }
}
