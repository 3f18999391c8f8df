import ArchiveModel
import DurableFiles

/// What of the journal tells of disposed documents.
package struct DisposedContent: Sendable {
    /// The documents.
    private let documents: Set<String>
    /// Identities of what was corrected of them.
    private let corrections: Set<String>

    /// Names documents and corrections by their identifiers.
    package init(documents: Set<String>, corrections: Set<String>) {
        self.documents = documents
        self.corrections = corrections
    }

    /// Whether a line holds anything that was on these documents.
    ///
    /// Which pages make a document, and which are disposed of, is none of that.
    func isIn(_ line: JournalLine) throws -> Bool {
        guard Decision.isCorrection(line.action), let decision = try Decision.of(line) else {
            return false
        }
        return documents.contains(line.object)
            || decision.corrections.contains { corrections.contains($0.id) }
    }
}

extension JournalSegment {
    /// The bytes of the segment without the payloads that tell of disposed documents; nil when none does.
    ///
    /// The chain stays whole, since it holds digests of payloads only. Lines that cannot be understood stay as
    /// they are.
    package func erased(_ content: DisposedContent, at time: String) throws -> [UInt8]? {
        var isChanged = false
        let lineFeed = UInt8(ascii: "\n")
        let lines = try bytes().split(separator: lineFeed, omittingEmptySubsequences: false)
        let erased = try lines.map { bytes in
            guard var line = JournalLine.decoded(bytes), line.payload != nil, line.isSound,
                try content.isIn(line)
            else { return bytes }
            line.payload = nil
            line.erased = time
            isChanged = true
            return try line.encoded().dropLast()
        }
        return isChanged ? Array(erased.joined(separator: [lineFeed])) : nil
    }

    /// Whether this has all whole lines of an older copy of it, be they erased since.
    package func continues(_ older: JournalSegment) throws -> Bool {
        let old = try older.hashes()
        return try hashes().starts(with: old)
    }

    /// The header, and the hashes of the lines behind it; a line that cannot be understood stands for itself.
    private func hashes() throws -> [String] {
        try bytes().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast().map { bytes in
                JournalLine.decoded(bytes).flatMap { $0.isSound ? $0.hash : nil }
                    ?? String(decoding: bytes, as: UTF8.self)
            }
    }
}
