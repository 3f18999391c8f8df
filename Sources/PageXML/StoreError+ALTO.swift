package import ArchiveModel
package import DurableFiles

// The only place where this module makes errors, so that their wording is edited as prose.

extension StoreError {
    /// A file of recognised text is missing, cut short, or not as it was written.
    package static func altoDamaged(_ path: String, problem: String) -> StoreError {
        StoreError(
            .altoDamaged, subject: safe(path),
            message: "a file of recognised text cannot be used: \(problem); restore it from a "
                + "backup", exitStatus: .damaged)
    }

    /// Recognised text exceeds the bounds of the format.
    package static func altoRefused(_ subject: String, problem: String) -> StoreError {
        StoreError(
            .altoRefused, subject: subject,
            message: "recognised text cannot be written: \(problem); report this to the makers of "
                + "archivectl")
    }
}

extension ErrorCode {
    /// A file of recognised text is missing, cut short or damaged.
    package static let altoDamaged = Self(rawValue: "alto-damaged")
    /// Recognised text that cannot be written to a file.
    package static let altoRefused = Self(rawValue: "alto-refused")
}
