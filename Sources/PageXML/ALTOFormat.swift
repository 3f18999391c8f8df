package import ArchiveModel

/// What is known of a scan before its first page is written as ALTO.
package struct ALTOScan {
    /// The name under which the scan was received.
    package var fileName: ScanName
    /// The digest of the scan's bytes.
    package var digest: ContentDigest
    /// What read its pages, each text once.
    ///
    /// ALTO describes programs at the start of a file and pages refer to them, so that a writer which
    /// keeps only one page must know them beforehand.
    package var engines: [String]

    /// Says what is known of a scan.
    package init(fileName: ScanName, digest: ContentDigest, engines: [String]) {
        self.fileName = fileName
        self.digest = digest
        self.engines = engines
    }
}

/// What writer and reader of ALTO agree upon.
enum ALTOFormat {
    /// Namespace of ALTO 4, whatever its minor version.
    static let namespace = "http://www.loc.gov/standards/alto/ns-v4#"

    /// Identifier of the tag of words that are written by hand.
    static let handwriting = "handwriting"
    /// The purpose of an alternative that says what the engine read.
    static let raw = "raw"

    /// What ALTO calls a part of a word that is broken at the end of a line.
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
    /// Longest text between two tags in bytes: a name of an engine, or what was read of a word.
    static let longestText = 64 << 10
    /// Bytes of XML without the end of a tag or text, at which a file is given up.
    static let longestToken = 1 << 20
    /// Bytes of XML in one page, at which a file is given up.
    ///
    /// A page reaches the coordinator in 64 MiB of JSON, which escaping makes five times as long.
    static let longestPage = 512 << 20
    /// Words of one page; 64 MiB of JSON, 72 bytes a word and its text, cannot hold as many.
    static let mostWords = 1 << 20
    /// Bytes of XML in one file, at which it is given up; 20,000 dense pages take a tenth of it.
    static let longestFile = 64 << 30
    /// Elements within each other; the words of a page lie seven deep.
    static let deepest = 16
    /// Edges of boxes lie within minus and plus this, so that their differences cannot overflow.
    static let farthestEdge = 1 << 31
}
