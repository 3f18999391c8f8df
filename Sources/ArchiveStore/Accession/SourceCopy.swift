import ArchiveModel
import Dispatch
import DurableFiles
import Glibc
import OCFL
import Synchronization
import SystemPackage

/// A source file that was copied to where a version will have it.
struct CopiedFile {
    let digest: ContentDigest
    let size: Int64
    /// Time of the last change of the source, in nanoseconds since 1970.
    let modified: Int64
}

/// Copies source files byte for byte: hashed while they are copied, synchronised, then read again
/// and compared with the source.
enum SourceCopy {
    /// One file to copy.
    struct Job {
        /// Path of the source, as bytes.
        let source: [UInt8]
        /// Where its copy goes.
        let target: String
    }

    /// Copies several files at a time; the results are by position of the job.
    ///
    /// Waiting for the disk takes most of the time on small files, so more are under way than there
    /// are cores. Ends early, with fewer results, when `isCancelled` says so.
    static func copy(
        _ jobs: [Job], isCancelled: @escaping @Sendable () -> Bool
    ) -> [Int: Result<CopiedFile, StoreError>] {
        let next = Mutex(0)
        let results = Mutex([Int: Result<CopiedFile, StoreError>]())
        DispatchQueue.concurrentPerform(iterations: min(8, max(1, jobs.count))) { _ in
            while !isCancelled() {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < jobs.count else { return }
                let job = jobs[index]
                let result = Result { () throws(StoreError) in
                    try copy(job.source, to: job.target)
                }
                results.withLock { $0[index] = result }
                // A full disk fails every file after it, too.
                if case .failure(let error) = result, !error.isAboutSource { return }
            }
        }
        return results.withLock { $0 }
    }

    private static func copy(
        _ path: [UInt8], to target: String
    ) throws(StoreError) -> CopiedFile {
        let source = try ScanSource.open(path: path)
        let digest = try write(source, to: target)
        try compare(target, with: source)
        WriteStep.fileWritten.reached()
        return CopiedFile(digest: digest, size: source.size, modified: source.modified)
    }

    private static func write(
        _ source: borrowing ScanSource, to target: String
    ) throws(StoreError) -> ContentDigest {
        var complete = false
        let copy = try StagedFile.create(at: target)
        defer { if !complete { try? Folder.removeFile(target) } }
        let digest = try source.read { (bytes) throws(StoreError) in try copy.write(bytes) }
        try copy.finish()
        complete = true
        return digest
    }

    /// Reads the source and the copy again, side by side.
    ///
    /// Finds what the digest of the first reading cannot: a bit that changed in memory between
    /// reading and writing is in the digest, too. Costs a tenth of hashing the copy.
    private static func compare(
        _ target: String, with source: borrowing ScanSource
    ) throws(StoreError) {
        let copy = try open(target)
        guard try source.hasSameBytes(as: copy) else {
            try? Folder.removeFile(target)
            throw .copyDiffers(target)
        }
    }

    private static func open(_ path: String) throws(StoreError) -> OpenFile {
        do { return try OpenFile(path, flags: O_RDONLY) } catch {
            throw .archiveFile(path, cause: error)
        }
    }
}
