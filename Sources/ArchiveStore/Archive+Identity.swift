import ArchiveModel
package import Catalogue
package import DurableFiles
import Foundation
import GRDB
import SystemPackage

extension Archive {
    /// The identity of the archive; nil for one that nothing was ever done with.
    ///
    /// It stands in `archive.yaml`. An archive that was made before archives had one has the
    /// identity that its log gives it, which the next writer puts down. Throws faults of the
    /// catalogue.
    package func identity() throws(StoreError) -> ArchiveID? {
        if let id = settings.id { return id }
        return try catalogue.identity()
    }

    /// Throws `archive-is-another` unless the archive has this identity.
    static func require(
        _ expected: ArchiveID, at path: String, settings: ArchiveSettings
    ) throws(StoreError) {
        var found = settings.id
        if found == nil {
            found = try Catalogue.open(reading: path + "/catalogue.sqlite").identity()
        }
        guard found == expected else {
            throw .archiveIsAnother(path, found: found, expected: expected)
        }
    }

    /// The identity that the log of a catalogue gives; nil when there is none yet.
    static func identity(ofCatalogue file: String) throws(StoreError) -> ArchiveID? {
        guard Folder.isFile(file) else { return nil }
        // One that was just begun has no tables yet.
        guard let catalogue = try? Catalogue.open(reading: file) else { return nil }
        return try catalogue.identity()
    }

    /// Puts the identity into the settings of an archive that has none written down.
    ///
    /// Comments and everything else stay. Where the file is not ours to write, the identity stays
    /// what the log gives.
    static func writeIdentity(
        _ id: ArchiveID, into settings: ArchiveSettings, at path: String
    ) throws(StoreError) -> ArchiveSettings {
        guard settings.id == nil else { return settings }
        var settings = settings
        settings.id = id
        try? addIdentity(id, at: path)
        return settings
    }

    /// Adds an identity at the end of `archive.yaml`, durably; the file stays as it is when a line at
    /// its end would not be read as meant.
    static func addIdentity(_ id: ArchiveID, at path: String) throws(StoreError) {
        let file = path + "/archive.yaml"
        try StoreError.about(file) { () throws(Errno) in
            guard let text = String(validating: try Folder.readFile(file), as: UTF8.self),
                let added = ArchiveSettings.yaml(text, adding: id)
            else { return }
            let mode = try OpenFile(file, flags: O_RDONLY).status().st_mode & 0o777
            try Folder.writeFile(Array(added.utf8), to: file, mode: mode)
        }
    }
}

/// What the event of an archive's creation tells.
struct CreationDetail: Encodable {
    /// The archive's identity.
    var archive: String?
    /// Version of the catalogue.
    var catalogue = CatalogueSchema.version
    /// Digests of the domain tables by the names of their files.
    var tables: [String: String] = [:]
}
