import ArchiveModel
import DurableFiles
import Glibc

/// Who does something to an archive: named in versions of objects and in the event log.
package struct ActingUser: Sendable, Hashable {
    /// The name, without control characters.
    package let name: String
    /// The system's user that the process runs as and its machine, such as `root@primarie`, whatever
    /// the name is; other characters than the plainest are percent-encoded.
    package let account: String
    /// The account as an `acct:` URI (RFC 7565).
    package var address: String { "acct:" + account }

    /// Who and when in words, such as `Ion on 2026-11-22 at 02:00 UTC`, fit for a terminal.
    ///
    /// `time` is ISO 8601; nil where it is not known.
    package func words(at time: String?) -> String {
        let when = time.map { " on \($0.prefix(10)) at \($0.dropFirst(11).prefix(5)) UTC" } ?? ""
        return TerminalText.sanitized(name) + when
    }

    /// Most bytes of a name in UTF-8.
    package static let longestName = 200

    /// Names a person or a job, beside the user that the process runs as.
    ///
    /// Control characters are left out.
    package init(name: String) {
        self.init(name: name, account: Self.currentAccount)
    }

    /// Names who made a version: its `user`, whose address holds the account.
    package init(name: String, address: String) {
        let plain = address.hasPrefix("acct:") ? String(address.dropFirst(5)) : address
        self.init(name: name, account: Self.plain(plain))
    }

    private init(name: String, account: String) {
        let plain = Self.plain(name)
        self.name = plain.isEmpty ? "unknown" : plain
        self.account = account
    }

    /// Whether a text can be a name as it is: of 1 to 200 bytes of UTF-8, not blank, and without
    /// control characters, line ends and marks of direction.
    package static func isName(_ text: String) -> Bool {
        text.utf8.count <= longestName && plain(text) == text
            && text.unicodeScalars.contains { !$0.properties.isWhitespace }
            && !text.unicodeScalars.contains(TerminalText.replacement)
    }

    /// The user that the process runs as.
    package static var current: ActingUser { ActingUser(name: systemUser) }

    private static var systemUser: String {
        let user = geteuid()
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else {
            return "uid \(user)"
        }
        return String(cString: name)
    }

    private static var currentAccount: String {
        "\(inAddress.encode(plain(systemUser).utf8))@\(inAddress.encode(HostName.current.utf8))"
    }

    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter(isPlain)))
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    /// What RFC 3986 calls unreserved stays.
    private static let inAddress = PercentEncoding(letters: .capital) {
        $0.isASCIILetter || $0.isASCIIDigit || "-._~".utf8.contains($0)
    }
}
