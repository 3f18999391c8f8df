import ArchiveModel
import DurableFiles
import Yams

extension SettingsReader {
    /// Longest text of a code that can be configured, in bytes; a Code 39 of this length fills a page.
    private static let longestPayload = 80
    private static let patches: [String: Barcode.Symbology] = [
        "1": .patch1, "2": .patch2, "3": .patch3, "4": .patch4, "6": .patch6, "T": .patchT,
    ]

    /// How a patch code is written in the settings; nil for other codes.
    static func patchName(_ symbology: Barcode.Symbology) -> String? {
        patches.first { $0.value == symbology }?.key
    }

    /// Texts of codes on separator sheets; nil when nothing is said.
    func payloads(_ node: Node?) throws(StoreError) -> [String]? {
        guard let node, !Self.isNull(node) else { return nil }
        var result: [String] = []
        for item in items(of: node) {
            guard let text = item.scalar?.string, !text.isEmpty,
                text.utf8.count <= Self.longestPayload
            else {
                throw invalid(
                    item,
                    problem: "a text of a code is expected, of 1 to \(Self.longestPayload) bytes")
            }
            result.append(text)
        }
        return result
    }

    /// Patch codes on separator sheets; nil when nothing is said.
    func patches(_ node: Node?) throws(StoreError) -> [Barcode.Symbology]? {
        guard let node, !Self.isNull(node) else { return nil }
        var result: [Barcode.Symbology] = []
        for item in items(of: node) {
            guard let patch = item.scalar.flatMap({ Self.patches[$0.string.uppercased()] }) else {
                throw invalid(item, problem: "a patch code is 1, 2, 3, 4, 6 or T")
            }
            result.append(patch)
        }
        return result
    }

    private func items(of node: Node) -> [Node] { node.sequence.map(Array.init) ?? [node] }
}
