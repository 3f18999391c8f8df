import ArchiveModel
import Foundation
import Pipeline
import Synchronization

/// Shows an ingest while it runs: one live line on a terminal, a line now and then otherwise,
/// every event as JSON for programs.
///
/// Faults are always told at once.
final class IngestProgress: Sendable {
    private let isJSON: Bool
    private let isLive: Bool
    private let state: Mutex<ProgressState>

    init(json: Bool) {
        isJSON = json
        isLive = Output.noteIsTerminal
        state = Mutex(ProgressState(start: ContinuousClock.now))
    }

    /// Shows one event; called from several threads.
    func show(_ event: PipelineEvent) {
        state.withLock { state in
            state.count(event)
            if isJSON {
                EventRecord(event).map { Output.json($0) }
                RereadRecord(event).map { Output.json($0) }
            } else if !state.isToldWithScan(event), let line = event.noteworthyLine {
                clearLine(&state)
                Output.note(line)
            }
            draw(&state)
        }
    }

    /// Takes the live line away.
    func end() {
        state.withLock { clearLine(&$0) }
    }

    private func draw(_ state: inout ProgressState) {
        let now = ContinuousClock.now
        guard now - state.lastDrawn >= (isLive ? .milliseconds(200) : .seconds(30)) else { return }
        state.lastDrawn = now
        if isLive {
            Output.raw("\r\u{1B}[2K" + state.line(at: now))
            state.isDrawn = true
        } else if !isJSON {
            Output.note(state.line(at: now))
        }
    }

    private func clearLine(_ state: inout ProgressState) {
        if state.isDrawn { Output.raw("\r\u{1B}[2K") }
        state.isDrawn = false
    }
}

/// What the live line tells.
struct ProgressState {
    private let start: ContinuousClock.Instant
    var lastDrawn: ContinuousClock.Instant
    var isDrawn = false
    private var estimate = ProgressEstimate()
    private var singlePages: Set<ScanLabel> = []
    private var failures = 0

    init(start: ContinuousClock.Instant) {
        self.start = start
        lastDrawn = start
    }

    mutating func count(_ event: PipelineEvent) {
        estimate.count(event)
        switch event {
        case .surveyed(let label, let pages, _, _):
            if pages == 1 { singlePages.insert(label) }
        case .finished(let label, _): singlePages.remove(label)
        case .page(_, _, let verdict, _, _):
            if verdict == .failed { failures += 1 }
        case .quarantined(let label, _, _):
            // The failure of an only page was counted with the page.
            if singlePages.remove(label) == nil { failures += 1 }
        case .refused(_, _, isResolved: false), .folderUnreadable: failures += 1
        default: break
        }
    }

    /// Whether the same will be said of the scan: its only page failed.
    func isToldWithScan(_ event: PipelineEvent) -> Bool {
        guard case .page(let label, _, .failed, _, _) = event else { return false }
        return singlePages.contains(label)
    }

    func line(at now: ContinuousClock.Instant) -> String {
        let seconds = Double((now - start).components.seconds)
        let about = estimate.isExact ? "" : "about "
        var parts = ["\(estimate.pagesDone) of \(about)\(estimate.pages) pages"]
        if seconds > 0, estimate.pagesDone > 0 {
            parts.append(String(format: "%.2f pages/s", Double(estimate.pagesDone) / seconds))
        }
        if let left = estimate.secondsLeft(after: seconds) {
            parts.append("about \(Self.duration(left)) left")
        }
        parts.append(failures == 1 ? "1 failure" : "\(failures) failures")
        return parts.joined(separator: ", ")
    }

    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds)
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
