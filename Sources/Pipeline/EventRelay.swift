import Synchronization

/// Passes events on and counts them.
final class EventRelay: Sendable {
    private let summary = Mutex(IngestSummary())
    private let report: @Sendable (PipelineEvent) -> Void

    init(report: @escaping @Sendable (PipelineEvent) -> Void) {
        self.report = report
    }

    func send(_ event: PipelineEvent) {
        summary.withLock { $0.count(event) }
        report(event)
    }

    var current: IngestSummary { summary.withLock { $0 } }
}
