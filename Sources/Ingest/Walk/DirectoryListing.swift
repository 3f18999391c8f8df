import ArchiveModel
import Glibc
import SystemPackage

/// The direct content of one folder, sorted by name, numbers in names by their value.
struct DirectoryListing {
    /// Files and things that are not files.
    var entries: [FolderEntry] = []
    /// Folders, to be walked.
    var folders: [(name: ScanName, path: FilePath)] = []
    /// Names that the archive's settings say to skip; those of folders with a slash at the end.
    var skipped: [ScanName] = []

    /// Lists a folder without following links.
    static func read(
        _ folder: FilePath, rules: NameRules
    ) throws(IngestError) -> DirectoryListing {
        var listing = DirectoryListing()
        for name in try names(in: folder) {
            let path = joined(folder, name: name)
            let kind = fileKind(path)
            if rules.isPassedOver(name.bytes, isFolder: kind.isFolder) { continue }
            if rules.isSkipped(name.bytes, isFolder: kind.isFolder) {
                let slash = kind.isFolder ? Array("/".utf8) : []
                listing.skipped.append(ScanName(bytes: name.bytes + slash))
                continue
            }
            switch kind {
            case .folder: listing.folders.append((name, path))
            case .file:
                listing.entries.append(
                    FolderEntry(
                        name: name, path: path, refusal: nil,
                        isUnfinished: rules.isUnfinished(name.bytes)))
            case .other(let what):
                let refusal = IngestError.notAFile(what).asFailure
                listing.entries.append(FolderEntry(name: name, path: path, refusal: refusal))
            }
        }
        return listing
    }

    /// Whether the folder is an archive, such as the usual `./archive` beside the scans, or is part
    /// of one.
    var isArchive: Bool {
        ArchiveMarks.areAmong((entries.map(\.name) + folders.map(\.name) + skipped).map(\.bytes))
    }

    private static func names(in folder: FilePath) throws(IngestError) -> [ScanName] {
        guard let stream = folder.withPlatformString({ opendir($0) }) else {
            throw openFailure(errno, folder: folder)
        }
        defer { closedir(stream) }
        var names: [ScanName] = []
        while let entry = readdir(stream) {
            let bytes = entryBytes(entry)
            if bytes.first != UInt8(ascii: ".") { names.append(ScanName(bytes: bytes)) }
        }
        return names.sorted { $0.precedes($1) }
    }

    private static func openFailure(_ code: CInt, folder: FilePath) -> IngestError {
        let text = folder.string
        switch code {
        case ENOENT: return .folderMissing(text)
        case ENOTDIR: return .notAFolder(text)
        default: return .folderUnreadable(text, reason: Errno(rawValue: code).description)
        }
    }

    private static func entryBytes(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    }
}

/// What a name in a folder stands for.
private enum FileKind {
    case file, folder
    case other(String)

    var isFolder: Bool { if case .folder = self { true } else { false } }
}

private func fileKind(_ path: FilePath) -> FileKind {
    var status = stat()
    guard path.withPlatformString({ lstat($0, &status) }) == 0 else {
        // Left to the copy, which reports the exact cause.
        return .file
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .other("a symbolic link")
    case S_IFIFO: return .other("a named pipe")
    case S_IFSOCK: return .other("a socket")
    default: return .other("a device")
    }
}

/// The path of a name inside a folder; names are bytes, so no text form is made.
func joined(_ folder: FilePath, name: ScanName) -> FilePath {
    let bytes = pathBytes(of: folder) + Array("/".utf8) + name.bytes + [0]
    return bytes.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { FilePath(platformString: Array($0)) }
    }
}

/// The bytes of a path, without the terminating zero.
func pathBytes(of path: FilePath) -> [UInt8] {
    path.withPlatformString { pointer in
        (0..<strlen(pointer)).map { UInt8(bitPattern: pointer[$0]) }
    }
}

/// The path without links and dots, nil if it does not exist.
func realPath(_ path: FilePath) -> FilePath? {
    guard let resolved = path.withPlatformString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
}
