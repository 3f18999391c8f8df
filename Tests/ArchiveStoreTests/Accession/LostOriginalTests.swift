import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

/// A file whose archived copy is gone or cut is not said to be in the archive.
@Suite struct LostOriginalTests {
    private let temporary: TemporaryArchive
    private let original: String

    init() throws {
        temporary = try TemporaryArchive()
        try temporary.write("a.tif", "alpha")
        try temporary.write("b.tif", "beta")
        let taken = try temporary.takeIn()
        original = try temporary.listing.originalPath(of: #require(taken["a.tif"]).scan)
    }

    /// The codes of what the files of a folder came to; nil for those that are in the archive.
    private func ingest() throws -> [String: String?] {
        let incoming = try temporary.incoming()
        let outcomes = try Accession(archive: temporary.archive, by: temporary.user).takeIn(
            incoming)
        return Dictionary(
            zip(incoming.files.map(\.name.text), outcomes).map { name, outcome in
                if case .refused(let error) = outcome {
                    (name, error.code.rawValue)
                } else {
                    (name, nil)
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    private func remove() throws {
        try FileManager.default.removeItem(atPath: original)
    }

    enum Loss: CaseIterable { case missing, cut, link, folder, object }

    private func lose(_ loss: Loss) throws {
        let files = FileManager.default
        switch loss {
        case .missing: try remove()
        case .cut:
            chmod(original, 0o640)
            #expect(truncate(original, 3) == 0)
        case .link:
            try files.moveItem(atPath: original, toPath: temporary.folder + "/elsewhere")
            try files.createSymbolicLink(
                atPath: original, withDestinationPath: temporary.folder + "/elsewhere")
        case .folder:
            try remove()
            try files.createDirectory(atPath: original, withIntermediateDirectories: false)
        case .object:
            let content = Folder.parent(of: Folder.parent(of: original))
            try files.removeItem(atPath: Folder.parent(of: Folder.parent(of: content)))
        }
    }

    @Test(
        "a known file whose copy is lost is refused, with the damage named",
        arguments: Loss.allCases)
    func known(loss: Loss) throws {
        try lose(loss)
        let found = try ingest()
        #expect(found["a.tif"] == "original-damaged")
        #expect(found["b.tif"] == (loss == .object ? "original-damaged" : .some(nil)))
        #expect(
            try String(contentsOfFile: temporary.source + "/lot_0001/a.tif", encoding: .utf8)
                == "alpha")
    }

    @Test("once the copy is put back the file is known again, and the refusal is forgotten")
    func putBack() throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: original))
        try remove()
        #expect(try ingest()["a.tif"] == "original-damaged")
        try Accession(archive: temporary.archive, by: temporary.user).recordRefusal(
            folder: ScanName("lot_0001"), name: ScanName("a.tif"),
            failure: Failure(code: "original-damaged", message: "m"))
        try bytes.write(to: URL(fileURLWithPath: original))
        #expect(try ingest()["a.tif"] == .some(nil))
        #expect(try temporary.listing.status().openRefusals == 0)
    }

    @Test("the same bytes under a new name are not given up for a copy that is lost")
    func sameBytes() throws {
        try remove()
        try FileManager.default.removeItem(atPath: temporary.source + "/lot_0001/a.tif")
        try temporary.write("later.tif", "alpha")
        try temporary.write("new.tif", "gamma")
        let found = try ingest()
        #expect(found["later.tif"] == "original-damaged")
        #expect(found["new.tif"] == .some(nil))
    }

    @Test("the message says that the file in the scan folder is the good one, and what to do")
    func message() throws {
        try remove()
        let outcomes = try Accession(archive: temporary.archive, by: temporary.user).takeIn(
            try temporary.incoming())
        guard case .refused(let error)? = outcomes.first else {
            Issue.record("the file was not refused")
            return
        }
        #expect(error.exitStatus == .damaged)
        for words in ["keep it", "archivectl verify", "backup"] {
            #expect(error.message.contains(words))
        }
    }
}
