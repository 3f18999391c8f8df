import ArchiveModel
import ArchiveTestSupport
import ScanDecoding
import Testing

/// Surveys a file and decodes its first page, as a worker does.
func decodeFirstPage(
    _ path: String, limits: DecodeLimits = Fixtures.limits
) async throws(ScanError) -> (survey: ScanSurvey, page: DecodedScanPage) {
    let decoder = ScanDecoder(path: path, limits: limits)
    let survey = try await decoder.survey()
    return (survey, try await decoder.decode(page: 1, format: survey.format))
}

/// The picture of the first page; fails the test when it is text.
func firstImage(_ path: String) async throws -> DecodedImage {
    guard case .image(let image) = try await decodeFirstPage(path).page.page else {
        throw FixtureError(description: "\(path) is no picture")
    }
    return image
}

/// The error that surveying or decoding ends with; nil when it succeeds.
func decodingError(_ path: String, limits: DecodeLimits = Fixtures.limits) async -> ScanError? {
    do throws(ScanError) {
        _ = try await decodeFirstPage(path, limits: limits)
        return nil
    } catch {
        return error
    }
}
