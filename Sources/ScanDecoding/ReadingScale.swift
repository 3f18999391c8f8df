import ArchiveModel

/// The size at which a page is decoded.
enum ReadingScale {
    /// How many pixels of the scan, each way, make one decoded pixel.
    ///
    /// Scans of 560 dots per inch and more are read at half size or less: recognition needs about
    /// 300, and an A3 page in colour would not fit into a worker's memory. Without a resolution, a
    /// page longer than 8,000 pixels is assumed to have 600.
    static func reduction(_ resolution: Resolution?, width: Int, height: Int) -> Int {
        let dense =
            resolution.map { min($0.horizontal, $0.vertical) }
            ?? (max(width, height) > 8000 ? 600 : 300)
        return min(max(1, Int(dense / 280)), max(1, min(width, height) / 500))
    }
}

extension Resolution {
    /// Whether a scanner could have meant it: finite and between 30 and 4,800 dots per inch.
    var isBelievable: Bool {
        [horizontal, vertical].allSatisfy { $0.isFinite && $0 >= 30 && $0 <= 4800 }
    }

    func reduced(by factor: Int) -> Resolution {
        Resolution(horizontal: horizontal / Double(factor), vertical: vertical / Double(factor))
    }
}
