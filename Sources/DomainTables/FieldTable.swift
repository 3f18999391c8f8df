import ArchiveModel
import Catalogue
import Foundation

/// A field that a person may correct: its name in records, what kind of value it has, and how it may
/// be called in Romanian.
package struct CorrectableField: Sendable, Hashable {
    /// What its values look like.
    package enum Kind: Sendable {
        /// A line of text, such as a number.
        case line
        /// A day; ISO 8601 in records.
        case date
        /// An amount; decimal with two decimals in records.
        case amount
        /// A fiscal code; digits in records.
        case fiscalCode
        /// Three capitals.
        case currency
    }

    /// The name in records and on the command line.
    package let name: String
    /// What its values look like.
    package let kind: Kind
    /// Names in Romanian without marks, the usual one first.
    package let romanianNames: [String]

    /// All fields, in the order of help texts.
    package static let all: [CorrectableField] = [
        .init(name: "number", kind: .line, romanianNames: ["numar", "numarul", "nr"]),
        .init(name: "series", kind: .line, romanianNames: ["serie", "seria"]),
        .init(name: "date", kind: .date, romanianNames: ["data"]),
        .init(
            name: "reg_number", kind: .line,
            romanianNames: [
                "nr_inregistrare", "numar_inregistrare", "nr_inreg", "inregistrare", "intrare",
            ]),
        .init(
            name: "reg_date", kind: .date,
            romanianNames: ["data_inregistrare", "data_inregistrarii", "data_inreg"]),
        .init(
            name: "issuer_cui", kind: .fiscalCode,
            romanianNames: ["furnizor", "emitent", "cui_furnizor", "cui_emitent"]),
        .init(
            name: "recipient_cui", kind: .fiscalCode,
            romanianNames: [
                "client", "cumparator", "beneficiar", "destinatar", "cui_client", "cui_cumparator",
                "cui_beneficiar", "cui_destinatar",
            ]),
        .init(name: "total_amount", kind: .amount, romanianNames: ["suma", "total", "valoare"]),
        .init(name: "currency", kind: .currency, romanianNames: ["moneda", "valuta"]),
    ]

    /// The field of a name as typed, in English or Romanian, whatever its case and marks.
    package static func named(_ typed: String) -> CorrectableField? {
        let folded = folded(typed)
        return all.first { $0.name == folded || $0.romanianNames.contains(folded) }
    }

    /// Whether a name as typed stands for the document's type.
    package static func isType(_ typed: String) -> Bool {
        [DocumentChange.type, "tip", "tipul"].contains(folded(typed))
    }

    /// What to write instead of an unknown name; nil when nothing is near.
    package static func nearest(to typed: String) -> String? {
        let folded = folded(typed)
        if ["cui", "cif", "cod_fiscal"].contains(folded) { return "issuer_cui or recipient_cui" }
        let names = all.flatMap { [$0.name] + $0.romanianNames }
        return NearestName.of(folded, among: names)
    }

    /// Small letters without marks; blanks and hyphens between words are underscores.
    private static func folded(_ typed: String) -> String {
        let letters = typed.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.canonicalCombiningClass == .notReordered }
        return String(String.UnicodeScalarView(letters))
            .replacingOccurrences(of: " ", with: "_").replacingOccurrences(of: "-", with: "_")
    }
}
