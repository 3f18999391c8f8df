import ArchiveModel

/// Chooses, place by place, between two readings of the same print.
///
/// Words of both readings that overlap from left to right make a place. The second reading takes a place
/// when it is surer there and the first was in doubt; it adds and takes away no place.
enum SpanMerge {
    /// Share of a word's width, on each side, by which words may overlap and still be neighbours.
    private static let overlap = 0.1

    /// The merged words, and how many places the second reading took.
    static func merged(_ first: [Word], _ second: [Word]) -> (words: [Word], taken: Int) {
        var result: [Word] = []
        var taken = 0
        for place in places(first, second) {
            if !place.first.isEmpty, !place.second.isEmpty,
                confidence(place.first) < DoubtfulSpans.doubt,
                confidence(place.second) > confidence(place.first)
            {
                result += place.second
                taken += 1
            } else {
                result += place.first
            }
        }
        return (result, taken)
    }

    private typealias Place = (first: [Word], second: [Word])

    private static func places(_ first: [Word], _ second: [Word]) -> [Place] {
        let all = (first.map { (word: $0, isFirst: true) } + second.map { ($0, false) })
            .sorted { $0.word.box.left < $1.word.box.left }
        var places: [Place] = []
        var end = 0.0
        for (word, isFirst) in all {
            let slack = Double(word.box.width) * overlap
            let (left, right) = (Double(word.box.left) + slack, Double(word.box.right) - slack)
            if places.isEmpty || left >= end {
                places.append(([], []))
                end = right
            }
            end = max(end, right)
            if isFirst {
                places[places.count - 1].first.append(word)
            } else {
                places[places.count - 1].second.append(word)
            }
        }
        return places
    }

    /// Mean confidence, weighted by length.
    private static func confidence(_ words: [Word]) -> Double {
        let letters = words.reduce(0) { $0 + $1.text.count }
        guard letters > 0 else { return 0 }
        return words.reduce(0) { $0 + $1.confidence.value * Double($1.text.count) }
            / Double(letters)
    }
}
