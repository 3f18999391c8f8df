import ArchiveModel
import Glibc

/// The identity of an archive: made once, kept in `archive.yaml`, the same in its backups.
///
/// By it a nightly job knows that the disk it writes to is the one it means.
package struct ArchiveID: Codable, Hashable, Sendable {
    /// The identity as people and programs write it, in small letters.
    package let text: String

    /// Reads an identity; nil for anything but five groups of hexadecimal digits, as in a UUID.
    package init?(_ text: String) {
        let lower = text.lowercased()
        let groups = lower.utf8.split(
            separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.joined().allSatisfy(\.isLowerHexDigit),
            groups.map(\.count) == [8, 4, 4, 4, 12]
        else { return nil }
        self.text = lower
    }

    /// A new identity that no other archive has.
    package static func random() -> ArchiveID {
        ArchiveID(bytes: (0..<16).map { _ in UInt8.random(in: .min ... .max) }, version: 4)
    }

    /// The identity of an archive that was made before archives had one, from the hash of the first
    /// event of its log, which all copies of it share.
    package init(firstEvent hash: some Sequence<UInt8>) {
        self.init(bytes: Array(hash.prefix(16)), version: 8)
    }

    /// Sets the bits by which a UUID says how it was made (RFC 9562).
    private init(bytes: [UInt8], version: UInt8) {
        var bytes = bytes + [UInt8](repeating: 0, count: max(0, 16 - bytes.count))
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        text = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hexadecimal.text(of: bytes[$0]) }
            .joined(separator: "-")
    }
}
