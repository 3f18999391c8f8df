import Foundation

/// What must not change of a folder of scans: names, bytes and times of change.
struct FolderImage: Hashable {
    private let files: [String: [String]]

    init(of folder: String) throws {
        var files: [String: [String]] = [:]
        for name in FileManager.default.enumerator(atPath: folder) ?? .init() {
            guard let name = name as? String else { continue }
            let path = folder + "/" + name
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let bytes = FileManager.default.contents(atPath: path)?.base64EncodedString()
            files[name] = [
                "\(attributes[.modificationDate] ?? "")", "\(attributes[.posixPermissions] ?? "")",
                bytes ?? "folder",
            ]
        }
        self.files = files
    }

    /// Whether there is nothing in it.
    var isEmpty: Bool { files.isEmpty }
}
