import CProcessShims

/// The priority that a process was started with.
package enum ProcessPriority {
    /// Lets no thread of this process, or of its children, run at a higher priority than it was
    /// started with, as root's would; call it while there is only one thread.
    package static func keep() {
        _ = cps_keep_priority()
    }
}

/// The resources that this process has used.
package enum ProcessUsage {
    /// Peak resident memory of this process so far, in bytes.
    package static var peakBytes: UInt64 { cps_peak_resident_bytes() }
}
