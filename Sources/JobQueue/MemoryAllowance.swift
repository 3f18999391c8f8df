/// How much memory a worker may take, and who says so.
package struct MemoryAllowance: Equatable {
    /// Megabytes that are allowed from outside, as by `ulimit -v`, when that is less than the settings allow;
    /// nil when the settings decide.
    package let megabytesFromOutside: UInt64?

    /// The settings decide.
    package init() { megabytesFromOutside = nil }

    /// Compares the settings with a limit; 0 is none.
    ///
    /// - Parameters:
    ///   - bytes: What the settings allow.
    ///   - limit: What was in force before they are, in bytes.
    package init(configured bytes: UInt64, limit: UInt64) {
        let isLower = limit > 0 && (bytes == 0 || limit < bytes)
        megabytesFromOutside = isLower ? limit >> 20 : nil
    }
}
