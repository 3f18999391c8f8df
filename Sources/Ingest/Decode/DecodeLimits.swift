/// What decoding of one scan may cost.
public struct DecodeLimits: Sendable, Codable, Hashable {
    /// Most pixels of one page.
    public var maxPixels: Int
    /// Most pages of one scan.
    public var maxPages: Int
    /// Most seconds that drawing one PDF page may take.
    public var seconds: Int

    /// Makes limits.
    public init(maxPixels: Int, maxPages: Int, seconds: Int) {
        self.maxPixels = maxPixels
        self.maxPages = maxPages
        self.seconds = seconds
    }

    /// Refuses a page whose pixels are over the limit or whose sides are absurd.
    func check(width: Int, height: Int) throws(IngestError) {
        guard width > 0, height > 0 else {
            throw .damaged("a page of \(width) × \(height) pixels")
        }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        if overflow || pixels > maxPixels {
            throw .tooLarge("a page of \(width) × \(height) pixels", limit: "\(maxPixels) pixels")
        }
    }
}
