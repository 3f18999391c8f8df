import Foundation

/// Which of some known names somebody most likely meant who typed another.
package enum NearestName {
    /// The known name that is fewest letters away, case and marks of letters aside; nil when none
    /// is near: more than a third of the letters would have to change.
    ///
    /// Costs the product of the lengths for each name; names longer than 64 characters are not
    /// compared.
    package static func of(_ typed: String, among known: some Sequence<String>) -> String? {
        let letters = folded(typed)
        guard !letters.isEmpty, letters.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for name in known {
            let other = folded(name)
            let limit = max(letters.count, other.count) / 3
            let distance = distance(letters, to: other)
            guard other.count <= 64, distance <= limit else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
        }
        return best?.name
    }

    /// Letters in lower case without marks, so that `număr` and `NUMAR` are one.
    private static func folded(_ text: String) -> [Unicode.Scalar] {
        text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.properties.canonicalCombiningClass == .notReordered
        }
    }

    /// How many letters have to be changed, put in, left out or swapped with the next.
    private static func distance(_ left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isEqual = left[row] == right[column]
                var cost = min(
                    last[column] + (isEqual ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
