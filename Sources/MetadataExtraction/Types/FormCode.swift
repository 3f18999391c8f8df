import ArchiveModel
import RomanianText

/// Printed codes of forms, such as `14-4-1`: the strongest evidence, but only in a corner or in the
/// last line, since `14-3-12` may also be a date.
enum FormCode {
    /// Form codes are short segments of their own.
    private static let longest = 40

    /// The segments of a page where a form code may stand.
    static func places(on page: PageLayout) -> [PageSegment] {
        guard page.lineHeight > 0, let top = page.segments.map(\.box.top).min(),
            let bottom = page.segments.map(\.box.bottom).max()
        else { return [] }
        let margin = (bottom - top) / 10
        return page.segments.filter {
            $0.text.bytes.count <= longest
                && ($0.box.bottom <= top + margin || $0.box.top >= bottom - margin)
        }
    }

    /// Whether a segment holds a code as a whole.
    static func found(_ code: [UInt8], in segment: PageSegment) -> Bool {
        let bytes = segment.text.bytes.filter { $0 != Fold.space }
        guard !code.isEmpty, bytes.count >= code.count else { return false }
        return (0...bytes.count - code.count).contains { start in
            let end = start + code.count
            let before = start > 0 ? bytes[start - 1] : 0
            let after = end < bytes.count ? bytes[end] : 0
            return bytes[start..<end].elementsEqual(code)
                && !before.isASCIIDigit && !joins(before) && !after.isASCIIDigit && !joins(after)
        }
    }

    private static func joins(_ byte: UInt8) -> Bool { "-./".utf8.contains(byte) }
}
