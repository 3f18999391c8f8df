import ArchiveModel
package import ArchiveStore
package import Catalogue

/// A person says that nothing more is to be done about something that could not be read.
package struct QuarantineResolving {
    /// Most characters that a reason may have.
    private static let longestReason = 500

    private let archive: Archive

    /// The archive must be open for writing, if only for an act.
    package init(_ archive: Archive) { self.archive = archive }

    /// Resolves entries, by their identifiers or beginnings, each by a decision of its own; returns them as
    /// they are then.
    ///
    /// Throws `reason-invalid`, `quarantine-unknown`, `quarantine-ambiguous` and `quarantine-resolved` before
    /// anything is decided, and the last two also when somebody else was faster; what was decided before
    /// that stays.
    package func resolve(
        typed: [String], reason typedReason: String, by user: ActingUser
    ) throws -> [QuarantineEntry] {
        let reason = try Self.reason(typedReason)
        let lookup = QuarantineLookup(archive)
        let entries = try typed.map { try Self.requireOpen(try lookup.entry(typed: $0)) }
        guard Set(entries.map(\.subject)).count == entries.count else {
            throw ActError.sameEntry
        }
        let quarantine = Quarantine(archive: archive, by: user)
        for entry in entries {
            try quarantine.resolve(entry.subject, reason: reason) { now in
                guard let now else { throw ActError.noEntry(entry.id.text) }
                _ = try Self.requireOpen(now)
            }
        }
        return try entries.map { try lookup.entry(typed: $0.id.text) }
    }

    private static func requireOpen(_ entry: QuarantineEntry) throws -> QuarantineEntry {
        if let resolved = entry.resolved { throw ActError.resolvedBefore(entry, resolved) }
        return entry
    }

    /// A reason that says something, on one line.
    private static func reason(_ typed: String) throws -> String {
        let words = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isSafe = words.unicodeScalars.allSatisfy(TerminalText.isSafe)
        guard words.contains(where: \.isLetter), isSafe, words.count <= longestReason else {
            throw ActError.noReason(most: longestReason)
        }
        return words
    }
}
