import ArchiveModel
import ArchiveStore
import Catalogue
import DomainTables

/// What an archive knows of one document, as its record sheet says it.
struct SheetFacts {
    /// What the document's dossier says of all its papers.
    struct Dossier {
        let description: DossierDescription
        /// The longest of its terms.
        let longest: RetentionGround?
    }

    let head: DocumentHead
    let scans: [ReceivedScan]
    let dossier: Dossier?
    /// What persons decided about the document.
    let decisions: [DocumentHistory.Entry]

    /// A field that the table of fields may have.
    private static let subject = FieldName(rawValue: "subject")

    var issuer: String? {
        let parts = [
            head.extracted[.issuerName]?.value,
            head.extracted[.issuerCUI].map { "CUI \($0.value)" },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    func type(titles: [String: String]) -> String? {
        head.extracted.type.map { type in
            titles[type.rawValue].map { "\(type.rawValue), \($0)" } ?? type.rawValue
        }
    }

    /// When the last of its pages was received, UTC, ISO 8601.
    var received: String? { scans.map(\.at).max() }

    var history: String? {
        received.map { received in
            guard let last = decisions.last else { return "received \(received)" }
            let time = last.at.map { ", the last \($0)" } ?? ""
            return "received \(received); decisions of persons: \(decisions.count)\(time)"
        }
    }

    var format: String? {
        let formats = Set(scans.compactMap { $0.format?.rawValue })
        return formats.isEmpty ? nil : formats.sorted().joined(separator: ", ")
    }

    var keywords: String? {
        head.extracted[Self.subject]?.value ?? dossier?.description.content
    }

    /// The longest term of the dossier; of a document in none, that of the law.
    func term(rules: RetentionRules) -> String? {
        if let dossier { return dossier.longest.map(Self.words) }
        guard let type = head.extracted.type,
            let day = head.extracted[.date].flatMap({ CalendarDate(iso: $0.value) })
        else { return nil }
        return rules.ground(of: type, issued: day, ended: nil).map(Self.words)
    }

    private static func words(_ ground: RetentionGround) -> String {
        let end =
            switch ground.end {
            case .on(let day): ", until \(day.iso)"
            case .afterTheEnd: ", from the end of the matter"
            case .never: ""
            }
        return "\(ground.term.text)\(end) (\(ground.source))"
    }
}
