import ArchiveModel
import Ingest

// What coordinator and worker say to each other: frames of a length (four bytes, big-endian) and that
// many bytes of JSON, one answer to each request. With a request about a scan comes the open scan itself,
// as a descriptor; the worker is told no path.

/// What a worker needs to know once.
struct WorkerConfiguration: Codable, Sendable {
    var languages: [String]
    var dataFolder: String
    /// The model that words in doubt are read again with; nil for none.
    var secondReading: String? = nil
    var limits: DecodeLimits
    /// Processor seconds that one recognition of a page may take.
    var secondsPerPage: Int
    /// 0 leaves memory unlimited.
    var memoryBytes: UInt64
    /// What the worker is confined to.
    var confinement = Confinement()

    /// Processor seconds that one request may take: recognition and drawing have limits of their own, and
    /// this one is for when those do not hold.
    var secondsPerRequest: Int { max(1, secondsPerPage * 3 + 10) }
}

/// What the coordinator asks.
enum WorkerRequest: Codable, Sendable {
    case configure(WorkerConfiguration)
    /// The coordinator opens the scan at the path; what is sent has none.
    case survey(path: String)
    /// With a folder, the picture after each step is written there: the only thing a worker writes.
    case read(path: String, page: Int, format: ScanFormat, pictures: String? = nil)
    /// Asks to read a page that is known to be good.
    case tryOut
    /// Asks to try what a confined process should not be able to do; in the folder lies a file `probe`.
    case probe(folder: String)

    /// The scan that the request is about; nil for none.
    var scanPath: String? {
        switch self {
        case .survey(let path), .read(let path, _, _, _): path
        case .configure, .tryOut, .probe: nil
        }
    }

    /// The request as a worker gets it.
    var withoutPath: WorkerRequest {
        switch self {
        case .survey: .survey(path: "")
        case .read(_, let page, let format, let pictures):
            .read(path: "", page: page, format: format, pictures: pictures)
        case .configure, .tryOut, .probe: self
        }
    }
}

/// One act that confinement should refuse, and whether it did.
package struct ProbedAct: Codable, Sendable, Hashable {
    /// What was tried, such as `network`.
    package let name: String
    /// Whether the kernel refused it.
    package let isRefused: Bool
}

/// What the worker answers.
struct WorkerAnswer: Codable, Sendable {
    enum Content: Codable, Sendable {
        case ready
        case survey(ScanSurvey)
        case page(ProcessedPage)
        case failure(Failure)
        case probed([ProbedAct])
        /// Nothing is known of the page: the worker, or a program that it waited for, was killed from
        /// outside, also when it had the machine for itself.
        case outstanding(Failure)
        /// Something that reading needs is missing or broken: no scan is to blame.
        case broken(Failure)
    }

    var content: Content
    /// Processor seconds of the worker and its children so far.
    var cpuSeconds: Double
    /// Of these, what each stage took.
    var stageSeconds: [StageClock.Stage: Double] = [:]
    /// Peak resident memory of the worker so far, in bytes.
    var peakBytes: UInt64
    /// How far the worker is confined; with the answer to `configure` only.
    var confinement: ConfinementReport? = nil
}

/// Longest frame that is accepted: a page of 30,000 words stays far below.
let maxFrameBytes = 64 << 20
