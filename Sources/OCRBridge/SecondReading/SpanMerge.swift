import ArchiveModel

/// Chooses, place by place, between two readings of the same print.
///
/// Words of both readings that overlap horizontally make a place. The second reading takes a place
/// if it is surer there and the first was doubtful; it neither adds nor removes a place, and the
/// others keep their order.
enum SpanMerge {
    /// Share of a word's width, on each side, by which words may overlap and still be neighbours.
    private static let overlap = 0.1

    /// The result of merging two readings.
    struct Merged {
        /// The words.
        let words: [Word]
        /// How many places the second reading took.
        let taken: Int
    }

    /// The merged words, and how many places the second reading took.
    static func merged(_ first: [Word], with second: [Word]) -> Merged {
        var slots = first.map { [$0] }
        var taken = 0
        for place in places(first, with: second) {
            guard let start = place.first.min(),
                isBetter(place.second, than: place.first.map { first[$0] })
            else { continue }
            for index in place.first { slots[index] = [] }
            slots[start] = place.second
            taken += 1
        }
        return Merged(words: slots.flatMap { $0 }, taken: taken)
    }

    /// Indices of words of the first reading, and words of the second from the left.
    private typealias Place = (first: [Int], second: [Word])

    private static func places(_ first: [Word], with second: [Word]) -> [Place] {
        let all =
            (first.enumerated().map { (word: $1, index: Int?.some($0)) }
            + second.map { ($0, nil) })
            .sorted { $0.word.box.left < $1.word.box.left }
        var places: [Place] = []
        var end = 0.0
        for (word, index) in all {
            let slack = Double(word.box.width) * overlap
            let (left, right) = (Double(word.box.left) + slack, Double(word.box.right) - slack)
            let isNew = places.isEmpty || left >= end
            if isNew { places.append(([], [])) }
            end = isNew ? right : max(end, right)
            if let index {
                places[places.count - 1].first.append(index)
            } else {
                places[places.count - 1].second.append(word)
            }
        }
        return places
    }

    private static func isBetter(_ second: [Word], than first: [Word]) -> Bool {
        let before = first.meanConfidence.value
        return before < DoubtfulSpans.doubt && second.meanConfidence.value > before
    }
}
