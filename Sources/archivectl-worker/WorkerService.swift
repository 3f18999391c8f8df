import ArchiveModel
import CProcessShims
import Foundation
import ImageCleanup
import JobQueue
import OCRBridge
import PageReading
import ScanDecoding

/// The worker process: reads requests from standard input and answers until the input ends.
///
/// It is the only place where bytes of scans are parsed. It opens no network connection and writes
/// nothing but its answers, and pictures of steps when it is asked for them.
struct WorkerService {
    private let channel: FrameChannel
    private var reader: PageReader?
    private var limits: DecodeLimits?
    private var secondsPerRequest = 60
    private var held: HeldScan?
    /// Why the last scan that came could not be held, as `errno`.
    private var holdingError: Int32 = 0
    private var memory = MemoryAllowance()

    /// Takes over standard input and output; whatever libraries print goes to standard error.
    ///
    /// `WorkerProcess.begin` comes first.
    init() {
        channel = FrameChannel(input: 0, output: dup(1))
        dup2(2, 1)
    }

    /// Serves until the coordinator closes the input; any fault of the channel ends the process.
    mutating func run() async {
        while let frame = channel.read() {
            let request = try? JSONDecoder().decode(WorkerRequest.self, from: frame.payload)
            guard let request else { return }
            _ = cps_allow_cpu_seconds(UInt64(secondsPerRequest))
            cps_forget_refusals()
            hold(frame.descriptor)
            let content = judged(await content(for: request))
            let answer = WorkerAnswer(
                content: content, cpuSeconds: cps_cpu_seconds(),
                stageSeconds: reader?.clock.seconds ?? [:],
                peakBytes: cps_peak_resident_bytes(),
                confinement: Self.isReady(content) ? WorkerProcess.confinement : nil)
            guard let bytes = try? JSONEncoder().encode(answer), channel.write(bytes) else {
                return
            }
        }
    }

    private mutating func content(for request: WorkerRequest) async -> WorkerAnswer.Content {
        switch request {
        case .configure(let configuration):
            return configure(configuration)
        case .survey:
            guard let limits else { return Self.notConfigured }
            guard let scan = held else { return notHeld }
            do throws(ScanError) {
                return .survey(try await ScanDecoder(path: scan.path, limits: limits).survey())
            } catch {
                return .failure(Failure(describing: error))
            }
        case .read(_, let page, let format, let folder):
            guard let reader else { return Self.notConfigured }
            guard let scan = held else { return notHeld }
            let pictures = folder.map { StepPictures(folder: $0) }
            return .page(
                await reader.read(
                    page: page, ofScan: scan.path, format: format, pictures: pictures))
        case .picture(_, let page, let format, let part, let turn, let width):
            guard let limits else { return Self.notConfigured }
            guard let scan = held else { return notHeld }
            return await PartPicture(part: part, turn: turn, width: width)
                .drawn(of: page, format: format, scan: scan.path, limits: limits)
        case .tryOut:
            guard let reader else { return Self.notConfigured }
            return await KnownPage.read(by: reader)
        case .probe(let folder): return .probed(ProbedAct.all(in: folder))
        }
    }

    private static func isReady(_ content: WorkerAnswer.Content) -> Bool {
        if case .ready = content { true } else { false }
    }

    /// Keeps the scan that came with a request, as long as pages of it are asked for.
    private mutating func hold(_ descriptor: Int32?) {
        guard let descriptor else { return }
        if let held, held.isSame(as: descriptor) {
            close(descriptor)
            return
        }
        held = nil
        held = HeldScan(taking: descriptor)
        holdingError = held == nil ? errno : 0
    }

    /// Tells what is no fault of the page: a program that was killed from outside or cannot be run, and what
    /// decoders take for damage when memory was refused meanwhile.
    private func judged(_ content: WorkerAnswer.Content) -> WorkerAnswer.Content {
        let lacksMemory = cps_refused_bytes() > 0
        switch content {
        case .failure(let failure):
            let isLack = lacksMemory && failure.code.hasPrefix("scan-")
            return Self.faultOfMachine(failure)
                ?? .failure(isLack ? .outOfMemory(memory) : failure)
        case .page(var page):
            guard let failure = page.failure else { return content }
            if let fault = Self.faultOfMachine(failure) { return fault }
            let isLack = lacksMemory || failure.code == ErrorCode.pageNeedsMemory.rawValue
            if isLack { page.failure = .outOfMemory(memory) }
            return .page(page)
        default: return content
        }
    }

    private static func faultOfMachine(_ failure: Failure) -> WorkerAnswer.Content? {
        switch ErrorCode(rawValue: failure.code) {
        case .toolKilled: .outstanding(failure)
        case .componentMissing, .componentBroken: .broken(failure)
        default: nil
        }
    }

    private mutating func configure(
        _ configuration: WorkerConfiguration
    ) -> WorkerAnswer.Content {
        if let refusal = WorkerProcess.refusal(by: configuration.confinement.policy) {
            return .failure(refusal.failure)
        }
        memory = MemoryAllowance(
            configured: configuration.memoryBytes, limit: cps_memory_limit())
        _ = cps_limit_memory(configuration.memoryBytes)
        secondsPerRequest = configuration.secondsPerRequest
        let limits = DecodeLimits(
            maxPixels: configuration.maxPixels, maxPages: configuration.maxPages,
            seconds: configuration.secondsPerPage)
        self.limits = limits
        // A worker that is only to be probed, or to draw, reads nothing.
        if configuration.languages.isEmpty { return .ready }
        do throws(OCRError) {
            let recognizer = try TesseractRecognizer.load(
                languages: configuration.languages,
                data: try TesseractData.find(preferred: configuration.dataFolder),
                secondReading: configuration.secondReading,
                secondsPerPage: configuration.secondsPerPage)
            reader = PageReader(
                cleaner: PageCleaner(), recognizer: recognizer, arrange: recognizer.arranged,
                separators: configuration.separators, limits: limits)
            return .ready
        } catch {
            return .failure(Failure(describing: error))
        }
    }

    /// The scan that came could not be read from the disk, or the machine had no room for it.
    private var notHeld: WorkerAnswer.Content {
        if let shortage = Failure.shortage(holdingError) { return .outstanding(shortage) }
        let reason = String(cString: strerror(holdingError))
        return .failure(.unreadable(because: reason))
    }
    private static let notConfigured = WorkerAnswer.Content.failure(
        Failure(code: "internal-error", message: "the worker was not configured"))
}
