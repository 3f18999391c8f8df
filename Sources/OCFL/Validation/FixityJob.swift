/// A digest that a file must have, and the rule that it otherwise breaks.
package struct ExpectedDigest: Hashable, Sendable {
    /// The source of the digest; the value is the code of the rule that a mismatch breaks.
    enum Rule: String {
        case manifest = "E092"
        case fixity = "E093"
    }

    let algorithm: DigestAlgorithm
    /// Lower-case hexadecimal digits.
    package let digest: ByteString
    let rule: Rule
    /// The inventory that says so.
    let inventory: ByteString
}

/// A file with the digests that it must have.
package struct FixityJob: Sendable {
    /// The file's place.
    package let path: [UInt8]
    /// Its name in findings.
    package let label: ByteString
    /// The digests that it must have, in any algorithm.
    package let expected: [ExpectedDigest]
}

/// The outcome of hashing some files.
package struct FixityResult: Sendable {
    /// In the order of the jobs.
    package var findings: [OCFLFinding] = []
    /// How many files were read.
    package var files = 0
    /// How many bytes were read.
    package var bytes: Int64 = 0
}
