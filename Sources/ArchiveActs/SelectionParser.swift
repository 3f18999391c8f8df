import ArchiveModel
package import ArchiveStore

/// Reads which pages are to be read again, as a person types it.
package struct SelectionParser {
    private let archive: Archive

    package init(_ archive: Archive) { self.archive = archive }

    /// What was typed; nil for what was not.
    package struct Request {
        var conditions, engine, batch, document: String?
        var isRepeated: Bool

        package init(
            conditions: String? = nil, engine: String? = nil, batch: String? = nil,
            document: String? = nil, isRepeated: Bool = false
        ) {
            self.conditions = conditions
            self.engine = engine
            self.batch = batch
            self.document = document
            self.isRepeated = isRepeated
        }
    }

    /// Throws `condition-invalid`, `batch-unknown`, `document-unknown` and `document-ambiguous`.
    package func selection(_ request: Request) throws -> PageSelection {
        var selection = PageSelection()
        selection.isRepeated = request.isRepeated
        selection.conditions = try request.conditions.map(Self.conditions) ?? []
        if let typed = request.engine {
            guard let version = EngineVersion(typed) else { throw ActError.noVersion(typed) }
            selection.olderThan = version
        }
        if let typed = request.batch {
            guard let batch = try Listing(archive: archive).batch(named: ScanName(typed)) else {
                throw ActError.noBatch(typed)
            }
            selection.batch = batch
        }
        selection.document = try request.document.map {
            try DocumentLookup(archive).identifier(typed: $0)
        }
        return selection
    }

    /// Conditions such as `confidence<0.8 and doubts>0`.
    static func conditions(_ typed: String) throws -> [PageSelection.Condition] {
        let words = typed.lowercased().split(whereSeparator: \.isWhitespace)
        return try words.split(separator: "and", omittingEmptySubsequences: false).map { part in
            try condition(part.joined(), in: typed)
        }
    }

    private static func condition(
        _ text: String, in typed: String
    ) throws -> PageSelection.Condition {
        for comparison in PageSelection.Condition.Comparison.allCases {
            guard let sign = text.firstRange(of: comparison.rawValue) else { continue }
            guard
                let measure = PageSelection.Condition.Measure(
                    rawValue: String(text[..<sign.lowerBound])),
                let value = Double(text[sign.upperBound...]), value.isFinite
            else { break }
            guard measure.allows(value) else { throw ActError.outOfRange(measure, in: typed) }
            return PageSelection.Condition(measure, comparison, value: value)
        }
        throw ActError.noCondition(typed)
    }
}

extension PageSelection.Condition.Measure {
    /// Whether pages can have the value: another one would mean all pages, or none.
    fileprivate func allows(_ value: Double) -> Bool {
        switch self {
        case .confidence: (0...1).contains(value)
        case .doubts: value >= 0 && value == value.rounded()
        }
    }
}
