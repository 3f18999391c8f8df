import ArchiveModel
import RomanianText

/// Which names and values a field may have: the forms that extraction gives.
package enum FieldValue {
    /// Whether a text can be the name of a field: small letters, digits and underscores.
    package static func isName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || byte.isASCIIDigit || byte == 0x5F
        }
        return isPlain && name.utf8.first.map { $0 >= 0x61 } == true && name.utf8.count <= 40
    }

    /// Whether a text has the canonical form of values of a kind.
    ///
    /// Dates are ISO 8601, amounts decimal with two decimals, fiscal codes and personal numbers digits,
    /// accounts 24 capitals and digits, currencies three capitals; anything else is a line of at most 200 characters.
    package static func isValid(_ value: String, of kind: FieldDefinition.Kind) -> Bool {
        switch kind {
        case .date: CalendarDate(iso: value) != nil
        case .amount: isAmount(value)
        case .fiscalCode: FiscalCode.hasForm(value)
        case .currency:
            value.utf8.count == 3 && value.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        case .iban: IBAN.hasForm(value)
        case .cnp: PersonalNumber.hasForm(value)
        case .text, .number, .name, .address: value.count <= 200 && isVisible(value)
        }
    }

    private static func isAmount(_ value: String) -> Bool {
        let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
        let parts = digits.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        return parts.count == 2 && (1...15).contains(parts[0].count) && parts[1].count == 2
            && parts.joined().allSatisfy(\.isASCIIDigit)
    }

    /// Whether a person sees all of a text as it is: no control character, mark of direction or
    /// blank without width, nothing that was no UTF-8, and more than blanks.
    package static func isVisible(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            TerminalText.isSafe(scalar) && scalar != TerminalText.replacement
                && !scalar.properties.isDefaultIgnorableCodePoint
        } && text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }

    /// A text without the blanks around it.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.drop { $0.properties.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
