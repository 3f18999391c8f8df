import ArchiveModel
package import ArchiveStore
package import Catalogue
import DomainTables
import RomanianText

/// The inventory of a year's dossiers, as a department hands them over to the archive: one list for each
/// department and term.
///
/// Columns and closing words are those of annex 2 of Legea Arhivelor Naționale 16/1996.
package struct DossierInventory: Sendable {
    /// The dossiers of one department with one term.
    package struct Section: Sendable {
        /// The department; nil where dossiers do not say.
        package let department: String?
        /// The term in words; nil where no rule gives one.
        package let term: String?
        /// Dossiers with their place in the list, from 1.
        package let lines: [Line]

        /// What the list is called.
        package func title(year: Int) -> String {
            "Inventarul pe anul \(year) pentru documentele care se păstrează "
                + (term == RetentionTerm.permanent.text
                    ? "permanent" : "temporar (\(term ?? "termen necunoscut"))")
                + (department.map { ", \($0)" } ?? "")
        }
    }

    /// A dossier in a list.
    package struct Line: Sendable {
        /// Its place in the list, from 1.
        package let position: Int
        /// The dossier.
        package let dossier: StoredDossier

        /// What the columns hold, in the order of `headings`.
        package var cells: [String] {
            let said = dossier.description
            let notes = [
                said.volume > 1 ? "vol. \(said.volume)" : nil, said.location,
                said.closed == nil ? "neîncheiat" : nil, said.hold == nil ? nil : "reținut",
                dossier.isDisposedOf ? "eliminat" : nil,
            ].compactMap { $0 }
            return [
                "\(position)", "\(said.code)/\(said.number)", said.content ?? "",
                dossier.extremeDates, "\(dossier.sheets)", notes.joined(separator: "; "),
            ]
        }
    }

    /// The headings of the columns.
    package static let headings = [
        "Nr. crt.", "Indicativul dosarului", "Conținutul pe scurt", "Datele extreme",
        "Numărul filelor", "Observații",
    ]

    /// The year.
    package let year: Int
    /// The lists: by department, the longest terms first.
    package let sections: [Section]

    /// Lists the dossiers of a year, of all departments or of one.
    package static func read(
        year: Int, department: String?, in archive: Archive
    ) throws -> DossierInventory {
        let retention = try DossierRetention.read(in: archive)
        var groups: [Key: [StoredDossier]] = [:]
        try Listing(archive: archive).forEachDossier { dossier in
            let said = dossier.description
            guard said.year == year, department == nil || said.department == department else {
                return
            }
            let term = retention.verdict(on: dossier).grounds.first?.term
            groups[Key(department: said.department, term: term), default: []].append(dossier)
        }
        let sections = groups.sorted { $0.key < $1.key }.map { key, dossiers in
            Section(
                department: key.department, term: key.term?.text,
                lines: dossiers.enumerated().map { Line(position: $0 + 1, dossier: $1) })
        }
        return DossierInventory(year: year, sections: sections)
    }

    /// What one list is for.
    private struct Key: Hashable, Comparable {
        let department: String?
        let term: RetentionTerm?

        private var years: Int {
            term.map { $0.years ?? .max } ?? 0
        }

        static func < (left: Key, right: Key) -> Bool {
            (left.department ?? "", -left.years, left.term?.text ?? "")
                < (right.department ?? "", -right.years, right.term?.text ?? "")
        }
    }
}

extension DossierInventory.Section {
    /// The words below the list, with places to be filled in by hand.
    package var closing: [String] {
        words + ["Am predat, ............        Am primit, ............"]
    }

    /// The same without those who sign.
    var words: [String] {
        let open = NumberRuns.text(
            of: lines.filter { $0.dossier.description.closed == nil }.map(\.position))
        return [
            "Prezentul inventar format din ...... file conține \(CountedNoun.dossiers.text(lines.count)).",
            "Dosarele cu numerele \(open.isEmpty ? "......" : open) au fost "
                + "lăsate la ............, nefiind încheiate.",
            "La preluare au lipsit dosarele cu numerele ............",
            "Astăzi, ............, s-au preluat ...... dosare.",
        ]
    }
}

extension StoredDossier {
    /// Its first and last day, ISO 8601; one when they are the same.
    var extremeDates: String {
        [firstDay, lastDay].compactMap { $0?.iso }
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            .joined(separator: " – ")
    }
}
