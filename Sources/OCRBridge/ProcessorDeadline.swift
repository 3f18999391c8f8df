import Glibc

/// An amount of processor time of the thread that made it.
///
/// The clock would count what other programs take: on a busy machine good pages would fail.
struct ProcessorDeadline {
    private let end: Double

    /// Begins to count.
    init(seconds: Int) {
        end = Self.now + Double(seconds)
    }

    /// Whole seconds that are left; not above zero when it is over.
    var secondsLeft: Int { Int((end - Self.now).rounded(.down)) }

    /// Whether the time is used up.
    var isOver: Bool { Self.now >= end }

    /// Processor seconds of this thread so far.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
