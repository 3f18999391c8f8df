import ArchiveModel
import DomainTables

/// A place on the first page that may be the title of a type.
struct TitleCandidate: Sendable {
    /// The type it would name.
    let rule: TypeRule
    /// The segment where the title begins.
    let segment: PageSegment
    /// The folded bytes of that segment that belong to the title.
    let range: Range<Int>
    /// The segments that the title runs into, below the first.
    let continued: [PageSegment]
    /// Whether the title ends where its segment ends.
    let endsSegment: Bool
    /// How well it looks like a title, about 0 to 1.2.
    let score: Double

    /// The box around all of its lines.
    var box: BoundingBox { continued.reduce(segment.box) { $0.union($1.box) } }

    /// The last segment of the title.
    var last: PageSegment { continued.last ?? segment }

    /// The title as it was read.
    var evidence: FieldEvidence {
        let lines = [segment] + continued
        return FieldEvidence(
            raw: lines.flatMap { $0.words.map(\.text) }.joined(separator: " "),
            at: segment.address, box: box)
    }
}
