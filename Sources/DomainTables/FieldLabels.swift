import RomanianText

/// What the table of field labels says: the words that stand beside values of any type of paper.
struct FieldLabels: Sendable {
    /// Reads dates with the names of the months.
    let dateReader: DateReader
    /// Reads amounts with the names of the currencies.
    let amountReader: AmountReader
    /// Reads amounts in words.
    let amountWords: AmountWords
    /// Labels of a number.
    let numbers: [Phrase]
    /// Words that show the stamp or line of a general register.
    let registers: [Phrase]
    /// Those of them that say that a paper came in.
    let incoming: [Phrase]
    /// Those of them that say that a paper went out.
    let outgoing: [Phrase]
    /// Labels of a series.
    let series: [Phrase]
    /// Words before a series that is not of the paper, such as that of an identity card.
    let foreignSeries: [Phrase]
    /// Words after a number that make it a house number.
    let addresses: [Phrase]
    /// Words of an address right before a number: then it is of a house.
    let streets: [Phrase]
    /// Words right before a number that make it that of a thing, not of a paper.
    let things: [Phrase]
    /// Words before a number on its line that make it the number of another paper.
    let references: [Phrase]
    /// First words of the names of institutions that have numbers, as schools do.
    let institutions: [Phrase]
    /// First words of a paper that asks for something, and has its number from the register alone.
    let requests: [Phrase]
    /// Words that show that a paper takes money back; then an amount may be negative.
    let reversals: [Phrase]
    /// Labels of the date of issue.
    let dates: [Phrase]
    /// Phrases of prose that the date of issue follows.
    let proseDates: [Phrase]
    /// Labels of a fiscal code.
    let fiscalCodes: [Phrase]
    /// Words that make a party the issuer.
    let issuers: [Phrase]
    /// Words that make a party the recipient.
    let recipients: [Phrase]
    /// Labels that give the currency of the whole paper.
    let currencyLabels: [Phrase]

    private static let keys = [
        "version", "number_words", "numbers", "registers", "series",
        "foreign_series", "addresses", "dates", "prose_dates", "fiscal_codes", "issuers",
        "recipients", "currency_labels",
    ]
    /// Keys that tables of earlier versions do not have; what they say is then built in.
    private static let laterKeys = [
        "incoming", "outgoing", "streets", "things", "references", "institutions", "requests",
        "reversals",
    ]
    /// Keys that only add to what all papers use.
    private static let addingKeys = ["months", "currencies"]

    /// Reads the table.
    init(yaml: [UInt8], file: String) throws(MetadataRulesError) {
        let top = try RuleNode(yaml: yaml, file: file)
        var values = try top.mapping(allowing: Self.keys + Self.laterKeys + Self.addingKeys)
        if Self.laterKeys.contains(where: { values[$0] == nil }) {
            let builtIn = try RuleNode(yaml: PackageResources.field_labels_yaml, file: file)
                .mapping()
            for key in Self.laterKeys where values[key] == nil { values[key] = builtIn[key] }
        }
        for key in Self.keys where values[key] == nil {
            throw .missingKey(file: file, line: top.line, key: key)
        }
        let found = values
        let phrases = { (key: String) throws(MetadataRulesError) in
            try found[key]?.phrases() ?? []
        }
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
