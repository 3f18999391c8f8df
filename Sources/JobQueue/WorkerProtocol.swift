package import ArchiveModel
package import Foundation

// The messages between coordinator and worker, in frames: one answer to each request. With a
// request about a scan comes the open scan itself, as a descriptor; the worker learns no path.

/// What a worker needs to know once.
package struct WorkerConfiguration: Codable, Sendable {
    /// Codes of the languages to read, the most important first; none for a worker that reads nothing.
    package var languages: [String]
    /// The folder of the language data.
    package var dataFolder: String
    /// The model that reads doubtful words again; nil for none.
    package var secondReading: String?
    /// Most pixels of one page.
    package var maxPixels: Int
    /// Most pages of one scan.
    package var maxPages: Int
    /// Processor seconds that one recognition of a page may take.
    package var secondsPerPage: Int
    /// Bytes of address space; 0 leaves memory unlimited.
    package var memoryBytes: UInt64
    /// Which sheets only part documents.
    package var separators: SeparatorSheets
    /// How the worker is confined.
    package var confinement: Confinement

    /// Makes a configuration.
    package init(
        languages: [String], dataFolder: String, secondReading: String? = nil, maxPixels: Int,
        maxPages: Int, secondsPerPage: Int, memoryBytes: UInt64,
        separators: SeparatorSheets = SeparatorSheets(),
        confinement: Confinement = Confinement()
    ) {
        self.languages = languages
        self.dataFolder = dataFolder
        self.secondReading = secondReading
        self.maxPixels = maxPixels
        self.maxPages = maxPages
        self.secondsPerPage = secondsPerPage
        self.memoryBytes = memoryBytes
        self.separators = separators
        self.confinement = confinement
    }

    /// Processor seconds that one request may take: recognition and drawing have limits of their
    /// own, and this one applies when those do not hold.
    package var secondsPerRequest: Int { max(1, secondsPerPage * 3 + 10) }
}

/// A request of the coordinator.
///
/// A scan is named by its digest, so that a request means the same on any host; nil for a file that
/// is in no archive. The bytes come as an open descriptor with the request.
package enum WorkerRequest: Codable, Sendable {
    case configure(WorkerConfiguration)
    /// Asks for format and page count of a scan.
    case survey(scan: ContentDigest?)
    /// Asks to read a page, from 1, of a scan surveyed before.
    ///
    /// If a folder is given, the picture after each step is written there: the only thing a worker
    /// ever writes, and only for `inspect` on this host.
    case read(scan: ContentDigest?, page: Int, format: ScanFormat, pictures: String? = nil)
    /// Asks for the picture of a part of a page, from 1, turned clockwise by this many degrees and at most this many
    /// pixels wide.
    case picture(
        scan: ContentDigest?, page: Int, format: ScanFormat, part: PagePart, turn: Int, width: Int)
    /// Asks to read a page that is known to be good.
    case tryOut
    /// Asks to try the things that a confined process should not be able to do; the folder contains
    /// a file `probe`.
    case probe(folder: String)
}

/// One act that confinement should refuse, and whether it did.
package struct ProbedAct: Codable, Sendable, Hashable {
    /// What was tried, such as `network`.
    package let name: String
    /// Whether the kernel refused it.
    package let isRefused: Bool

    /// Records an act.
    package init(name: String, isRefused: Bool) {
        self.name = name
        self.isRefused = isRefused
    }
}

/// The answer of a worker.
package struct WorkerAnswer: Codable, Sendable {
    /// The result of the request.
    package enum Content: Codable, Sendable {
        case ready
        case survey(ScanSurvey)
        case page(ProcessedPage)
        /// A picture in PNG.
        case picture(Data)
        case failure(Failure)
        case probed([ProbedAct])
        /// Nothing is known about the page: the worker, or a program that it waited for, was killed
        /// from outside, even when it had the machine to itself.
        case outstanding(Failure)
        /// Something needed for reading is missing (`component-missing`) or broken
        /// (`component-broken`): no scan is to blame.
        case broken(Failure)
    }

    /// The result of the request.
    package var content: Content
    /// Processor seconds of the worker and its children so far.
    package var cpuSeconds: Double
    /// The part of these that each stage took.
    package var stageSeconds: [ReadingStage: Double]
    /// Peak resident memory of the worker so far, in bytes.
    package var peakBytes: UInt64
    /// How far the worker is confined; only with the answer to `configure`.
    package var confinement: ConfinementReport?

    /// Makes an answer.
    package init(
        content: Content, cpuSeconds: Double, stageSeconds: [ReadingStage: Double] = [:],
        peakBytes: UInt64, confinement: ConfinementReport? = nil
    ) {
        self.content = content
        self.cpuSeconds = cpuSeconds
        self.stageSeconds = stageSeconds
        self.peakBytes = peakBytes
        self.confinement = confinement
    }
}
