import Glibc

/// An amount of processor time of the thread that made it.
///
/// Wall-clock time would include other programs: on a busy machine good pages would fail.
struct ProcessorDeadline {
    private let end: Double

    /// Begins to count.
    init(seconds: Int) {
        end = Self.now + Double(seconds)
    }

    /// Whole seconds that are left; zero or less once it is over.
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
