import ArchiveModel

/// Cuts the piece of a page that shows best why it was found.
enum Snippet {
    /// Longest snippet in characters, marks of omission included.
    static let length = 160

    /// The pieces of the snippet, matches marked; the start of the page when nothing matches.
    static func parts(of matches: PageMatches) -> [SnippetPart] {
        let window = window(of: matches)
        var parts: [SnippetPart] = []
        if window.lowerBound > (matches.text.tokens.first?.source.lowerBound ?? 0) {
            parts.append(SnippetPart(text: "…", isMatch: false))
        }
        var position = window.lowerBound
        for place in matches.places where place.range.overlaps(window) {
            let range = place.range.clamped(to: window)
            append(matches.text.source[position..<range.lowerBound], isMatch: false, to: &parts)
            append(matches.text.source[range], isMatch: true, to: &parts)
            position = range.upperBound
        }
        append(matches.text.source[position..<window.upperBound], isMatch: false, to: &parts)
        if window.upperBound < (matches.text.tokens.last?.source.upperBound ?? 0) {
            parts.append(SnippetPart(text: "…", isMatch: false))
        }
        return parts
    }

    /// Bytes are at least characters, so a window of so many bytes never shows too much.
    private static let windowBytes = length - 4

    /// The window with the most different terms, then the most matches, with words around them.
    private static func window(of matches: PageMatches) -> Range<Int> {
        let tokens = matches.text.tokens
        guard let firstToken = tokens.first else { return 0..<0 }
        var core = firstToken.source.lowerBound..<firstToken.source.lowerBound
        var bestScore = 0
        for (index, start) in matches.places.enumerated() {
            let inside = matches.places[index...].prefix {
                $0.range.upperBound - start.range.lowerBound <= windowBytes
            }
            let score = Set(inside.map(\.term)).count * 100 + inside.count
            if score > bestScore {
                bestScore = score
                core = start.range.lowerBound..<(inside.last ?? start).range.upperBound
            }
        }
        if bestScore == 0, let first = matches.places.first { core = first.range }
        return widened(core, in: matches.text)
    }

    /// Adds whole words on both sides in turn while there is room.
    private static func widened(_ core: Range<Int>, in text: SearchTokens) -> Range<Int> {
        var (start, end) = (core.lowerBound, min(core.upperBound, core.lowerBound + windowBytes))
        var before = text.tokens.lastIndex { $0.source.upperBound <= start }
        var after = text.tokens.firstIndex { $0.source.lowerBound >= end }
        while before != nil || after != nil {
            if let index = before {
                let wider = text.tokens[index].source.lowerBound
                let fits = end - wider <= windowBytes
                if fits { start = wider }
                before = fits && index > 0 ? index - 1 : nil
            }
            if let index = after {
                let wider = text.tokens[index].source.upperBound
                let fits = wider - start <= windowBytes
                if fits { end = wider }
                after = fits && index + 1 < text.tokens.count ? index + 1 : nil
            }
        }
        return start..<max(start, end)
    }

    /// Adds a piece with all white space as single spaces and nothing that acts on a terminal.
    private static func append(
        _ bytes: ArraySlice<UInt8>, isMatch: Bool, to parts: inout [SnippetPart]
    ) {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.properties.isWhitespace {
                if text.last != " " { text.unicodeScalars.append(" ") }
            } else if TerminalText.isSafe(scalar) && scalar != "\u{FFFD}" {
                text.unicodeScalars.append(scalar)
            }
        }
        if !text.isEmpty { parts.append(SnippetPart(text: text, isMatch: isMatch)) }
    }
}
