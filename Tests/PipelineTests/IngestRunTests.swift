import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import DomainTables
import Foundation
import JobQueue
import SystemPackage
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(10))) struct IngestRunTests {
    @Test("papers, blank sheets, copies and broken files come to what they are")
    func outcomes() async throws {
        let site = try TemporarySite(files: [
            "lot_0001/20240318_0004.tif", "lot_0001/20240318_0007.jpg",
            "lot_0002/Certificat 5120.pdf", "lot_0003/img20240308_10031500.png",
            "lot_0003/img20240326_00000000.tif", "lot_0003/Copie 20240318_0004.tif",
        ])
        let summary = try await site.ingest()
        #expect(summary.added == 5)
        #expect(summary.duplicates == 1)
        #expect(summary.documents == 2)
        #expect(summary.finished == 3)
        #expect(summary.quarantined == 2)
        #expect(summary.pagesDone == 2)
        #expect(summary.pagesBlank == 2)
        #expect(summary.isPartial)
        let status = try Listing(archive: site.archive).status()
        #expect(status.documents == 2)
        #expect(
            status.quarantine.map(\.failure.code).sorted() == [
                "scan-truncated", "scan-unknown-format",
            ])
        #expect(try Listing(archive: site.archive).unfinishedScans().isEmpty)
    }

    @Test("a second run over the same folders adds nothing and changes nothing")
    func secondRun() async throws {
        let site = try TemporarySite(files: [
            "lot_0002/Certificat 5120.pdf", "lot_0003/img20240326_00000000.tif",
        ])
        #expect(try await site.ingest().documents == 1)
        let before = try site.dump()
        #expect(before.count == 2)
        let summary = try await site.ingest()
        #expect(summary.added == 0)
        #expect(summary.documents == 0)
        #expect(summary.known == 2)
        #expect(summary.knownInQuarantine == 1)
        #expect(try site.dump() == before)
    }

    @Test("a run that is stopped in the middle is completed by the next to the same archive")
    func interrupted() async throws {
        let files = ["lot_0001/20240318_0001.tif", "lot_0002/Certificat 5120.pdf"]
        let whole = try TemporarySite(files: files)
        _ = try await whole.ingest()
        let stopped = try TemporarySite(files: files)
        await #expect(throws: CancellationError.self) { try await stopped.ingestUntilFirstPage() }
        let unfinished = try Listing(archive: stopped.archive).unfinishedScans()
        #expect(!unfinished.isEmpty)
        let summary = try await stopped.ingest()
        #expect(summary.pagesDone < 4)
        #expect(try Listing(archive: stopped.archive).unfinishedScans().isEmpty)
        #expect(try stopped.dump() == whole.dump())
        #expect(try whole.dump().count == 6)
    }

    @Test("a scan on which two workers die is put aside and the others are read")
    func dyingWorker() async throws {
        let site = try TemporarySite(files: [
            "lot_0002/Certificat 5120.pdf", "lot_0003/img20240326_00000000.tif",
        ])
        let worker = try FakeWorker.dying(2, in: site.folder)
        let summary = try await site.ingest(worker: worker, workers: 1)
        #expect(summary.quarantined == 2)
        #expect(summary.documents == 0)
        let failures = try Listing(archive: site.archive).status().quarantine
        #expect(failures.map(\.failure.code).sorted() == ["scan-unknown-format", "worker-crashed"])
    }

    @Test("pages that no worker survives are failed pages, and the run goes on to the next scan")
    func failedPages() async throws {
        let site = try TemporarySite(files: [
            "lot_0001/20240318_0004.tif", "lot_0002/Certificat 5120.pdf",
        ])
        let survey = WorkerAnswers.survey(pages: 2)
        let ready = try FakeWorker.printing(.ready)
        let counting = try [ready, FakeWorker.printing(survey), FakeWorker.awaitRequest]
        let reading = [ready, ready, FakeWorker.awaitRequest]
        // The first worker counts the pages and dies on one of them, as does the second. The third reads the
        // page that is known to be good and dies on the other, as does the fourth.
        let script = """
            case "$(wc -l < "$starts")" in
            1) \(counting.joined(separator: "; "));;
            3) \(reading.joined(separator: "; "));;
            esac; exit 7
            """
        let worker = try FakeWorker.dying(4, script, in: site.folder)
        let summary = try await site.ingest(worker: worker, workers: 1, batches: 1)
        #expect(summary.pagesFailed == 2)
        #expect(summary.pagesFailedInQuarantine == 2)
        #expect(summary.quarantined == 1)
        #expect(try Listing(archive: site.archive).status().openPages == 0)
        #expect(summary.documents == 1)
        #expect(try site.dump().count { $0.contains("worker-crashed") } == 2)
    }

    @Test("a run goes on with the tables that it began with, and the next one names the mistake")
    func editedTable() async throws {
        let site = try TemporarySite(files: ["lot_0002/Certificat 5120.pdf"])
        let run = try await site.makeRun()
        let table = site.folder.path + "/archive/tables/field-labels.yaml"
        let sound = try String(contentsOfFile: table, encoding: .utf8)
        try (sound + "numbres: [nr]\n").write(toFile: table, atomically: true, encoding: .utf8)
        let folder = FilePath(site.folder.path + "/scans")
        let summary = try await run.run(folders: [folder], report: { _ in }).summary
        #expect(summary.documents == 1)
        #expect(try site.dump().contains { $0.contains(" CAF ") && $0.contains("number=5120") })
        let error = await #expect(throws: TableError.self) { try await site.makeRun() }
        let line = sound.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(error?.file == "field-labels.yaml" && error?.line == line)
        #expect(error?.codeName == "rules-unknown-key")
    }

    @Test(
        "a missing language or second model ends the run before anything is taken in",
        arguments: [
            ArchiveSettings(languages: ["xyz"]), ArchiveSettings(secondReading: "xyz"),
        ])
    func missingLanguage(_ settings: ArchiveSettings) async throws {
        let site = try TemporarySite(
            files: ["lot_0002/Certificat 5120.pdf"], settings: settings)
        let error = await #expect(throws: WorkerError.self) { try await site.makeRun() }
        #expect(error?.codeName == "language-missing")
        #expect(error?.message.hasSuffix("install the Debian package tesseract-ocr-xyz") == true)
        #expect(error?.exitStatus == .componentMissing)
        #expect(try Listing(archive: site.archive).status().batches == 0)
    }
}
