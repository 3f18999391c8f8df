/// A page named for good: by the digest of its scan and its number in it, whichever document it is
/// in.
package struct PageAddress: Hashable, Sendable, Codable {
    /// What names the scan.
    package var scan: ContentDigest
    /// Number of the page in the scan, from 1.
    package var number: Int

    /// Names a page.
    package init(scan: ContentDigest, number: Int) {
        self.scan = scan
        self.number = number
    }
}

/// What was read on a page, with the page that it is.
package struct AddressedPage: Sendable {
    /// Which page.
    package var address: PageAddress
    /// What was read on it.
    package var reading: RecognizedPage

    /// Puts both together.
    package init(address: PageAddress, reading: RecognizedPage) {
        self.address = address
        self.reading = reading
    }
}
