package import ArchiveModel
package import DurableFiles

// The only place where this module makes errors, so that their wording is edited as prose.

extension StoreError {
    /// An object, or its inventory, is missing or cannot be understood.
    package static func objectUnusable(_ path: String, cause: (any Error)? = nil) -> StoreError {
        StoreError(
            .objectUnusable, subject: safe(path),
            message: "the object of a batch is not there or cannot be understood; run "
                + "'archivectl verify' and put back from a backup what it names",
            cause: cause, exitStatus: .damaged)
    }
}

extension ErrorCode {
    /// The object of a batch is not there or cannot be understood.
    package static let objectUnusable = Self(rawValue: "object-unusable")
}
