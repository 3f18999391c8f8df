import ArchiveModel
import Foundation
import ImageCleanup
import JobQueue
import PageReading
import ScanDecoding

/// The picture of a part of a page, for a person to look at.
struct PartPicture {
    let part: PagePart
    let turn: Int
    let width: Int

    /// Decodes the page as it lies and draws the part; what is wrong with the page is in the answer.
    func drawn(
        of page: Int, format: ScanFormat, scan path: String, limits: DecodeLimits
    ) async -> WorkerAnswer.Content {
        do {
            let decoded = try await ScanDecoder(path: path, limits: limits)
                .decode(page: page, format: format, drawn: true)
            guard case .image(let image) = decoded.page else {
                return .failure(Failure(code: "internal-error", message: "the page was not drawn"))
            }
            let png = try PagePicture.png(of: image.image, part: part, turn: turn, width: width)
            return .picture(Data(png))
        } catch {
            return .failure(Failure(describing: error))
        }
    }
}
