/// A digest that a file must have, and the rule that it breaks otherwise.
struct ExpectedDigest: Hashable, Sendable {
    let algorithm: DigestAlgorithm
    /// Small hexadecimal digits.
    let digest: ByteString
    /// `E092` for a manifest, `E093` for a fixity block.
    let code: String
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
