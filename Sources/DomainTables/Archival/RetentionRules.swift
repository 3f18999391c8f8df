package import ArchiveModel

/// How long papers are to be kept by law: the table `retention.yaml`.
package struct RetentionRules: Sendable {
    /// Name of the table's file.
    package static let file = "retention.yaml"

    private let rules: [RetentionRule]

    /// Reads an archive's own table; nil stands for the built-in one.
    ///
    /// - Throws: What is wrong with the table, with its line; also when two rules hold for papers of
    ///   one type and day.
    package static func read(_ yaml: [UInt8]?) throws(TableError) -> RetentionRules {
        try RetentionRules(yaml: yaml ?? PackageResources.retention_yaml)
    }

    private init(yaml: [UInt8]) throws(TableError) {
        let content = try TableContent(of: yaml, file: Self.file, key: "rules")
        var rules: [RetentionRule] = []
        for item in try content.node.items() {
            let rule = try RetentionRule(item)
            if let type = rules.lazy.compactMap({ $0.typeShared(with: rule) }).first {
                throw .duplicateCode(file: Self.file, line: item.line, code: type)
            }
            rules.append(rule)
        }
        self.rules = rules
    }

    /// Why a paper of a type is to be kept, and until when; nil when no rule is about it.
    package func ground(
        of type: DocumentType, issued: CalendarDate, ended: CalendarDate?
    ) -> RetentionGround? {
        rules.first { $0.holds(for: type, issued: issued) }
            .map { $0.ground(issued: issued, ended: ended) }
    }
}

/// One rule of the law: papers of some types, issued within some time.
private struct RetentionRule: Sendable {
    let name: String
    let types: Set<String>
    let issuedFrom: CalendarDate?
    let issuedTo: CalendarDate?
    let term: RetentionTerm
    let starts: RetentionStart
    let source: String

    private static let keys = [
        "rule", "types", "issued_from", "issued_to", "years", "permanent", "starts", "source",
    ]

    init(_ node: TableNode) throws(TableError) {
        let values = try node.mapping(allowing: Self.keys)
        name = try node.required("rule", in: values).text()
        source = try node.required("source", in: values).text()
        issuedFrom = try values["issued_from"]?.date()
        issuedTo = try values["issued_to"]?.date()
        var types: Set<String> = []
        for item in try node.required("types", in: values).items() {
            types.insert(try item.text())
        }
        self.types = types
        if try values["permanent"]?.flag() == true {
            (term, starts) = (.permanent, .year)
            return
        }
        let starts = try node.required("starts", in: values).choice(among: RetentionStart.self)
        let years = try node.required("years", in: values)
        let number = try years.number(1...RetentionTerm.longest)
        guard let term = RetentionTerm(years: number, startsAtEnd: starts == .end) else {
            throw years.wrong("a number of years")
        }
        (self.term, self.starts) = (term, starts)
    }

    /// Whether it is about papers of a type that were issued on a day.
    func holds(for type: DocumentType, issued: CalendarDate) -> Bool {
        types.contains(type.rawValue) && issuedFrom.map { $0 <= issued } ?? true
            && issuedTo.map { issued <= $0 } ?? true
    }

    func ground(issued: CalendarDate, ended: CalendarDate?) -> RetentionGround {
        RetentionGround(
            rule: name, term: term, source: source,
            end: starts.end(after: term.years, issued: issued, ended: ended))
    }

    /// A type of which both rules hold for papers of some day; nil when there is none.
    func typeShared(with other: RetentionRule) -> String? {
        let isBefore = { (one: RetentionRule, two: RetentionRule) in
            guard let last = one.issuedTo, let first = two.issuedFrom else { return false }
            return last < first
        }
        guard !isBefore(self, other), !isBefore(other, self) else { return nil }
        return types.intersection(other.types).min()
    }
}
