/// All that persons decided in an archive: the segments of the journal that lie in objects, and behind
/// them those in `journal/`.
package struct JournalHistory {
    /// What is in `journal/`.
    package let journal: Journal
    /// The segments in objects, oldest first.
    private let sealed: [JournalSegment]
    /// What is lost, and known to be.
    private let gaps: [JournalParts.Gap]

    /// Puts both together; nothing is read yet.
    package init(sealed: [JournalSegment], gaps: [JournalParts.Gap] = [], journal: Journal) {
        self.sealed = sealed.sorted { $0.first < $1.first }
        self.gaps = gaps
        self.journal = journal
    }

    /// Calls `body` with each sound line in order; faults go to `fault`, and reading continues behind
    /// them.
    ///
    /// A segment that is there twice, since its sealing was broken off, is read once.
    package func forEachLine(
        fault: (JournalFault) throws -> Void, _ body: (JournalLine) throws -> Void
    ) throws {
        var end: EventLog.End? = EventLog.start
        for segment in try segments(fault) {
            guard segment.size != nil else {
                try fault(.gap(file: segment.path))
                end = nil
                continue
            }
            if gaps.contains(where: { $0.last == segment.first - 1 }) { end = nil }
            end = try segment.forEachLine(of: journal.archive, after: end, fault: fault, body)
        }
    }

    /// The segments, each once, oldest first; of two that should be the same and are not, the one in
    /// `journal/` is a fault and left out.
    private func segments(_ fault: (JournalFault) throws -> Void) throws -> [JournalSegment] {
        let live = journal.segments
        if live.isEmpty { try fault(.missing) }
        var known: [Int64: JournalSegment] = [:]
        for segment in sealed + live {
            guard let other = known[segment.first] else {
                known[segment.first] = segment
                continue
            }
            if try other.size != nil && segment.bytes() != other.bytes() {
                try fault(.damaged(file: segment.path, line: 1))
            } else {
                known[segment.first] = segment
            }
        }
        return known.values.sorted { $0.first < $1.first }
    }
}
