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
    /// size and time show that it is not done. One side of sheets whose other side is not there, or
    /// not done, waits for it, at most for `staleHours`. Returns at once if nothing is that new. Throws
    /// `CancellationError`.
    package func settledEntries(
        quietSeconds: Int = 1, staleHours: Int = 24, duplex: [DuplexNames] = []
    ) async throws -> [FolderEntry] {
        let marked = Self.waitingForOtherSides(
            entries.map { $0.waiting(quietSeconds: quietSeconds, staleHours: staleHours) },
            staleHours: staleHours, by: duplex)
        let rest = BatchFolder(
            name: name, path: path, entries: marked.filter { $0.waiting == nil })
        return try await rest.quietEntries() + marked.filter { $0.waiting != nil }
    }

    /// The entries, of which those wait that are one side of sheets without the other.
    private static func waitingForOtherSides(
        _ entries: [FolderEntry], staleHours: Int, by duplex: [DuplexNames]
    ) -> [FolderEntry] {
        var entries = entries
        let ready = entries.indices.filter {
            entries[$0].refusal == nil && entries[$0].waiting == nil
        }
        let names = ready.map { entries[$0].name }
        for alone in DuplexNames.find(in: names, by: duplex).alone.map({ ready[$0] })
        where entries[alone].age < Int64(staleHours) * 3600 {
            entries[alone].waiting = WaitingFile(reason: .otherSide, isStale: false)
        }
        return entries
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
    /// Seconds since it was last written to.
    ///
    /// If it cannot be examined, the copy reports the exact cause later.
    fileprivate var age: Int64 {
        FileTime(of: self).map { (FileTime.now - $0.changed) / 1_000_000_000 } ?? .max
    }

    /// The entry with the reason why it has to wait, if any.
    fileprivate func waiting(quietSeconds: Int, staleHours: Int) -> FolderEntry {
        guard refusal == nil else { return self }
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
