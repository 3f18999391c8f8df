import ArchiveModel

/// The file whose name declares the kind of a folder, such as `0=ocfl_object_1.1` (NAMASTE).
struct Declaration {
    /// The text before the version: `ocfl_object_` or `ocfl_`.
    enum Subject: String {
        case object = "ocfl_object_"
        case storageRoot = "ocfl_"
    }

    let name: ByteString

    /// Whether the name is that of some declaration.
    static func isOne(_ entry: ObjectFolder.Entry) -> Bool { entry.name.hasPrefix("0=") }

    /// The required content of the file, without the line break at the end.
    var value: [UInt8] { Array(name.bytes.dropFirst(2)) }

    /// The version if it declares the subject; the text may be a version that is not known here.
    func version(of subject: Subject) -> ByteString? {
        let prefix = Array(subject.rawValue.utf8)
        guard value.starts(with: prefix) else { return nil }
        let version = ByteString(value.dropFirst(prefix.count))
        guard let first = version.bytes.first, first.isASCIIDigit else { return nil }
        return version
    }

    func specification(of subject: Subject) -> OCFLSpecification? {
        version(of: subject).flatMap { OCFLSpecification(rawValue: $0.text) }
    }

    /// Whether the file says the same as its name.
    func hasRightContent(in folder: ObjectFolder) -> Bool {
        let content = try? folder.read(name, limit: 1024)
        return content == value + [0x0A]
    }
}
