/// The number of a batch in its catalogue.
package struct BatchID: RawRepresentable, Hashable, Sendable, Codable {
    /// The number, from 1.
    package let rawValue: Int64

    /// Makes an identifier from its number.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// The number of a scan in its catalogue.
package struct ScanID: RawRepresentable, Hashable, Sendable, Codable {
    /// The number, from 1.
    package let rawValue: Int64

    /// Makes an identifier from its number.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/// What taking in a file came to.
package enum AccessionOutcome: Hashable, Sendable {
    /// It is new: its bytes are archived under this scan.
    case added(ScanID)
    /// The same batch already holds the same bytes under the same name; nothing was added.
    case known(ScanID)
    /// The bytes are archived under another name or batch; recorded, and not stored again.
    case duplicate(ScanID, of: ScanID)

    /// The scan's number, whichever it was.
    package var scan: ScanID {
        switch self {
        case .added(let id), .known(let id), .duplicate(let id, _): id
        }
    }
}
