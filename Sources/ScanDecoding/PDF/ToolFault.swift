/// Distinguishes a program that could not be run from one that gave up on a PDF.
enum ToolFault {
    /// Why the program itself is at fault, judging by its output before it began; nil if it is not.
    ///
    /// The program that starts it, and the loader of shared libraries, begin their lines with a
    /// program's name; poppler's programs do not, whatever a PDF holds.
    static func reason(in errors: [UInt8], of tool: String) -> String? {
        let lines = errors.prefix(4096).split(separator: UInt8(ascii: "\n"))
        for line in lines.prefix(4) {
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("Inconsistency detected by ld.so") { return "its loader gave up" }
            guard let colon = text.firstRange(of: ": ") else { continue }
            let program = text[..<colon.lowerBound].split(separator: "/").last.map(String.init)
            let said = text[colon.upperBound...]
            if program == PopplerTool.limiter { return "\(PopplerTool.limiter) cannot start it" }
            let isLoader = ["error while loading", "symbol lookup error", "relocation error"]
                .contains { said.hasPrefix($0) }
            if program == tool, isLoader { return "a library of it is missing or damaged" }
        }
        return nil
    }
}
