import ArchiveModel
import DurableFiles
import Glibc
import OCFL
import SystemPackage

extension ObjectBackup {
    /// What is at a path, compared with the digest that it must have.
    private enum State {
        case missing
        case sound
        case damaged
    }

    /// Takes over one file, unless the backup has it.
    func take(
        _ path: String, digest: ContentDigest, into summary: inout BackupSummary
    ) throws {
        let kept = state(of: "\(target)/\(path)", digest)
        guard kept != .sound else {
            summary.present += 1
            return checkSource(of: path, digest: digest, into: &summary)
        }
        let from = "\(source)/\(path)"
        guard try copy(from, to: "\(target)/\(path)", digest: digest) else {
            return summary.problems.append(
                sourceProblem(
                    path,
                    rest: kept == .damaged ? "the \(sides.target)'s copy is damaged, too" : nil))
        }
        count(
            path, isMended: kept == .damaged, bytes: Folder.plainFileSize(from) ?? 0, into: &summary
        )
        WriteStep.backupFile.reached()
    }

    /// Says so when the archive has lost what the backup holds.
    private func checkSource(
        of path: String, digest: ContentDigest, into summary: inout BackupSummary
    ) {
        let from = "\(source)/\(path)"
        guard !isSameFile(from, as: "\(target)/\(path)"), state(of: from, digest) != .sound else {
            return
        }
        summary.problems.append(
            sourceProblem(
                path,
                rest:
                    "the \(sides.target) holds a good copy, which was kept: put it back from there")
        )
    }

    private func sourceProblem(_ path: String, rest: String?) -> ArchiveFinding {
        let isThere = Folder.plainFileSize("\(source)/\(path)") != nil
        let what =
            isThere
            ? "the \(sides.source)'s file does not have its digest"
            : "the \(sides.source)'s file is not there"
        return problem(
            isThere ? "E092" : "scan-missing", path: path,
            message: what + (rest.map { "; \($0)" } ?? " and was not copied"))
    }

    /// A file outside of the sample counts as sound when it is there; a link in its place is no file,
    /// whatever it leads to.
    private func state(of path: String, _ digest: ContentDigest) -> State {
        guard Folder.plainFileSize(path) != nil else { return .missing }
        guard options.sample?.includes(hex: digest.hex) ?? true else { return .sound }
        let found = try? OpenFile(path, flags: O_RDONLY | O_NOFOLLOW).digest()
        return found == digest ? .sound : .damaged
    }

    /// Whether two names are of one file; a link is none.
    private func isSameFile(_ one: String, as other: String) -> Bool {
        var first = stat()
        var second = stat()
        return lstat(one, &first) == 0 && lstat(other, &second) == 0
            && FileIdentity(first) == FileIdentity(second) && first.st_mode & S_IFMT == S_IFREG
    }

    /// Copies beside the place, or links, and renames; false when the bytes do not have the digest
    /// or cannot be read.
    private func copy(
        _ from: String, to final: String, digest: ContentDigest
    ) throws(StoreError) -> Bool {
        let part = staging + "/file.part"
        try StoreError.about(part) { () throws(Errno) in try Folder.removeFile(part) }
        if options.method == .hardLink, Folder.plainFileSize(from) != nil, link(from, part) == 0 {
            guard state(of: part, digest) == .sound else {
                try? Folder.removeFile(part)
                return false
            }
        } else {
            guard try write(from, to: part) == digest else {
                try? Folder.removeFile(part)
                return false
            }
        }
        try backup.make(backup.local(Folder.parent(of: final)))
        try StoreError.about(final) { () throws(Errno) in
            _ = try OpenFile.retrying { rename(part, final) }
        }
        return true
    }

    /// Copies a file; its digest, nil when it cannot be read.
    private func write(_ from: String, to part: String) throws(StoreError) -> ContentDigest? {
        do throws(StoreError) {
            let source = try ScanSource.open(path: Array(from.utf8))
            let copy = try StagedFile.create(at: part)
            let digest = try source.read { (bytes) throws(StoreError) in try copy.write(bytes) }
            try copy.finish()
            return digest
        } catch {
            guard error.isAboutSource else { throw error }
            return nil
        }
    }
}
