/// The limits for decoding one scan.
package struct DecodeLimits: Sendable, Codable, Hashable {
    /// Most pixels of one page.
    package var maxPixels: Int
    /// Most pages of one scan.
    package var maxPages: Int
    /// Most seconds that drawing one PDF page may take.
    package var seconds: Int

    /// Makes limits.
    package init(maxPixels: Int, maxPages: Int, seconds: Int) {
        self.maxPixels = maxPixels
        self.maxPages = maxPages
        self.seconds = seconds
    }

    /// Refuses a page whose pixels exceed the limit or whose sides are absurd.
    func check(width: Int, height: Int) throws(ScanError) {
        guard width > 0, height > 0 else {
            throw .damaged("a page of \(width) × \(height) pixels")
        }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        if overflow || pixels > maxPixels {
            throw .tooLarge("a page of \(width) × \(height) pixels", limit: "\(maxPixels) pixels")
        }
    }
}
