import ArchiveModel
import CProcessShims
import Foundation
import ImageCleanup
import Ingest
import OCRBridge

/// The worker process: reads requests from standard input and answers until the input ends.
///
/// It is the only place where bytes of scans are parsed. It opens no network connection and writes
/// nothing but its answers, and pictures of steps when it is asked for them.
public struct WorkerService {
    private let channel: FrameChannel
    private var reader: PageReader?

    /// Takes over standard input and output; whatever libraries print goes to standard error.
    public init() {
        cps_die_with_parent()
        channel = FrameChannel(input: 0, output: dup(1))
        dup2(2, 1)
    }

    /// Serves until the coordinator closes the input; any fault of the channel ends the process.
    public mutating func run() async {
        while let frame = channel.read() {
            guard let request = try? JSONDecoder().decode(WorkerRequest.self, from: frame) else {
                return
            }
            let answer = WorkerAnswer(
                content: await content(for: request), cpuSeconds: cps_cpu_seconds(),
                stageSeconds: reader?.clock.seconds ?? [:],
                peakBytes: cps_peak_resident_bytes())
            guard let bytes = try? JSONEncoder().encode(answer), channel.write(bytes) else {
                return
            }
        }
    }

    private mutating func content(for request: WorkerRequest) async -> WorkerAnswer.Content {
        switch request {
        case .configure(let configuration):
            return configure(configuration)
        case .survey(let path):
            guard let limits = reader?.limits else { return Self.notConfigured }
            do throws(IngestError) {
                return .survey(try await ScanDecoder(path: path, limits: limits).survey())
            } catch {
                return .failure(PageFailure(describing: error))
            }
        case .read(let path, let page, let format, let folder):
            guard let reader else { return Self.notConfigured }
            let pictures = folder.map { StepPictures(folder: $0) }
            return .page(
                await reader.read(page: page, ofScan: path, format: format, pictures: pictures))
        }
    }

    private mutating func configure(
        _ configuration: WorkerConfiguration
    ) -> WorkerAnswer.Content {
        _ = cps_limit(configuration.memoryBytes, 0)
        do throws(OCRError) {
            let recognizer = try TesseractRecognizer(
                languages: configuration.languages,
                data: try TesseractData(preferred: configuration.dataFolder),
                secondReading: configuration.secondReading,
                secondsPerPage: configuration.secondsPerPage)
            reader = PageReader(
                cleaner: PageCleaner(), recognizer: recognizer, limits: configuration.limits)
            return .ready
        } catch {
            return .failure(PageFailure(describing: error))
        }
    }

    private static let notConfigured = WorkerAnswer.Content.failure(
        PageFailure(code: "internal-error", message: "the worker was not configured"))
}
