import Glibc

/// Who does something to an archive: named in versions of objects and in the event log.
public struct ActingUser: Sendable, Hashable {
    /// The name, without control characters.
    public let name: String
    /// The name with the machine, as an `acct:` URI (RFC 7565).
    public let address: String

    /// Names a person or a job; control characters are left out.
    public init(name: String) {
        let plain = String(String.UnicodeScalarView(name.unicodeScalars.filter(Self.isPlain)))
        self.name = plain.isEmpty ? "unknown" : plain
        address = "acct:\(Self.percentEncoded(self.name))@\(Self.percentEncoded(Self.host))"
    }

    /// The user that the process runs as.
    public static var current: ActingUser {
        let user = geteuid()
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else {
            return ActingUser(name: "uid \(user)")
        }
        return ActingUser(name: String(cString: name))
    }

    /// The machine's name, without asking the network.
    static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let bytes = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func percentEncoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                byte < 0x80
                && (scalar.properties.isAlphabetic
                    || "-._~0123456789".unicodeScalars.contains(scalar))
            if isPlain {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
