package import ArchiveModel
package import Catalogue

/// Which pages are to be read again; all conditions hold for each of them.
package struct PageSelection: Sendable {
    /// A condition about what is known of a page.
    package struct Condition: Sendable, Hashable {
        /// What is compared.
        package enum Measure: String, Sendable, CaseIterable {
            /// The share of its characters that is expected to be right, 0 to 1.
            case confidence
            /// How many reasons there are to look at it.
            case doubts
        }

        /// How it is compared.
        package enum Comparison: String, Sendable, CaseIterable {
            case atMost = "<="
            case atLeast = ">="
            case below = "<"
            case above = ">"
            case equal = "="
        }

        let measure: Measure
        let comparison: Comparison
        let value: Double

        /// Makes a condition.
        package init(_ measure: Measure, _ comparison: Comparison, value: Double) {
            self.measure = measure
            self.comparison = comparison
            self.value = value
        }

        /// The same in SQL, with the value as an argument.
        var sql: String {
            let column =
                switch measure {
                case .confidence: "page.confidence"
                case .doubts: "coalesce(json_array_length(page.doubts), 0)"
                }
            return "\(column) \(comparison.rawValue) ?"
        }
    }

    /// What must hold of each page.
    package var conditions: [Condition] = []
    /// The engine that read it must be older than this; nil for any engine.
    package var olderThan: EngineVersion?
    /// The only batch; nil for all.
    package var batch: BatchID?
    /// The only document; nil for all.
    package var document: DocumentID?
    /// Whether pages are read again that were read again by the same program and data before.
    package var isRepeated = false

    /// Selects all pages that were read.
    package init() {}
}

/// A page that is to be read again.
package struct SelectedPage: Sendable, Hashable {
    /// Which one.
    package let page: PageReference
    /// The document that it is in; nil when it is in none.
    package let document: DocumentID?
}
