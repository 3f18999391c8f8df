import ArchiveActs
import ArchiveModel
import Catalogue
import Indexer

/// The answer of a search for people.
struct SearchText {
    private let results: SearchResults
    private let titles: [String: String]
    private let order: String
    private let offset: Int
    private let mask: PersonalMask

    init(
        _ results: SearchResults, titles: [String: String], order: String, offset: Int,
        mask: PersonalMask
    ) {
        self.mask = mask
        self.results = results
        self.titles = titles
        self.order = order
        self.offset = offset
    }

    func print() {
        Output.note(heading)
        for (index, hit) in results.hits.enumerated() {
            lines(for: hit, number: offset + index + 1).forEach(Output.line)
        }
    }

    private var heading: String {
        if results.total == 0 { return "nothing found" }
        let count = (results.isTotalExact ? "" : "at least ") + "\(results.total)"
        let noun = results.total == 1 ? "document" : "documents"
        let byWhat = order == "newest" ? "newest first" : "most relevant first"
        let shown =
            results.hits.count < results.total ? ", \(results.hits.count) of them shown" : ""
        let cap = results.rankedAmongNewest.map { ", ranked among the newest \($0)" } ?? ""
        return "\(count) \(noun), \(byWhat)\(cap)\(shown)"
    }

    private func lines(for hit: SearchHit, number: Int) -> [String] {
        let type = hit.type.map { titles[$0.rawValue] ?? $0.rawValue } ?? "type unknown"
        var head = ["\(number).", hit.document.text, TerminalText.sanitized(type)]
        if let printed = hit.number {
            head.append("nr. \(TerminalText.sanitized(mask.text(printed)))")
        }
        if let date = hit.date { head.append(date) }
        var lines = [head.joined(separator: "  ")]
        if let page = hit.page {
            lines.append(
                "   \(page.batchName.display)/\(page.scanName.display), page \(page.reference.number)"
            )
        }
        if !hit.snippet.isEmpty { lines.append("   " + marked(hit.snippet)) }
        return lines
    }

    /// Bold on a terminal, guillemets in a file.
    private func marked(_ snippet: [SnippetPart]) -> String {
        let isBold = Output.isTerminal && Environment.allowsColor
        return snippet.map { part in
            let text = TerminalText.sanitized(mask.text(part.text))
            guard part.isMatch else { return text }
            return isBold ? "\u{1B}[1m\(text)\u{1B}[0m" : "«\(text)»"
        }.joined()
    }
}
