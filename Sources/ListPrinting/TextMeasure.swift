/// Breaks text into lines by the widths of its letters.
struct TextMeasure {
    /// The width of a text, in points.
    let width: (String, Lettering) -> Double

    /// The lines of a text that is not to be broader than `measure`; one at least.
    ///
    /// Lines end at blanks; a word that is too long for a line is parted between letters.
    func lines(of text: String, within measure: Double, _ lettering: Lettering) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if width(longer, lettering) <= measure {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            var parts = parts(of: word, within: measure, lettering)
            line = parts.removeLast()
            lines += parts
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// A word in parts of which each fits; one part at least, each of one letter at least.
    private func parts(
        of word: Substring, within measure: Double, _ lettering: Lettering
    ) -> [String] {
        var parts = [""]
        for letter in word {
            let longer = parts[parts.count - 1] + String(letter)
            if parts[parts.count - 1].isEmpty || width(longer, lettering) <= measure {
                parts[parts.count - 1] = longer
            } else {
                parts.append(String(letter))
            }
        }
        return parts
    }
}
