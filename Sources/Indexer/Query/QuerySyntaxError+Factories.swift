extension QuerySyntaxError {
    static func quoteOpen(_ column: Int) -> Self {
        Self(
            code: .queryQuoteOpen, column: column,
            message: "the quotation mark at column \(column) is not closed; close it or leave it "
                + "out")
    }

    static func orAlone(_ column: Int) -> Self {
        Self(
            code: .queryOrAlone, column: column,
            message: "OR at column \(column) needs a word or phrase on both sides; write it in "
                + "small letters to search for the word")
    }

    static func valueMissing(_ name: String, at column: Int) -> Self {
        Self(
            code: .queryValueMissing, column: column,
            message: "'\(name):' at column \(column) needs a value right behind the colon")
    }

    static func typeUnknown(_ column: Int, nearest: String? = nil) -> Self {
        let hint = nearest.map { "the nearest is \($0), " } ?? ""
        return Self(
            code: .queryValueInvalid, column: column,
            message:
                "the type at column \(column) is not known; \(hint)'archivectl types' lists them")
    }

    static func filterUnknown(_ name: String, at column: Int) -> Self {
        Self(
            code: .queryFilterUnknown, column: column,
            message: "there is no filter '\(name.prefix(40)):' (column \(column)); "
                + FilterName.remedy(for: name))
    }

    static func colonMissing(_ name: String, at column: Int) -> Self {
        Self(
            code: .queryFilterUnknown, column: column,
            message: "the filter '\(name.prefix(40))' at column \(column) needs a colon; write "
                + "\(name.prefix(40)):, then the value")
    }

    static func signUnknown(_ sign: Character, at column: Int) -> Self {
        Self(
            code: .querySignUnknown, column: column,
            message:
                "the sign '\(sign)' at column \(column) means nothing there; only an asterisk at "
                + "the end of a word that is not in quotation marks does: fact* finds what begins so"
        )
    }

    static func nearUnknown(_ column: Int) -> Self {
        Self(
            code: .querySignUnknown, column: column,
            message: "NEAR at column \(column) is not known; put words that stand side by side in "
                + "quotation marks, or write it in small letters to search for the word")
    }

    static func groupUnknown(_ column: Int) -> Self {
        Self(
            code: .querySignUnknown, column: column,
            message:
                "the parentheses at column \(column) cannot be followed: OR joins single words "
                + "and phrases, and a minus excludes single ones; search twice, or leave them out")
    }

    static func comparisonUnknown(_ name: String, at column: Int) -> Self {
        Self(
            code: .queryValueInvalid, column: column,
            message:
                "'\(name):' at column \(column) takes whole values, without comparison, span or "
                + "sign for other letters; only dates have spans")
    }

    static func dateInvalid(_ column: Int) -> Self {
        Self(
            code: .queryValueInvalid, column: column,
            message: "the date at column \(column) is not understood; write 2021, 2021-03, "
                + "2021-03-12, 12.03.2021, 'martie 2021', 2019..2021 or >=2020-05")
    }

    static func numberInvalid(_ column: Int) -> Self {
        Self(
            code: .queryValueInvalid, column: column,
            message: "the number at column \(column) has neither letters nor digits; write it as "
                + "on the paper")
    }

    static func cuiInvalid(_ column: Int) -> Self {
        Self(
            code: .queryValueInvalid, column: column,
            message: "the fiscal code at column \(column) needs 2 to 10 digits, with or without RO"
        )
    }

    static func prefixTooShort(_ column: Int) -> Self {
        Self(
            code: .queryPrefixTooShort, column: column,
            message: "the beginning at column \(column) is too short; give at least two letters "
                + "before the asterisk")
    }

    static var nothingToFind: Self {
        Self(
            code: .queryNothingToFind, column: 1,
            message: "the query has no word to look for; give a word, a number or a filter")
    }

    static func tooLong(_ column: Int) -> Self {
        Self(
            code: .queryTooLong, column: column,
            message: "the query has more than \(SearchQuery.mostTerms) words from column "
                + "\(column) on; leave some out")
    }
}
