/// A number with its noun, as Romanian writes it: 1 filă, 2 file, 19 file, 20 de file, 101 file, 120 de file.
package struct CountedNoun: Sendable {
    private let one: String
    private let many: String

    /// The forms for one and for several things.
    package init(_ one: String, _ many: String) {
        self.one = one
        self.many = many
    }

    /// The number with the noun; for numbers from 0.
    package func text(_ count: Int) -> String {
        if count == 1 { return "1 \(one)" }
        let isSmall = count == 0 || (1...19).contains(count % 100)
        return "\(count) \(isSmall ? "" : "de ")\(many)"
    }

    /// `dosar`.
    package static let dossiers = CountedNoun("dosar", "dosare")
    /// `document`.
    package static let documents = CountedNoun("document", "documente")
    /// `filă`, a sheet.
    package static let sheets = CountedNoun("filă", "file")
}

/// Whole numbers in rising order, with those that follow each other as one run: 1, 3–7, 9.
package enum NumberRuns {
    /// The text, in the order of the numbers; empty for none.
    package static func text(of numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, number == last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.flatMap { run in
            // Two are no run: 3, 4.
            run.count > 2 ? ["\(run.lowerBound)–\(run.upperBound)"] : run.map(String.init)
        }.joined(separator: ", ")
    }
}
