package import ArchiveModel
import Foundation
package import ScanDecoding

/// The sample files of the repository, found from where this source lies.
package enum Fixtures {
    /// The folder `fixtures`.
    package static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/fixtures"

    /// A contract of three pages and three papers of one, by paths under `fixtures`.
    package static let sixPages = [
        "batch/lot_0001/20240318_0001.tif", "batch/lot_0001/20240318_0002.png",
        "batch/lot_0001/20240318_0003.tif", "batch/lot_0002/Certificat 5120.pdf",
    ]

    /// A picture with one line of text, quickly read, by its path under `fixtures`.
    package static let oneLine = "formats/png-grey.png"

    /// The path of a file of the sample batch, such as `lot_0001/20240318_0001.tif`.
    package static func batch(_ name: String) -> String { folder + "/batch/" + name }

    /// The path of a file in one of the varieties that a decoder meets.
    package static func format(_ name: String) -> String { folder + "/formats/" + name }

    /// Limits that no fixture but the picture bomb comes near.
    package static let limits = DecodeLimits(
        maxPixels: 200_000_000, maxPages: 100, seconds: 60)

    /// The pixels of a page of the sample batch.
    package static func image(_ name: String, page: Int = 1) async throws -> PageImage {
        try await pixels(batch(name), page: page)
    }

    /// The pixels of the first page of a file in one of the varieties that a decoder meets.
    package static func image(format name: String) async throws -> PageImage {
        try await pixels(format(name), page: 1)
    }

    /// The path of a sheet with codes, or of a page that only looks like one.
    package static func code(_ name: String) -> String { folder + "/codes/" + name }

    /// The pixels of a sheet with codes.
    package static func image(code name: String) async throws -> PageImage {
        try await pixels(code(name), page: 1)
    }

    private static func pixels(_ path: String, page: Int) async throws -> PageImage {
        let decoder = ScanDecoder(path: path, limits: limits)
        let format = try await decoder.survey().format
        guard case .image(let decoded) = try await decoder.decode(page: page, format: format).page
        else { throw FixtureError(description: "\(path) is no picture") }
        return decoded.image
    }
}

/// A fixture is not what a test needs.
package struct FixtureError: Error, CustomStringConvertible {
    /// What is wrong with it.
    package let description: String

    /// Says what is wrong.
    package init(description: String) {
        self.description = description
    }
}
