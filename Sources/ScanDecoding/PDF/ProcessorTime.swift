import Glibc

/// The processor time that a program is allowed: the kernel asks it to end at the lower limit and
/// kills it at the upper one.
struct ProcessorTime: Equatable {
    let lower: UInt64
    let upper: UInt64
    /// Whether an outside limit, as by `ulimit -t`, allows less than we would.
    let isCapped: Bool

    /// Allows the given seconds and five more to end, but never more than is permitted: only root
    /// may raise a lowered limit.
    init(seconds: Int, most: UInt64?) {
        let wanted = UInt64(max(1, seconds))
        let upper = min(wanted + 5, most ?? .max)
        self.upper = upper
        lower = upper > wanted ? wanted : max(2, upper) - 1
        isCapped = lower < wanted
    }

    /// In the form that prlimit takes.
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
