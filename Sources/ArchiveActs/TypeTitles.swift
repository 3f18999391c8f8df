package import ArchiveModel
package import ArchiveStore
import DomainTables

/// The names of document types for an answer.
package struct TypeTitles {
    /// Romanian titles by code.
    package let titles: [String: String]
    /// Why the archive's own table cannot be used; nil when it is in use.
    package let trouble: (any ArchiveError)?

    /// Whether the titles are the built-in ones, as those of the archive cannot be used.
    package var areBuiltIn: Bool { trouble != nil }

    /// Reads the archive's own, or takes the built-in ones when there is a mistake in its table: that must
    /// not keep anybody from a paper.
    package static func read(in archive: Archive) throws -> TypeTitles {
        do {
            return TypeTitles(titles: try own(of: archive), trouble: nil)
        } catch let trouble as any ArchiveError {
            return TypeTitles(titles: try DocumentTitles.read(nil), trouble: trouble)
        }
    }

    /// The type of a code as typed, whatever its case; throws `type-unknown`.
    package static func known(_ typed: String, in archive: Archive) throws -> DocumentType {
        let titles = try own(of: archive)
        guard let code = titles.keys.first(where: { $0.lowercased() == typed.lowercased() }) else {
            let near =
                NearestName.of(typed, among: titles.keys.sorted())
                ?? NearestName.of(typed, among: titles.values.sorted()).flatMap { title in
                    titles.first { $0.value == title }?.key
                }
            throw ActError.noType(typed, near: near)
        }
        return DocumentType(rawValue: code)
    }

    /// Those that the archive's own table states, or the built-in ones when it has none.
    package static func own(of archive: Archive) throws -> [String: String] {
        try DocumentTitles.read(try archive.ownTable(named: DocumentTitles.file))
    }
}
