package import ArchiveStore
package import Catalogue

/// Puts documents into dossiers that a run which was killed read and did not put there, for commands that read nothing.
package enum FilingCatchUp {
    /// Calls `report` with what was filed, and with what could not be.
    ///
    /// The archive must be open for writing. Throws faults of the archive; what one paper came to is told.
    package static func run(
        in archive: Archive, by user: ActingUser,
        report: @escaping @Sendable (PipelineEvent) -> Void
    ) throws {
        try DossierFiling(archive: archive, user: user, events: EventRelay(report: report))
            .catchUp()
    }
}
