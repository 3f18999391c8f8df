package import RomanianText

/// What the table of field labels says: the words that stand beside values of any type of paper.
package struct FieldLabels: Sendable {
    /// Reads dates with the names of the months.
    package let dateReader: DateReader
    /// Reads amounts with the names of the currencies.
    package let amountReader: AmountReader
    /// Reads amounts in words.
    package let amountWords: AmountWords
    /// Labels of a number.
    package let numbers: [Phrase]
    /// Words that show the stamp or line of a general register.
    package let registers: [Phrase]
    /// Those of them that say that a paper came in.
    package let incoming: [Phrase]
    /// Those of them that say that a paper went out.
    package let outgoing: [Phrase]
    /// Labels of a series.
    package let series: [Phrase]
    /// Words before a series that is not of the paper, such as that of an identity card.
    package let foreignSeries: [Phrase]
    /// Words after a number that make it a house number.
    package let addresses: [Phrase]
    /// Words of an address right before a number: then it is of a house.
    package let streets: [Phrase]
    /// Words right before a number that make it that of a thing, not of a paper.
    package let things: [Phrase]
    /// Words before a number on its line that make it the number of another paper.
    package let references: [Phrase]
    /// First words of the names of institutions that have numbers, as schools do.
    package let institutions: [Phrase]
    /// First words of a paper that asks for something, and has its number from the register alone.
    package let requests: [Phrase]
    /// Words that show that a paper takes money back; then an amount may be negative.
    package let reversals: [Phrase]
    /// Labels of the date of issue.
    package let dates: [Phrase]
    /// Phrases of prose that the date of issue follows.
    package let proseDates: [Phrase]
    /// Labels of a fiscal code.
    package let fiscalCodes: [Phrase]
    /// Words that make a party the issuer.
    package let issuers: [Phrase]
    /// Words that make a party the recipient.
    package let recipients: [Phrase]
    /// Rates of VAT in percent, of all times.
    package let taxRates: [Int]
    /// Labels that give the currency of the whole paper.
    package let currencyLabels: [Phrase]

    private static let keys = [
        "version", "number_words", "numbers", "registers", "series",
        "foreign_series", "addresses", "dates", "prose_dates", "fiscal_codes", "issuers",
        "recipients", "currency_labels",
    ]
    /// Keys that tables of earlier versions do not have; what they say is then built in.
    private static let laterKeys = [
        "incoming", "outgoing", "streets", "things", "references", "institutions", "requests",
        "reversals", "vat_rates",
    ]
    /// Keys that need not be there: what adds to what all papers use, and the day from which on the table is
    /// to be used.
    private static let optionalKeys = ["months", "currencies", "valid_from"]

    /// Reads the table.
    package init(yaml: [UInt8], file: String) throws(TableError) {
        let top = try TableNode(yaml: yaml, file: file)
        var values = try top.mapping(allowing: Self.keys + Self.laterKeys + Self.optionalKeys)
        if Self.laterKeys.contains(where: { values[$0] == nil }) {
            let builtIn = try TableNode(yaml: PackageResources.field_labels_yaml, file: file)
                .mapping()
            for key in Self.laterKeys where values[key] == nil { values[key] = builtIn[key] }
        }
        for key in Self.keys where values[key] == nil {
            throw .missingKey(file: file, line: top.line, key: key)
        }
        let found = values
        _ = try values["valid_from"]?.date()
        let phrases = { (key: String) throws(TableError) in
            try found[key]?.phrases() ?? []
        }
        var rates: [Int] = []
        for item in try values["vat_rates"]?.items() ?? [] { rates.append(try item.number(1...99)) }
        taxRates = rates
        dateReader = DateReader(
            months: MonthNames(adding: try values["months"]?.numbers(1...12) ?? [:]))
        amountReader = AmountReader(adding: try values["currencies"]?.texts() ?? [:])
        amountWords = AmountWords(
            try values["number_words"]?.numbers(0...1_000_000_000) ?? [:])
        numbers = try phrases("numbers")
        registers = try phrases("registers")
        incoming = try phrases("incoming")
        outgoing = try phrases("outgoing")
        series = try phrases("series")
        foreignSeries = try phrases("foreign_series")
        addresses = try phrases("addresses")
        streets = try phrases("streets")
        things = try phrases("things")
        references = try phrases("references")
        institutions = try phrases("institutions")
        requests = try phrases("requests")
        reversals = try phrases("reversals")
        dates = try phrases("dates")
        proseDates = try phrases("prose_dates")
        fiscalCodes = try phrases("fiscal_codes")
        issuers = try phrases("issuers")
        recipients = try phrases("recipients")
        currencyLabels = try phrases("currency_labels")
    }
}
