import ArchiveModel

/// One problem that a validation found, under the code that the OCFL specification gives to the
/// rule.
public struct OCFLFinding: Hashable, Sendable {
    /// Whether the rule is a MUST or a SHOULD.
    public enum Severity: String, Sendable {
        case error, warning
    }

    /// The rule: `E` and three digits for a MUST, `W` and three digits for a SHOULD.
    public let code: String
    /// The file or folder, relative to the validated folder, safe to show; `.` is that folder
    /// itself.
    public let path: String
    /// The problem, in one sentence, safe to show.
    public let message: String

    /// Errors make an object invalid; warnings do not.
    public var severity: Severity { code.hasPrefix("W") ? .warning : .error }

    /// Creates a finding; the path is made safe to show.
    package init(_ code: String, path: ByteString, message: String) {
        self.code = code
        self.path = path.isEmpty ? "." : ScanName(bytes: path.bytes).display
        self.message = message
    }
}

/// The findings of one object or storage root, in the order in which they were made.
///
/// Only the first thousand of each code are kept, so that a hostile inventory cannot fill the
/// memory.
final class FindingLog {
    static let limit = 1000

    /// The prefix of each path: the object's place in its storage root.
    let prefix: ByteString
    private(set) var findings: [OCFLFinding] = []
    private var counts: [String: Int] = [:]

    init(prefix: ByteString = "") {
        self.prefix = prefix
    }

    func add(_ code: String, _ path: ByteString, _ message: @autoclosure () -> String) {
        let count = counts[code, default: 0] + 1
        counts[code] = count
        guard count <= Self.limit else { return }
        let place = path.isEmpty ? prefix : prefix.appending(path)
        findings.append(OCFLFinding(code, path: place, message: message()))
        if count == Self.limit {
            findings.append(
                OCFLFinding(
                    code, path: prefix, message: "there is more of this kind, which is not listed"))
        }
    }
}
