import DurableFiles
import Yams

extension SettingsReader {
    /// How files with the two sides of the same sheets are named; none when nothing is said.
    func duplex(_ node: Node?) throws(StoreError) -> [ArchiveSettings.Duplex] {
        guard let node, !Self.isNull(node) else { return [] }
        guard let names = node.mapping else {
            throw invalid(
                node, problem: "'duplex' holds indented '\"*fronts*\": \"*backs*\"' lines")
        }
        var result: [ArchiveSettings.Duplex] = []
        for (key, value) in names {
            guard let fronts = key.scalar?.string, let backs = value.scalar?.string,
                Self.lead(from: fronts, to: backs)
            else {
                throw invalid(
                    key,
                    problem:
                        "two different patterns for names are expected, with the same * and ? in both, such "
                        + "as \"*fronts*\": \"*backs*\"")
            }
            result.append(.init(fronts: fronts, backs: backs))
        }
        return result
    }

    /// Whether the names of one pattern lead to those of the other.
    private static func lead(from fronts: String, to backs: String) -> Bool {
        return fronts.lowercased() != backs.lowercased() && fronts.contains { !isWildcard($0) }
            && !(fronts + backs).contains("/")
            && fronts.filter(isWildcard) == backs.filter(isWildcard)
    }
}
