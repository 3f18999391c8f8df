import ArchiveModel
import Ingest

// What coordinator and worker say to each other: frames of a length (four bytes, big-endian) and that
// many bytes of JSON, one answer to each request.

/// What a worker needs to know once.
struct WorkerConfiguration: Codable, Sendable {
    var languages: [String]
    var dataFolder: String
    /// The model that words in doubt are read again with; nil for none.
    var secondReading: String? = nil
    var limits: DecodeLimits
    var secondsPerPage: Int
    /// 0 leaves memory unlimited.
    var memoryBytes: UInt64
}

/// What the coordinator asks.
enum WorkerRequest: Codable, Sendable {
    case configure(WorkerConfiguration)
    case survey(path: String)
    /// With a folder, the picture after each step is written there: the only thing a worker writes.
    case read(path: String, page: Int, format: ScanFormat, pictures: String? = nil)
}

/// What the worker answers.
struct WorkerAnswer: Codable, Sendable {
    enum Content: Codable, Sendable {
        case ready
        case survey(ScanSurvey)
        case page(ProcessedPage)
        case failure(PageFailure)
    }

    var content: Content
    /// Processor seconds of the worker and its children so far.
    var cpuSeconds: Double
    /// Of these, what each stage took.
    var stageSeconds: [StageClock.Stage: Double] = [:]
    /// Peak resident memory of the worker so far, in bytes.
    var peakBytes: UInt64
}

/// Longest frame that is accepted: a page of 30,000 words stays far below.
let maxFrameBytes = 64 << 20
