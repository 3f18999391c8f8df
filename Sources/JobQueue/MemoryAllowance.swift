/// How much memory a worker may take, and what limits it.
package struct MemoryAllowance: Equatable {
    /// Megabytes that are allowed from outside, as by `ulimit -v`, if that is less than the
    /// settings allow; nil if the settings decide.
    package let megabytesFromOutside: UInt64?

    /// The settings decide.
    package init() { megabytesFromOutside = nil }

    /// Compares the settings with a limit; 0 is none.
    ///
    /// - Parameters:
    ///   - bytes: What the settings allow.
    ///   - limit: The limit in force before the settings apply, in bytes.
    package init(configured bytes: UInt64, limit: UInt64) {
        let isLower = limit > 0 && (bytes == 0 || limit < bytes)
        megabytesFromOutside = isLower ? limit >> 20 : nil
    }
}
