/// Makes text from scans and file names safe to show on a terminal.
package enum TerminalText {
    /// Stands where bytes were no UTF-8; nobody types it.
    package static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// The text with every control or invisible formatting character written as an escape.
    package static func sanitized(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if isSafe(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += escaped(scalar)
            }
        }
        return result
    }

    /// Whether a terminal shows the character and does nothing else with it.
    package static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
            return false
        default:
            return true
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
}
