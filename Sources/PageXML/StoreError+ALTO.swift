package import ArchiveModel
package import DurableFiles

// The only place where this room makes errors, so that their wording is edited as prose.

extension StoreError {
    /// A file of recognised text is gone, cut, or not as it was written.
    package static func altoDamaged(_ path: String, problem: String) -> StoreError {
        StoreError(
            .altoDamaged, subject: safe(path),
            message: "a file of recognised text cannot be used: \(problem); restore it from a "
                + "backup", exitStatus: .damaged)
    }

    /// Recognised text breaks the bounds of what is written.
    package static func altoRefused(_ subject: String, problem: String) -> StoreError {
        StoreError(
            .altoRefused, subject: subject,
            message: "recognised text cannot be written: \(problem); report this to the makers of "
                + "archivectl")
    }
}

extension ErrorCode {
    /// A file of recognised text is missing, cut or damaged.
    package static let altoDamaged = Self(rawValue: "alto-damaged")
    /// Recognised text that a file cannot be made of.
    package static let altoRefused = Self(rawValue: "alto-refused")
}
