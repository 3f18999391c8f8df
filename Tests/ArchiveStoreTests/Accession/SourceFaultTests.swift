import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct SourceFaultTests {
    private func fault(_ temporary: TemporaryArchive, _ path: String) -> StoreError? {
        let incoming = IncomingBatch(
            folder: ScanName("lot_0001"), source: ScanName(temporary.source),
            files: [IncomingFile(path: Array(path.utf8), name: ScanName("x"))])
        return storeError {
            for outcome in try Accession(archive: temporary.archive, by: temporary.user).takeIn(
                incoming)
            {
                if case .refused(let error) = outcome { throw error }
            }
        }
    }

    @Test("a file that is gone is about the file, and ends no run")
    func missing() throws {
        let temporary = try TemporaryArchive()
        let error = fault(temporary, temporary.source + "/none.tif")
        #expect(error?.code == .sourceMissing)
        #expect(error?.isAboutSource == true)
    }

    @Test("a symbolic link is not followed")
    func symbolicLink() throws {
        let temporary = try TemporaryArchive()
        let file = try temporary.write("a.tif", "alpha")
        let link = temporary.source + "/link.tif"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: String(decoding: file, as: UTF8.self))
        #expect(fault(temporary, link)?.code == .sourceIsLink)
    }

    @Test("a pipe does not hold up the run, nor does a device or a folder count as a file")
    func notAFile() throws {
        let temporary = try TemporaryArchive()
        let pipe = temporary.source + "/pipe.tif"
        #expect(mkfifo(pipe, 0o600) == 0)
        for path in [pipe, "/dev/null", temporary.source] {
            let error = fault(temporary, path)
            #expect(error?.code == .sourceNotAFile)
            #expect(error?.isAboutSource == true)
        }
    }

    @Test("a file that fails while it is read is about the file")
    func unreadable() throws {
        let temporary = try TemporaryArchive()
        // Reading the start of this file of the kernel fails for everybody.
        let error = fault(temporary, "/proc/self/mem")
        #expect(error?.code == .sourceUnreadable)
        #expect(temporary.files(in: "staging").isEmpty)
    }

    @Test(
        "a file that may not be read is about the file",
        .enabled(if: getuid() != 0, "root may read every file"))
    func forbidden() throws {
        let temporary = try TemporaryArchive()
        let path = try temporary.write("secret.tif", "x")
        chmod(String(decoding: path, as: UTF8.self), 0)
        #expect(fault(temporary, String(decoding: path, as: UTF8.self))?.code == .sourceForbidden)
    }

    @Test("a file that grows or is touched while it is copied is left for the next run")
    func changing() throws {
        let temporary = try TemporaryArchive()
        let path = try temporary.write("growing.tif", String(repeating: "x", count: 3 << 20))
        let name = String(decoding: path, as: UTF8.self)
        let grown = storeError {
            let source = try ScanSource.open(path: path)
            _ = try source.read { _ in
                let file = fopen(name, "a")
                fputs("more", file)
                fclose(file)
            }
        }
        #expect(grown?.code == .sourceChanging)
        #expect(grown?.isAboutSource == true)
        let touched = storeError {
            let source = try ScanSource.open(path: path)
            _ = try source.read { _ in utimes(name, nil) }
        }
        #expect(touched?.code == .sourceChanging)
    }

    @Test("a refusal is replaced by the next and removed by the accession")
    func refusal() throws {
        let temporary = try TemporaryArchive()
        for code in ["source-missing", "source-changing"] {
            try Accession(archive: temporary.archive, by: temporary.user).recordRefusal(
                folder: ScanName("lot_0001"), name: ScanName("a.tif"),
                failure: Failure(code: code, message: "m"))
        }
        let before = try temporary.listing.status()
        #expect(before.openRefusals == 1)
        #expect(before.quarantine.map(\.failure.code) == ["source-changing"])
        try temporary.accession("a.tif", "alpha")
        #expect(try temporary.listing.status().quarantined == 0)
    }

    @Test("a refusal is forgotten when the file turns out to be known")
    func refusalOfKnown() throws {
        let temporary = try TemporaryArchive()
        try temporary.accession("a.tif", "alpha")
        try Accession(archive: temporary.archive, by: temporary.user).recordRefusal(
            folder: ScanName("lot_0001"), name: ScanName("a.tif"),
            failure: Failure(code: "source-changing", message: "m"))
        #expect(try temporary.listing.status().openRefusals == 1)
        #expect(try temporary.takeIn()["a.tif"]?.isKnown == true)
        #expect(try temporary.listing.status().openRefusals == 0)
    }

    @Test("a file that somebody writes to is left, and taken in once it is closed")
    func openForWriting() throws {
        let temporary = try TemporaryArchive()
        let path = String(decoding: try temporary.write("a.tif", "alpha"), as: UTF8.self)
        try temporary.write("b.tif", "beta")
        let descriptor = open(path, O_WRONLY | O_APPEND)
        #expect(descriptor >= 0)
        let outcomes = try Accession(archive: temporary.archive, by: temporary.user).takeIn(
            temporary.incoming())
        guard case .refused(let error) = outcomes[0], case .taken(.added) = outcomes[1] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(error.code == .sourceChanging)
        close(descriptor)
        #expect(try temporary.takeIn()["a.tif"]?.isAdded == true)
        #expect(try temporary.listing.status().batches == 1)
    }

    @Test("a fault of the archive is not about the file")
    func archiveFault() throws {
        let temporary = try TemporaryArchive()
        try FileManager.default.removeItem(atPath: temporary.path + "/staging")
        try Data().write(to: URL(fileURLWithPath: temporary.path + "/staging"))
        let path = try temporary.write("a.tif", "alpha")
        let error = fault(temporary, String(decoding: path, as: UTF8.self))
        #expect(error?.code == .archiveFailed)
        #expect(error?.isAboutSource == false)
    }
}
