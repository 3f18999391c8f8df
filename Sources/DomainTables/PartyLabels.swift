package import RomanianText

/// What the table of parties says: the words beside names, addresses, personal numbers and accounts.
package struct PartyLabels: Sendable {
    /// Name of the table.
    package static let file = "parties.yaml"

    /// Words before the name of who asks for something.
    package let applicants: [Phrase]
    /// Words before the name of who a paper is for.
    package let addressees: [Phrase]
    /// Words before the name of the other party, in a sentence.
    package let parties: [Phrase]
    /// Labels of a name that do not say whose it is.
    package let names: [Phrase]
    /// Codes of types that speak of nobody but who made them.
    package let oneParty: Set<String>
    /// Codes of types that a citizen or firm makes and an institution receives.
    package let requests: Set<String>
    /// First words of the names of institutions, the most telling first.
    package let institutions: [Phrase]
    /// First words of the institutions that make papers of a type, by its code.
    package let makers: [String: [Phrase]]
    /// Words of departments, which are no names of their own.
    package let departments: PhraseIndex<Void>
    /// Folded lower-case words within names.
    package let connectives: Set<String>
    /// Words before the names of firms.
    package let firmOpeners: [Phrase]
    /// Folded legal forms.
    package let legalForms: Set<String>
    /// Folded titles of persons.
    package let titles: Set<String>
    /// Words after a name.
    package let nameEnds: PhraseIndex<Void>
    /// Labels of an address.
    package let addresses: PhraseIndex<Void>
    /// Words with which an address without label begins.
    package let streets: PhraseIndex<Void>
    /// Words with which a part of an address begins.
    package let addressParts: PhraseIndex<Void>
    /// Words after an address.
    package let addressEnds: PhraseIndex<Void>
    /// Labels of a personal number or a fiscal code, which identify who is named before them.
    package let identifiers: PhraseIndex<Void>
    /// Labels of a personal number.
    package let personalNumbers: PhraseIndex<Void>
    /// Labels of an account.
    package let accounts: PhraseIndex<Void>
    /// Banks by the four letters in their accounts.
    package let banks: [String: String]

    private static let keys = [
        "version", "applicants", "addressees", "parties", "names", "one_party", "requests",
        "institutions", "makers", "departments", "connectives", "firm_openers", "legal_forms",
        "titles",
        "name_ends", "addresses", "streets", "address_parts", "address_ends", "personal_numbers",
        "identifiers",
        "accounts", "banks",
    ]

    /// Reads the table.
    package init(yaml: [UInt8], file: String) throws(TableError) {
        let top = try TableNode(yaml: yaml, file: file)
        let values = try top.mapping(allowing: Self.keys + ["valid_from"])
        for key in Self.keys { _ = try top.required(key, in: values) }
        _ = try values["valid_from"]?.date()
        let phrases = { (key: String) throws(TableError) in try values[key]?.phrases() ?? [] }
        let index = { (key: String) throws(TableError) in
            PhraseIndex(try phrases(key).map { ($0, ()) })
        }
        let words = { (key: String) throws(TableError) in
            Set(try phrases(key).map { String(decoding: $0.folded, as: UTF8.self) })
        }
        applicants = try phrases("applicants")
        addressees = try phrases("addressees")
        parties = try phrases("parties")
        names = try phrases("names")
        oneParty = try values["one_party"]?.words() ?? []
        requests = try values["requests"]?.words() ?? []
        institutions = try phrases("institutions")
        makers = try values["makers"]?.phraseLists() ?? [:]
        departments = try index("departments")
        connectives = try words("connectives")
        firmOpeners = try phrases("firm_openers")
        legalForms = try words("legal_forms")
        titles = try words("titles")
        nameEnds = try index("name_ends")
        addresses = try index("addresses")
        streets = try index("streets")
        addressParts = try index("address_parts")
        addressEnds = try index("address_ends")
        identifiers = try index("identifiers")
        personalNumbers = try index("personal_numbers")
        accounts = try index("accounts")
        banks = try values["banks"]?.texts() ?? [:]
    }
}

extension TableNode {
    /// A list of words as they are written.
    func words() throws(TableError) -> Set<String> {
        var words: Set<String> = []
        for item in try items() { words.insert(try item.text()) }
        return words
    }

    /// Lists of phrases by name.
    func phraseLists() throws(TableError) -> [String: [Phrase]] {
        var lists: [String: [Phrase]] = [:]
        for (name, list) in try mapping() { lists[name] = try list.phrases() }
        return lists
    }
}
