import ArchiveModel

/// The name of a version's folder: `v1`, or padded with zeros to a constant length.
struct VersionName {
    let text: ByteString
    let number: Int
    /// Number of digits if the name begins with a zero; nil otherwise.
    let padding: Int?

    /// Takes a name apart; nil if it is not `v` and digits, or the number is absurd.
    init?(_ text: ByteString) {
        let digits = text.bytes.dropFirst()
        guard text.bytes.first == UInt8(ascii: "v"), (1...18).contains(digits.count),
            digits.allSatisfy(\.isASCIIDigit),
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        self.text = text
        self.number = number
        padding = digits.first == 0x30 && digits.count > 1 ? digits.count : nil
    }

    /// Checks that names are one sequence from 1 in one convention; they may come in any order.
    static func checkSequence(_ names: [VersionName], path: ByteString, log: FindingLog) {
        guard let first = names.first(where: { $0.number == 1 }) else {
            log.add("E009", path, "the versions do not start at 1")
            return
        }
        if first.padding != nil { log.add("W001", path, "version numbers are padded with zeros") }
        for name in names where name.padding != first.padding {
            let length = name.text.bytes.count - 1
            if name.padding == nil, first.padding == length {
                log.add("E011", path, "\(name.text.shown) does not begin with v0 as the others do")
            } else {
                log.add("E012", path, "\(name.text.shown) is not named like \(first.text.shown)")
            }
            log.add("E013", path, "\(name.text.shown) breaks the naming of the versions before it")
        }
        let numbers = Set(names.map(\.number))
        if numbers.count != names.count {
            log.add("E012", path, "two versions have the same number")
        }
        if numbers.contains(0) {
            log.add("E009", path, "there may be no version 0")
        } else if let last = numbers.max(), last != numbers.count {
            log.add("E010", path, "versions are missing between 1 and \(last)")
        }
    }
}
