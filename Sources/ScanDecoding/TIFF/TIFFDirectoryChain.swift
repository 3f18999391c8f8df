/// The directories of a TIFF file in the order in which each names the next.
struct TIFFDirectoryChain {
    /// How the chain ends.
    enum Ending: Hashable {
        /// With a directory that names no next one.
        case whole
        /// With a link to something that is not a directory.
        case broken
        /// With a link back to an earlier directory; counted from 1.
        case loop(to: Int)
        /// There are more directories than are allowed.
        case limit
    }

    private(set) var directories: [TIFFDirectory] = []
    private(set) var ending = Ending.whole

    /// Follows the links from `first`, none of them twice.
    ///
    /// - Parameters:
    ///   - limit: Most directories.
    ///   - read: The directory at a place; nil if there is none.
    init(from first: Int, limit: Int, read: (Int) -> TIFFDirectory?) {
        var numbers: [Int: Int] = [:]
        var place = first
        while place != 0 {
            if let number = numbers[place] {
                ending = .loop(to: number)
                return
            }
            guard let directory = read(place) else {
                ending = .broken
                return
            }
            if directories.count == limit {
                ending = .limit
                return
            }
            directories.append(directory)
            numbers[place] = directories.count
            place = directory.next
        }
    }

    /// The directories that are pages: neither masks nor smaller copies of other pages.
    ///
    /// Scanner and camera programs put thumbnails into the same chain, and programs that separate
    /// print from paper put masks there. If there is nothing else, each of them is a page.
    var pages: [TIFFDirectory] {
        let kept = directories.filter { !$0.isMask && !isSmallCopy($0) }
        return kept.isEmpty ? directories : kept
    }

    private func isSmallCopy(_ directory: TIFFDirectory) -> Bool {
        directories.contains { other in
            guard !other.isMask, !other.isMarkedReduced,
                other.width > directory.width, other.height > directory.height
            else { return false }
            return directory.isMarkedReduced || Self.isThumbnail(directory, of: other)
        }
    }

    /// Unmarked thumbnails: of at most 256 pixels, at most a quarter as wide, and of the same
    /// shape.
    private static func isThumbnail(_ small: TIFFDirectory, of large: TIFFDirectory) -> Bool {
        guard max(small.width, small.height) <= 256, small.width * 4 <= large.width else {
            return false
        }
        let shapes = (
            Double(small.width) * Double(large.height), Double(small.height) * Double(large.width)
        )
        return abs(shapes.0 - shapes.1) <= 0.03 * max(shapes.0, shapes.1)
    }
}
