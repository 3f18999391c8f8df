/// A digest that a file must have, and the rule that it breaks otherwise.
struct ExpectedDigest: Hashable, Sendable {
    /// What gives the digest; the value is the code of the rule that a mismatch breaks.
    enum Rule: String {
        case manifest = "E092"
        case fixity = "E093"
    }

    let algorithm: DigestAlgorithm
    /// Small hexadecimal digits.
    let digest: ByteString
    let rule: Rule
    /// The inventory that says so.
    let inventory: ByteString
}

/// A file with the digests that it must have.
struct FixityJob: Sendable {
    /// Where the file lies.
    let path: [UInt8]
    /// What findings call it.
    let label: ByteString
    let expected: [ExpectedDigest]
}

/// What came of hashing some files.
struct FixityResult: Sendable {
    /// In the order of the jobs.
    var findings: [OCFLFinding] = []
    var files = 0
    var bytes: Int64 = 0
}
