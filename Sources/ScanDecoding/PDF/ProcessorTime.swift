import Glibc

/// The processor time that a program is allowed: the kernel asks it to end at the lower limit and kills it at
/// the upper.
struct ProcessorTime: Equatable {
    let lower: UInt64
    let upper: UInt64
    /// Whether less is allowed from outside, as by `ulimit -t`, than we would allow.
    let isCapped: Bool

    /// Allows so many seconds and five more to end, but never more than may be given: nobody but root may
    /// raise what was lowered.
    init(seconds: Int, most: UInt64?) {
        let wanted = UInt64(max(1, seconds))
        let upper = min(wanted + 5, most ?? .max)
        self.upper = upper
        lower = upper > wanted ? wanted : max(2, upper) - 1
        isCapped = lower < wanted
    }

    /// As prlimit takes it.
    var option: String { "\(lower):\(upper)" }

    /// The most that this process may give to others; nil for any.
    static var mostAllowed: UInt64? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit) == 0,
            limit.rlim_max < UInt64(Int64.max)
        else { return nil }
        return UInt64(limit.rlim_max)
    }
}
