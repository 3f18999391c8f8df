package import ArchiveModel
package import ArchiveStore
import Catalogue
package import Foundation
import GRDB

/// An archive that nobody has open, for one test: two sealed batches, a copy in the second of a scan
/// of the first, a scan that failed, and a corrected document.
package final class ClosedArchive {
    package let folder: String
    package var path: String { folder + "/archive" }

    package init() throws {
        folder = NSTemporaryDirectory() + "closedarchive-" + UUID().uuidString
        let archive = try Archive.create(
            at: folder + "/archive", settings: ArchiveSettings(institution: "Primăria"),
            tables: ["document-types.yaml": Array("types: []\n".utf8)])
        try take(["a.tif": "bytes a", "b.tif": "bytes b"], "lot_0001", archive)
        try take(["c.tif": "bytes c", "copy.tif": "bytes a"], "lot_0002", archive)
        try read(1, pages: ["Primăria Iași", nil, "doi"], archive)
        try Recording(archive: archive, by: .current).recordFailure(
            ScanID(rawValue: 2), failure: Failure(code: "scan-truncated", message: "cut"))
        try read(3, pages: ["trei"], archive)
        let id = try Listing(archive: archive).document(of: 3)
        _ = try Corrections(archive: archive).correct(
            id, changes: [DocumentChange(name: "number", value: "120")], by: .current
        ) {
            _, _ in
        }
        let sealing = Sealing(archive: archive, by: .current)
        for batch in try sealing.pendingBatches() { try sealing.seal(batch) }
        try archive.finish()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Takes in files with these contents.
    package func take(_ files: [String: String], _ batch: String, _ archive: Archive) throws {
        let source = "\(folder)/\(batch)"
        try FileManager.default.createDirectory(
            atPath: source, withIntermediateDirectories: true)
        for (name, content) in files {
            try Data(content.utf8).write(to: URL(fileURLWithPath: "\(source)/\(name)"))
        }
        _ = try Accession(archive: archive, by: .current).takeIn(
            IncomingBatch(
                folder: ScanName(batch), source: ScanName(source),
                files: files.keys.sorted().map {
                    IncomingFile(path: Array("\(source)/\($0)".utf8), name: ScanName($0))
                }))
    }

    /// Records what was read in a scan, and a document of all its pages.
    package func read(_ scan: Int64, pages: [String?], _ archive: Archive) throws {
        let id = ScanID(rawValue: scan)
        try Recording(archive: archive, by: .current).recordSurvey(
            id, format: .tiff, pageCount: pages.count, warnings: ["odd"])
        for (index, text) in pages.enumerated() {
            try Recording(archive: archive, by: .current).recordPage(
                .reading(text, number: index + 1), of: id)
        }
        try Recording(archive: archive, by: .current).commitDocument(
            DocumentDraft(
                id: try Listing(archive: archive).document(of: scan),
                pages: pages.indices.map { PageReference(scan: id, number: $0 + 1) },
                extracted: .example(
                    type: "FACT", date: "2021-03-12",
                    on: PageAddress(scan: try Listing(archive: archive).scan(id).digest, number: 1))
            )
        ) { _, _ in }
    }

    /// Changes the catalogue behind the archive's back, with triggers and keys out of force.
    package func tamper(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(
            path: path + "/catalogue.sqlite", configuration: configuration)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// As `tamper`, with the digest of the catalogue written anew: nothing but what the catalogue
    /// says can tell.
    package func tamperQuietly(_ sql: String) throws {
        try tamper(sql)
        try CatalogueDigest(of: path + "/catalogue.sqlite").recordWhole()
    }

    /// Makes the catalogue again from the objects, of this archive or of one in another folder.
    package func rebuild(_ other: String? = nil) throws {
        try CatalogueRebuild.run(at: other ?? path)
    }

    /// Changes one bit of a file, whatever its rights; returns what it held before.
    @discardableResult
    package static func flip(_ file: String) throws -> Data {
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        var after = before
        after[after.count / 2] ^= 4
        chmod(file, 0o640)
        // In its place, so that a second name of the bytes is damaged, too.
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        try handle.write(contentsOf: after)
        try handle.close()
        return before
    }

    /// The texts in one column of the catalogue.
    package func texts(_ sql: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path + "/catalogue.sqlite")
        defer { try? queue.close() }
        return try queue.read { try String.fetchAll($0, sql: sql) }
    }

    /// The folder of the object of a batch.
    package func object(_ batch: Int64) throws -> String {
        try BatchObject(batch, of: Archive.open(at: path, mode: .read)).path
    }

    /// What verification finds, by code.
    package func verify(_ sample: String? = nil) throws -> (
        codes: Set<String>, summary: VerifySummary
    ) {
        var codes: Set<String> = []
        let verification = try ArchiveVerification(
            at: path, sample: sample.flatMap(VerifySample.init), threads: 2
        ) { codes.insert($0.code) }
        try verification.run()
        return (codes, verification.summary)
    }

    /// Everything that is known of scans and documents, in lines that can be compared.
    package static func content(of path: String) throws -> [String] {
        let archive = try Archive.open(at: path, mode: .read)
        var lines: [String] = []
        try Listing(archive: archive).forEachScan { scan in
            lines.append(
                "\(scan.batchName.text)/\(scan.name.text) \(scan.digest.hex) \(scan.size) "
                    + "\(scan.verdict) \(String(describing: scan.failure)) \(scan.warnings) "
                    + "\(scan.duplicateOf != nil) \(String(describing: scan.pageCount))")
            for page in try Listing(archive: archive).pages(of: scan.id) {
                lines.append("\(scan.name.text) \(page)")
            }
        }
        try Listing(archive: archive).forEachDocument { document in
            let pages = document.pages.map {
                "\($0.scanName.text) \($0.reference.number) \($0.text ?? "")"
            }
            lines.append("\(document.id) \(document.extracted) \(pages)")
            lines.append("\(document.id) \(try Corrections(archive: archive).all(of: document.id))")
        }
        return lines.sorted()
    }
}

extension Listing {
    /// The identifier of the document that starts on the first page of a scan.
    package func document(of scan: Int64) throws -> DocumentID {
        DocumentID(firstScan: try self.scan(ScanID(rawValue: scan)).digest, firstPage: 1)
    }
}
