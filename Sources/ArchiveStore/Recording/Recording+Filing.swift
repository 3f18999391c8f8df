package import Catalogue
import GRDB

extension Recording {
    /// Says, before the documents of scans are made, which dossier they are to go to; nil leaves that to the
    /// sheets among them.
    package func expectFiling(of scans: [ScanID], into wanted: WantedDossier?) throws {
        guard !scans.isEmpty else { return }
        try archive.catalogue.write { database in
            for scan in scans { try DueFiling.expect(scan, into: wanted, in: database) }
        }
    }

    /// Says that the documents of scans are in their dossiers, or that what keeps them from there was told.
    package func endFiling(of scans: [ScanID]) throws {
        try archive.catalogue.write { try DueFiling.forget(scans, in: $0) }
    }
}
