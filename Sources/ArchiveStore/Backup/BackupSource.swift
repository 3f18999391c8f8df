import ArchiveModel
package import Catalogue
package import DurableFiles
import OCFL

/// The folder that a backup or restore copies from.
package struct BackupSource: Sendable {
    let path: String
    /// The archive or backup in it; nil when its catalogue cannot be used.
    let archive: Archive?
    /// Its identity, wherever that is still written.
    let identity: ArchiveID?
    /// What lies in the folder and must not be written to.
    let ground: ArchiveGround

    var store: ObjectStore { ObjectStore(archive: path) }

    /// An archive that is open for reading.
    init(_ archive: Archive) {
        path = archive.path
        self.archive = archive
        identity = (try? archive.identity()) ?? nil
        ground = archive.ground
    }

    /// A folder that has its objects, and no catalogue that can be used.
    private init(objectsIn path: String) {
        self.path = path
        archive = nil
        let stated = try? Archive.readSettings(path + "/archive.yaml").id
        identity = (stated ?? nil) ?? BackupMark.backup.archive(in: path)
        ground = ArchiveGround(archive: path)
    }

    /// The backup in a folder, to be restored.
    ///
    /// What was lost of it keeps nothing else from being restored: without `archive.yaml` the usual
    /// settings are taken, and without a catalogue what the objects hold. With `expecting` it must be
    /// a backup of the archive with this identity. Throws what opening an archive throws when there
    /// are no objects either, and `archive-is-another`.
    package static func backup(
        at path: String, expecting expected: ArchiveID? = nil
    ) throws(StoreError) -> BackupSource {
        guard ObjectStore(archive: path).hasObjects, !BackupMark.restore.isIn(path) else {
            return BackupSource(try Archive.open(at: path, mode: .read, expecting: expected))
        }
        let source = try opened(path).map(BackupSource.init) ?? BackupSource(objectsIn: path)
        guard expected == nil || source.identity == expected else {
            throw .archiveIsAnother(path, found: source.identity, expected: expected ?? .random())
        }
        return source
    }

    /// The archive in a folder, also without settings; nil when its catalogue cannot be used.
    private static func opened(_ path: String) throws(StoreError) -> Archive? {
        let settings =
            try Archive.exists(at: path) ? try Archive.readSettings(path + "/archive.yaml") : nil
        do throws(StoreError) {
            let catalogue = try Catalogue.open(reading: path + "/catalogue.sqlite")
            var known = settings ?? ArchiveSettings()
            if known.id == nil { known.id = try catalogue.identity() }
            known.id = known.id ?? BackupMark.backup.archive(in: path)
            return Archive(
                path: path, mode: .read, settings: known, catalogue: catalogue, lock: nil)
        } catch {
            guard error.exitStatus == .damaged else { throw error }
            return nil
        }
    }
}
