import ArchiveModel
import Glibc
import SystemPackage

extension BatchFolder {
    /// How long a file must have been left alone, in nanoseconds.
    private static let quietPeriod: Int64 = 1_000_000_000

    /// The entries once the newest of them has been left alone for a second; entries written to in
    /// the meantime are refused with `source-changing`.
    ///
    /// Files with the name of an unfinished transfer wait, and so do files that have not been left
    /// alone for `quietSeconds`, if that is more than the second: a scanner that rewrites a file
    /// after each page needs as long as the next sheet takes. A file that has waited for
    /// `staleHours` since it was last written to is stale.
    ///
    /// A scanner that writes over the network opens and closes a file for each piece, so only its
    /// size and time show that it is not done. Returns at once if nothing is that new. Throws
    /// `CancellationError`.
    package func settledEntries(
        quietSeconds: Int = 1, staleHours: Int = 24
    ) async throws -> [FolderEntry] {
        let marked = entries.map {
            $0.waiting(quietSeconds: quietSeconds, staleHours: staleHours)
        }
        let rest = BatchFolder(
            name: name, path: path, entries: marked.filter { $0.waiting == nil })
        return try await rest.quietEntries() + marked.filter { $0.waiting != nil }
    }

    /// The entries once the newest of them has been left alone for a second.
    private func quietEntries() async throws -> [FolderEntry] {
        let before = entries.map { FileTime(of: $0) }
        let now = FileTime.now
        let recent = before.compactMap { $0?.changed }.filter {
            (now - Self.quietPeriod...now).contains($0)
        }
        let wait = (recent.max() ?? now - Self.quietPeriod) + Self.quietPeriod - now
        guard wait > 0 else { return entries }
        try await Task.sleep(for: .nanoseconds(wait))
        return zip(entries, before).map { entry, time in
            guard entry.refusal == nil, FileTime(of: entry) != time else { return entry }
            let refusal = IngestError.sourceChanging().asFailure
            return FolderEntry(name: entry.name, path: entry.path, refusal: refusal)
        }
    }
}

extension FolderEntry {
    /// The entry with the reason why it has to wait, if any.
    fileprivate func waiting(quietSeconds: Int, staleHours: Int) -> FolderEntry {
        guard refusal == nil else { return self }
        // If an entry cannot be examined, the copy reports the exact cause later.
        let age = FileTime(of: self).map { (FileTime.now - $0.changed) / 1_000_000_000 } ?? .max
        var entry = self
        if isUnfinished {
            let isStale = age >= Int64(staleHours) * 3600
            entry.waiting = WaitingFile(reason: .unfinishedName, isStale: isStale)
        } else if quietSeconds > 1, (0..<Int64(quietSeconds)).contains(age) {
            entry.waiting = WaitingFile(reason: .notQuiet, isStale: false)
        }
        return entry
    }
}

/// Size and time of last change of a file, which show that somebody is writing to it.
private struct FileTime: Equatable {
    let size: Int
    /// Nanoseconds since 1970.
    let changed: Int64

    init?(of entry: FolderEntry) {
        var status = stat()
        guard entry.path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
        size = Int(status.st_size)
        changed = Self.nanoseconds(status.st_mtim)
    }

    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }

    /// Times outside the range of 64 bits are clamped: they are only compared.
    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(clamping: Int128(time.tv_sec) * 1_000_000_000 + Int128(time.tv_nsec))
    }
}
