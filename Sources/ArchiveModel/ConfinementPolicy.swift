/// What happens when the processes that read scans cannot be confined as they should be.
package enum ConfinementPolicy: String, Codable, Sendable, CaseIterable {
    /// Nothing is read unless the kernel offers all of it and all of it holds.
    case strict
    /// What the kernel offers must hold; what it lacks is told.
    case standard
    /// Reads on also where confinement fails, and tells.
    case bestEffort = "best-effort"
}
