import ArchiveModel
package import ArchiveStore
package import Catalogue

/// Finds an entry of the quarantine by what a person knows of its identifier.
package struct QuarantineLookup {
    private let archive: Archive

    package init(_ archive: Archive) { self.archive = archive }

    /// The one entry whose identifier begins as typed, be it open or resolved.
    ///
    /// Throws `quarantine-unknown` when there is none, and `quarantine-ambiguous` when there is more than one.
    package func entry(typed: String) throws -> QuarantineEntry {
        guard !typed.isEmpty else { throw ActError.emptyEntry }
        guard let prefix = QuarantineID.normalizedPrefix(typed) else {
            throw ActError.noEntry(typed)
        }
        let matches = try Listing(archive: archive).quarantine(includingResolved: true)
            .filter { $0.id.text.hasPrefix(prefix) }
        guard let first = matches.first else { throw ActError.noEntry(typed) }
        guard matches.count == 1 else {
            throw ActError.severalEntries(typed, matches: matches.map(\.id))
        }
        return first
    }

    /// The scans that are to be read again for some entries.
    ///
    /// Throws what `entry` throws, and `quarantine-not-archived` for a file that was not taken in: the archive
    /// has nothing to read.
    package func scans(typed: [String]) throws -> [ScanID] {
        try typed.map { try entry(typed: $0) }.map { entry in
            guard let scan = entry.scan else { throw ActError.notArchived(entry) }
            return scan
        }
    }
}
