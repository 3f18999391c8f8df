package import ArchiveModel

/// The facts about a scan that are known before its first page is written as ALTO.
package struct ALTOScan {
    /// The name under which the scan was received.
    package var fileName: ScanName
    /// The digest of the scan's bytes.
    package var digest: ContentDigest
    /// The readers of its pages, each text once.
    ///
    /// ALTO describes programs at the start of a file and pages refer to them, so a writer that
    /// keeps only one page must know them beforehand.
    package var engines: [String]

    /// Sets the facts.
    package init(fileName: ScanName, digest: ContentDigest, engines: [String]) {
        self.fileName = fileName
        self.digest = digest
        self.engines = engines
    }
}

/// The conventions that writer and reader of ALTO share.
enum ALTOFormat {
    /// Namespace of ALTO 4, whatever its minor version.
    static let namespace = "http://www.loc.gov/standards/alto/ns-v4#"

    /// Identifier of the tag of handwritten words.
    static let handwriting = "handwriting"
    /// The purpose of an alternative that holds the raw reading.
    static let raw = "raw"

    /// ALTO's names for the parts of a word that is broken at the end of a line.
    static func substitution(_ part: Hyphenation.Part) -> String {
        switch part {
        case .first: "HypPart1"
        case .second: "HypPart2"
        }
    }

    /// Longest text of one word in bytes; a longer one becomes several words.
    ///
    /// Escaped, it is at most five times as long and stays below `longestToken`.
    static let longestWord = 64 << 10
    /// Longest name of an engine in bytes.
    static let longestEngine = 64 << 10
    /// Longest text between two tags in bytes: an engine's name, or the raw reading of a word.
    static let longestText = 64 << 10
    /// Bytes of XML without the end of a tag or text, after which a file is given up.
    static let longestToken = 1 << 20
    /// Bytes of XML in one page, after which a file is given up.
    ///
    /// A page reaches the coordinator in 64 MiB of JSON, which escaping makes five times as long.
    static let longestPage = 512 << 20
    /// Words of one page; 64 MiB of JSON, at 72 bytes per word and its text, cannot hold as many.
    static let mostWords = 1 << 20
    /// Bytes of XML in one file, after which it is given up; 20,000 dense pages take a tenth of it.
    static let longestFile = 64 << 30
    /// Nesting depth of elements; the words of a page are seven deep.
    static let deepest = 16
    /// Edges of boxes lie between minus and plus this, so that their differences cannot overflow.
    static let farthestEdge = 1 << 31
}
