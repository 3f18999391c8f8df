package import ArchiveModel
import RomanianText

/// A part of a name as a person types it: case and marks do not matter, as in searches.
package struct NamePart: Sendable {
    private let folded: [UInt8]

    /// Nil when nothing is left of it without marks.
    package init?(_ typed: String) {
        folded = Fold.bytes(of: typed)
        guard !folded.isEmpty else { return nil }
    }

    /// Whether a name has it anywhere.
    package func isIn(_ name: ScanName) -> Bool {
        let folded = self.folded
        return Fold.bytes(of: name.text).contains(folded)
    }
}
