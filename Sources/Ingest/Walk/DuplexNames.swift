package import ArchiveModel

/// How the names of files with the fronts of sheets lead to the names of those with their backs.
///
/// Both are patterns with the same wildcards; what these stand for is the same in both names. Case does not matter.
package struct DuplexNames: Sendable {
    private let fronts: String
    private let backs: String

    /// Two files of one folder with the two sides of the same sheets.
    package struct Pair: Sendable, Hashable {
        /// Index of the file with the fronts.
        package let fronts: Int
        /// Index of the file with the backs.
        package let backs: Int
    }

    /// What the names of a folder say.
    package struct Found: Sendable, Equatable {
        /// Files that belong together.
        package internal(set) var pairs: [Pair] = []
        /// Indices of files that are one side, without the other.
        package internal(set) var alone: [Int] = []
    }

    /// By the pattern of both.
    package init(fronts: String, backs: String) {
        self.fronts = NameRules.folded(fronts)
        self.backs = NameRules.folded(backs)
    }

    /// Finds the files of one folder that belong together; of several with the same name, the last.
    ///
    /// The first rule that fits a name counts. Takes time in proportion to the number of names.
    package static func find(in names: [ScanName], by rules: [DuplexNames]) -> Found {
        var found = Found()
        guard !rules.isEmpty else { return found }
        let folded = names.map { NameRules.folded($0.text) }
        let places = Dictionary(zip(folded, names.indices), uniquingKeysWith: { $1 })
        var taken: Set<Int> = []
        for (name, index) in places.sorted(by: { $0.value < $1.value }) {
            guard let back = rules.lazy.compactMap({ $0.backs(of: name) }).first,
                let other = places[back], other != index, !taken.contains(index),
                taken.insert(other).inserted
            else { continue }
            taken.insert(index)
            found.pairs.append(Pair(fronts: index, backs: other))
        }
        found.alone = names.indices.filter { index in
            !taken.contains(index) && rules.contains { $0.isSide(folded[index]) }
        }
        return found
    }

    /// The name of the file with the backs of one with fronts; nil for other names.
    private func backs(of name: String) -> String? {
        FilePattern.fillings(of: fronts, in: name).map { FilePattern.text(of: backs, with: $0) }
    }

    private func isSide(_ name: String) -> Bool {
        FilePattern.matches(fronts, text: name) || FilePattern.matches(backs, text: name)
    }
}
