import Foundation

/// Decides by name which files in a folder of scans are not scans, and which are not scans yet.
///
/// Patterns know `*` and `?`; case does not matter; a slash at the end means folders only.
package struct NameRules: Sendable {
    /// What file managers and network disks leave: nobody wants to hear of it.
    private let litter: [Pattern]
    private let skipped: [Pattern]
    private let unfinished: [Pattern]

    /// The built-in patterns of `Resources/names.txt`, and those of an archive: names that are to be skipped,
    /// and more names of unfinished transfers.
    package init(skip: [String] = [], unfinished: [String] = []) {
        let table = NameTable(PackageResources.names_txt)
        litter = table.skip.map(Pattern.init)
        skipped = skip.map(Pattern.init)
        self.unfinished = (table.unfinished + unfinished).map(Pattern.init)
    }

    /// Whether a file or folder of this name is passed over in silence; hidden ones always are.
    func isPassedOver(_ name: [UInt8], isFolder: Bool) -> Bool {
        if name.first == UInt8(ascii: ".") { return true }
        return Self.matches(litter, name, isFolder: isFolder)
    }

    /// Whether the archive's settings say that a file or folder of this name is to be skipped; that is told.
    func isSkipped(_ name: [UInt8], isFolder: Bool) -> Bool {
        Self.matches(skipped, name, isFolder: isFolder)
    }

    /// Whether the name is that of an unfinished transfer.
    func isUnfinished(_ name: [UInt8]) -> Bool {
        Self.matches(unfinished, name, isFolder: false)
    }

    private static func matches(_ patterns: [Pattern], _ name: [UInt8], isFolder: Bool) -> Bool {
        let folded = NameRules.folded(String(decoding: name, as: UTF8.self))
        return patterns.contains { $0.matches(folded, isFolder: isFolder) }
    }
}

extension NameRules {
    /// Lower case and composed, so that a name from a Mac is the same as one typed here.
    static func folded(_ text: String) -> String {
        text.lowercased().precomposedStringWithCanonicalMapping
    }
}

/// One pattern for names.
private struct Pattern {
    private let text: String
    private let isForFolders: Bool

    init(_ pattern: String) {
        isForFolders = pattern.hasSuffix("/")
        text = NameRules.folded(isForFolders ? String(pattern.dropLast()) : pattern)
    }

    func matches(_ folded: String, isFolder: Bool) -> Bool {
        (isFolder || !isForFolders) && FilePattern.matches(text, text: folded)
    }
}

/// Patterns with `*` and `?`, as shells use them for file names.
package enum FilePattern {
    /// Whether the whole text matches; a slash is an ordinary character.
    package static func matches(_ pattern: String, text: String) -> Bool {
        let (pattern, text) = (Array(pattern), Array(text))
        var (place, index) = (0, 0)
        var star: (place: Int, index: Int)?
        while index < text.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, index)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[index]
            {
                place += 1
                index += 1
            } else if let back = star {
                star = (back.place, back.index + 1)
                (place, index) = (back.place + 1, back.index + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }

    /// What each wildcard of a pattern stands for in a text, the first ones as short as can be; nil when the text does
    /// not match.
    package static func fillings(of pattern: String, in text: String) -> [String]? {
        guard matches(pattern, text: text) else { return nil }
        guard let first = pattern.first else { return [] }
        let rest = String(pattern.dropFirst())
        guard "*?".contains(first) else { return fillings(of: rest, in: String(text.dropFirst())) }
        let lengths = first == "?" ? 1...1 : 0...text.count
        for length in lengths {
            guard let others = fillings(of: rest, in: String(text.dropFirst(length)))
            else { continue }
            return [String(text.prefix(length))] + others
        }
        return nil
    }

    /// The text that a pattern makes with something for each of its wildcards.
    package static func text(of pattern: String, with fillings: [String]) -> String {
        var fillings = fillings[...]
        return pattern.reduce(into: "") { text, letter in
            text += "*?".contains(letter) ? fillings.popFirst() ?? "" : String(letter)
        }
    }
}

/// The lines of `names.txt` by section.
private struct NameTable {
    private(set) var skip: [String] = []
    private(set) var unfinished: [String] = []

    init(_ bytes: [UInt8]) {
        var isUnfinished = false
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            switch line {
            case "[skip]": isUnfinished = false
            case "[unfinished]": isUnfinished = true
            // A pattern may begin with #; in a remark a space follows it.
            case _ where line == "#" || line.hasPrefix("# "): continue
            default:
                let pattern = String(line).replacing("\\x0d", with: "\r")
                if isUnfinished { unfinished.append(pattern) } else { skip.append(pattern) }
            }
        }
    }
}
