/// The version of an engine, as its name has it: `5.3.0` of `tesseract 5.3.0 ron, Latin`.
package struct EngineVersion: Hashable, Sendable, Comparable {
    private let parts: [Int]

    /// Reads a version of one to five numbers with dots between; nil for anything else.
    package init?(_ text: String) {
        let texts = text.split(separator: ".", omittingEmptySubsequences: false)
        let parts = texts.compactMap { part in
            part.utf8.allSatisfy(\.isASCIIDigit) ? Int(part) : nil
        }
        guard parts.count == texts.count, (1...5).contains(parts.count) else { return nil }
        self.parts = parts
    }

    /// Finds the version in the name of an engine; nil for one without, such as a text layer.
    package init?(ofEngine name: String) {
        let versions = name.split { " ,-".contains($0) }.compactMap { word in
            word.contains(".") ? EngineVersion(String(word)) : nil
        }
        guard let first = versions.first else { return nil }
        self = first
    }

    /// Orders number by number; what is not given counts as 0.
    package static func < (left: EngineVersion, right: EngineVersion) -> Bool {
        left.padded.lexicographicallyPrecedes(right.padded)
    }

    /// Whether no number differs, those that are not given included.
    package static func == (left: EngineVersion, right: EngineVersion) -> Bool {
        left.padded == right.padded
    }

    /// Hashes what equality compares.
    package func hash(into hasher: inout Hasher) { hasher.combine(padded) }

    private var padded: [Int] { parts + Array(repeating: 0, count: 5 - parts.count) }
}
