import ArchiveModel
package import Catalogue

/// The list of the documents of a dossier, in their order, as it lies in front of them.
///
/// A document that was disposed of keeps its line, without sheets.
package struct DossierOpis: Sendable {
    /// A document with its place in the dossier.
    package struct Line: Sendable {
        /// Its place in the list, from 1.
        package let position: Int
        /// The document.
        package let paper: DossierPaper
        /// What its type is called; nil when the type is not known.
        package let title: String?
        /// Its first sheet in the dossier, from 1; nil when it has none.
        package let firstSheet: Int?
        /// Its last sheet.
        package let lastSheet: Int?

        /// What the columns hold.
        package var cells: [String] {
            let sheets = [firstSheet, lastSheet].compactMap { $0 }.map { "\($0)" }
            let note = paper.disposal.map { "eliminat prin propunerea \($0)" }
            let name = [title ?? "necunoscut", note].compactMap { $0 }.joined(separator: ", ")
            return [
                "\(position)", name, paper.number ?? "", paper.date?.iso ?? "",
                sheets.first == sheets.last
                    ? sheets.first ?? "" : sheets.joined(separator: "–"), paper.document.text,
            ]
        }
    }

    /// The headings of the columns.
    package static let headings = [
        "Nr. crt.", "Denumirea documentului", "Număr", "Data", "File", "Identificator",
    ]

    /// The dossier.
    package let dossier: StoredDossier
    /// Its documents.
    package let lines: [Line]

    /// Lists the documents of a dossier; `titles` are those of types by code.
    package init(_ dossier: StoredDossier, titles: [String: String]) {
        self.dossier = dossier
        var sheet = 0
        lines = dossier.listedPapers.enumerated().map { index, paper in
            let first = sheet + 1
            sheet += paper.sheets
            return Line(
                position: index + 1, paper: paper,
                title: paper.type.map { titles[$0.rawValue] ?? $0.rawValue },
                firstSheet: paper.sheets == 0 ? nil : first,
                lastSheet: paper.sheets == 0 ? nil : sheet)
        }
    }
}
