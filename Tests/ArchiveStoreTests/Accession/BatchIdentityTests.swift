import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue

/// Which folder is which batch: nothing is ever taken in twice, and nothing is taken for known that
/// is not.
@Suite struct BatchIdentityTests {
    private let temporary: TemporaryArchive

    init() throws {
        temporary = try TemporaryArchive()
        for (name, content) in [("1.tif", "unu"), ("2.tif", "doi"), ("3.tif", "trei")] {
            try temporary.write(name, content)
        }
        #expect(try temporary.takeIn().values.allSatisfy { $0.isAdded })
    }

    private func head(_ batch: Int64 = 1) throws -> String? {
        try BatchObject(batch, of: temporary.archive).json("inventory.json")["head"] as? String
    }

    private func batchNames() throws -> [String] {
        var names: [String] = []
        try temporary.listing.forEachScan { names.append("\($0.batchName.text)/\($0.name.text)") }
        return names
    }

    private func expectNothingNew(_ accessions: [String: AccessionOutcome]) throws {
        #expect(accessions.values.allSatisfy { $0.isKnown }, "\(accessions)")
        #expect(try head() == "v1")
        #expect(try temporary.listing.status().batches == 1)
        #expect(try batchNames().count == 3)
        #expect(temporary.files(in: "staging").isEmpty)
    }

    @Test("the same folder again adds nothing")
    func sameAgain() throws {
        try expectNothingNew(temporary.takeIn())
    }

    @Test("the same files under another path add nothing")
    func otherPath() throws {
        try FileManager.default.copyItem(
            atPath: temporary.source + "/lot_0001", toPath: temporary.source + "/usb")
        try expectNothingNew(temporary.takeIn("usb", as: "media/usb"))
    }

    @Test("some of the files under another path add nothing")
    func subset() throws {
        try temporary.write("1.tif", "unu", in: "usb")
        try temporary.write("3.tif", "trei", in: "usb")
        let accessions = try temporary.takeIn("usb")
        #expect(accessions.count == 2)
        try expectNothingNew(accessions)
    }

    @Test("a late file makes the next version of the same object")
    func lateFile() throws {
        #expect(try temporary.accession("4.tif", "patru").isAdded)
        #expect(try head() == "v2")
        let object = try BatchObject(of: temporary.archive)
        #expect(object.content(of: 2) == ["batch.json", "originals/4.tif"])
        #expect(
            try Set(object.state(of: 2).keys) == [
                "batch.json", "originals/1.tif", "originals/2.tif", "originals/3.tif",
                "originals/4.tif",
            ])
        #expect(try batchNames().last == "lot_0001/4.tif")
        let batch = try BatchFile.read(at: object.path + "/v2/content/batch.json")
        #expect(batch.files.map(\.path) == (1...4).map { "originals/\($0).tif" })
        #expect(try temporary.listing.status().batches == 1)
        #expect(try temporary.takeIn().values.allSatisfy { $0.isKnown })
    }

    @Test("a folder of which only late files are left beside one old is the same batch")
    func emptiedFolder() throws {
        for name in ["1.tif", "2.tif"] {
            try FileManager.default.removeItem(atPath: temporary.source + "/lot_0001/" + name)
        }
        #expect(try temporary.accession("4.tif", "patru").isAdded)
        #expect(try head() == "v2")
        #expect(try temporary.listing.status().batches == 1)
    }

    @Test("a folder of a known name with none of its files is a new batch with a number")
    func sameNameOtherFiles() throws {
        try temporary.write("1.tif", "altceva", in: "new")
        #expect(try temporary.takeIn("new", as: "lot_0001")["1.tif"]?.isAdded == true)
        #expect(try head() == "v1")
        #expect(try head(2) == "v1")
        #expect(try batchNames().last == "lot_0001~2/1.tif")
        try temporary.write("5.tif", "cinci", in: "new")
        let late = try temporary.takeIn("new", as: "lot_0001")
        #expect(late["1.tif"]?.isKnown == true)
        #expect(late["5.tif"]?.isAdded == true)
        #expect(try head(2) == "v2")
        try temporary.write("1.tif", "a treia", in: "third")
        try temporary.takeIn("third", as: "lot_0001")
        #expect(try batchNames().last == "lot_0001~3/1.tif")
        let object = try BatchObject(2, of: temporary.archive)
        let batch = try BatchFile.read(at: object.path + "/v1/content/batch.json")
        #expect(batch.name == "lot_0001~2")
        #expect(batch.folder == "lot_0001")
    }

    @Test("the first batch of a name that has another by now is still known")
    func olderBatchOfTheName() throws {
        try temporary.write("1.tif", "altceva", in: "new")
        try temporary.takeIn("new", as: "lot_0001")
        #expect(try temporary.takeIn().values.allSatisfy { $0.isKnown })
        #expect(try temporary.listing.status().batches == 2)
    }

    @Test("known files among unknown ones under another path are a batch of their own")
    func mixture() throws {
        try temporary.write("1.tif", "unu", in: "usb")
        try temporary.write("9.tif", "noua", in: "usb")
        let accessions = try temporary.takeIn("usb")
        let known = try #require(accessions["1.tif"])
        #expect(known == .duplicate(known.scan, of: ScanID(rawValue: 1)))
        #expect(accessions["9.tif"]?.isAdded == true)
        let object = try BatchObject(2, of: temporary.archive)
        #expect(object.bytes("v1/content/originals/1.tif") == Array("unu".utf8))
        #expect(try temporary.listing.status().duplicates == 1)
    }

    @Test("bytes of the same size under the same name are not taken for the same")
    func sameSize() throws {
        try temporary.write("1.tif", "UNU", in: "usb")
        #expect(try temporary.takeIn("usb")["1.tif"]?.isAdded == true)
        #expect(try temporary.listing.status().batches == 2)
    }

    @Test("names that Unicode takes for the same are files of their own")
    func canonicalNames() throws {
        let names = ["\u{103}.tif", "a\u{306}.tif", "\u{301}.tif"]
        let folder = temporary.source + "/lot_0002"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let files = try names.map { name in
            let path = Array("\(folder)/\(name)".utf8)
            let file = try #require(fopen(path.map { CChar(bitPattern: $0) } + [0], "w"))
            fputs(name, file)
            fclose(file)
            return IncomingFile(path: path, name: ScanName(name))
        }
        let incoming = IncomingBatch(
            folder: ScanName("lot_0002"), source: ScanName(folder), files: files)
        let outcomes = try Accession(archive: temporary.archive, by: temporary.user).takeIn(
            incoming)
        for (name, outcome) in zip(names, outcomes) {
            guard case .taken(.added(let scan)) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            let kept = try temporary.listing.originalPath(of: scan)
            #expect(FileManager.default.contents(atPath: kept) == Data(name.utf8))
            #expect(try temporary.listing.scan(scan).name == ScanName(name))
        }
        #expect(
            try Accession(archive: temporary.archive, by: temporary.user).takeIn(incoming)
                .allSatisfy {
                    if case .taken(.known) = $0 { true } else { false }
                })
    }
}

extension AccessionOutcome {
    /// Whether the bytes are new.
    var isAdded: Bool {
        if case .added = self { true } else { false }
    }

    /// Whether nothing was added.
    var isKnown: Bool {
        if case .known = self { true } else { false }
    }
}
