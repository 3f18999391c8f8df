import ArchiveModel
import Catalogue
import DurableFiles
import Foundation
import SystemPackage

/// The file that says what a folder is while, or though, it is no archive to work with, and of
/// which archive.
struct BackupMark {
    /// The name of the file.
    let name: String

    /// Says that a folder is a backup.
    static let backup = BackupMark(name: "backup.json")
    /// Says that a folder is to become an archive, and is not whole yet.
    static let restore = BackupMark(name: "restore.json")

    private struct Content: Codable {
        let format: String
        let archive: String?
    }

    func isIn(_ folder: String) -> Bool { Folder.isFile("\(folder)/\(name)") }

    /// Writes it.
    func write(of archive: ArchiveID?, to folder: String) throws(StoreError) {
        let content = Content(format: "archivectl backup 1", archive: archive?.text)
        let path = "\(folder)/\(name)"
        let text = (try? StoredJSON.encode(content)) ?? "{}"
        try StoreError.about(path) { () throws(Errno) in
            try Folder.writeFile(Array((text + "\n").utf8), to: path)
        }
    }

    /// The archive that the mark in a folder names; nil when it names none.
    func archive(in folder: String) -> ArchiveID? {
        guard let bytes = try? Folder.readFile("\(folder)/\(name)"),
            let content: Content = try? StoredJSON.decodeData(Data(bytes))
        else { return nil }
        return content.archive.flatMap(ArchiveID.init)
    }

    func remove(from folder: String) throws(StoreError) {
        let path = "\(folder)/\(name)"
        try StoreError.about(path) { () throws(Errno) in try Folder.removeFile(path) }
    }
}
