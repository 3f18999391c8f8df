import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import DurableFiles
import Foundation
import Indexer
import Testing

/// What is left of documents that were disposed of, and where.
@Suite struct DisposalWorkTests {
    private let site: DisposalSite

    init() throws { site = try DisposalSite() }

    @Test(
        "no file of the archive has anything of the paper then: no object, no journal, no free page, no log",
        arguments: [false, true])
    func traces(isSealed: Bool) throws {
        if isSealed { try site.seal() }
        try site.archive.finish()
        // Each is there before: else the test would show nothing.
        #expect(try DisposalSite.traces(in: site.temporary.path).count >= 3)
        try site.dispose()
        #expect(try DisposalSite.traces(in: site.temporary.path) == [])
        #expect(try DisposalSite.verify(site.temporary.path) == [])
    }

    @Test("the rest is as it was: other papers, their corrections, their times")
    func rest() throws {
        try site.seal()
        let before = try site.temporary.listing.document(site.other)
        let received = try versions(of: site.archive)
        try site.dispose()
        let after = try site.temporary.listing.document(site.other)
        #expect(after?.extracted == before?.extracted)
        #expect(after?.pages.map(\.text) == ["apa gaz\n"])
        #expect(
            try site.index.search(SearchQuery(parsing: "apa")).hits.map(\.document) == [site.other])
        #expect(try site.index.search(SearchQuery(parsing: "zbenghiuri")).hits.isEmpty)
        let copy = try site.temporary.rebuiltCopy()
        #expect(copy.problems.isEmpty)
        let listing = Listing(archive: copy.archive)
        #expect(try listing.document(site.other)?.extracted == before?.extracted)
        #expect(try Corrections(archive: copy.archive).all(of: site.other).map(\.value) == ["41"])
        #expect(try listing.document(site.secret) == nil)
        #expect(try Array(versions(of: copy.archive).prefix(received.count)) == received)
        #expect(try DisposalSite.verify(copy.archive.path) == [])
    }

    /// When and by whom the versions of the batch's object were made.
    private func versions(of archive: Archive) throws -> [String] {
        let inventory = try BatchObject(of: archive).json("inventory.json")
        let versions = inventory["versions"] as? [String: [String: Any]] ?? [:]
        return versions.keys.sorted().map { name in
            "\(name) \(versions[name]?["created"] ?? "") \(versions[name]?["message"] ?? "")"
        }
    }

    /// `disposed.json` of the batch's object.
    private func disposed() throws -> [String: Any] {
        let object = try BatchObject(of: site.archive)
        let head = try object.json("inventory.json")["head"] as? String ?? ""
        return try object.json(head + "/content/disposed.json")
    }

    @Test(
        "what was removed is known by its identifier, its digest and its proposal, also to a rebuild"
    )
    func tombstone() throws {
        let digest = try site.temporary.listing.scan(ScanID(rawValue: 1)).digest
        try site.dispose()
        let copy = try site.temporary.rebuiltCopy()
        for archive in [site.archive, copy.archive] {
            let former = try DocumentLookup(archive).former(typed: site.secret.text)
            #expect(former?.disposal?.number == 1)
            #expect(former?.disposal?.state == .carriedOut)
            #expect(former?.disposal?.proposal.scans == [digest])
            #expect(former?.disposal?.confirmation == "345/2026")
        }
        let file = try disposed()
        let entry = try #require((file["disposals"] as? [[String: Any]])?.first)
        #expect(entry["reason"] as? String == "term over")
        #expect(((entry["scans"] as? [[String: Any]])?.first)?["digest"] as? String == digest.hex)
    }

    @Test("a file that was disposed of is not taken in again, and others of its folder are")
    func delivered() throws {
        try site.dispose()
        try site.temporary.write("c.tif", "bytes of c", in: "lot_0001")
        let incoming = try site.temporary.incoming()
        let outcomes = try Accession(archive: site.archive, by: .current).takeIn(incoming)
        let codes = zip(incoming.files, outcomes).map { file, outcome in
            switch outcome {
            case .taken: "\(file.name.text) taken"
            case .refused(let error): "\(file.name.text) \(error.code.rawValue)"
            }
        }
        #expect(codes == ["b.tif taken", "c.tif taken", "scrisoare_tainica.tif scan-disposed"])
    }

    @Test("a copy of the same bytes in another batch goes, too")
    func duplicates() throws {
        try site.temporary.write("copie.tif", "bytes of scrisoare_tainica.tif", in: "lot_0002")
        try site.temporary.takeIn("lot_0002")
        try site.seal()
        try site.dispose()
        #expect(try DisposalSite.traces(in: site.temporary.path) == [])
        #expect(try DisposalSite.verify(site.temporary.path) == [])
    }

    @Test(
        "a backup that had the paper has it no more after the next one", arguments: [false, true])
    func backup(isSealed: Bool) throws {
        if isSealed { try site.seal() }
        try site.archive.finish()
        let target = site.temporary.folder + "/backup"
        let backUp = {
            try ArchiveBackup.begin(
                of: Archive.open(at: site.temporary.path, mode: .read), to: target
            ).run()
        }
        _ = try backUp()
        #expect(try !DisposalSite.traces(in: target).isEmpty)
        try site.dispose()
        let summary = try backUp()
        #expect(summary.problems.isEmpty)
        #expect(summary.notices.contains { $0.code == "object-replaced" })
        #expect(try DisposalSite.traces(in: target) == [])
        #expect(try DisposalSite.verify(target) == [])
        #expect(try backUp().notices.isEmpty)
    }

    @Test("a backup of an archive whose catalogue was made again loses the paper as well")
    func backupAfterRebuild() throws {
        try site.seal()
        try site.archive.finish()
        let target = site.temporary.folder + "/backup"
        _ = try ArchiveBackup.begin(
            of: Archive.open(at: site.temporary.path, mode: .read), to: target
        ).run()
        try site.dispose()
        let copy = try site.temporary.rebuiltCopy()
        try copy.archive.finish()
        let summary = try ArchiveBackup.begin(of: copy.archive, to: target).run()
        #expect(summary.problems.isEmpty)
        // The former catalogue is kept there, and has the texts.
        #expect(summary.notices.contains { $0.code == "disposed-kept" })
        #expect(try DisposalSite.traces(in: target + "/objects") == [])
    }

    @Test("a former catalogue beside the archive's has to go first")
    func copies() throws {
        let number = try site.approve().number
        let kept = site.temporary.path + "/catalogue.sqlite.replaced-20260101T000000Z"
        try Data("old".utf8).write(to: URL(fileURLWithPath: kept))
        #expect(
            site.code {
                _ = try site.disposal.carryOut(number, on: DisposalSite.day(), by: DisposalSite.ana)
            }
                == "disposal-copies-kept")
        #expect(try site.temporary.listing.document(site.secret) != nil)
    }

    @Test("an approved proposal can be carried out after the catalogue was made again")
    func approvedBefore() throws {
        let number = try site.approve().number
        try site.seal()
        let rebuilt = try site.temporary.rebuiltCopy()
        let path = rebuilt.archive.path
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where name.hasPrefix("catalogue.sqlite.replaced") {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
        let done = try DocumentDisposal(rebuilt.archive).carryOut(
            number, on: DisposalSite.day(), by: DisposalSite.ion)
        try rebuilt.archive.finish()
        #expect(done.state == .carriedOut)
        #expect(try DisposalSite.traces(in: path) == [])
        #expect(try DisposalSite.verify(path) == [])
    }

    @Test("two disposals of one batch leave what tells of both")
    func twice() throws {
        try site.dispose()
        let second = try site.approve([site.other])
        _ = try site.disposal.carryOut(second.number, on: DisposalSite.day(), by: DisposalSite.ion)
        try site.archive.finish()
        let file = try disposed()
        #expect((file["disposals"] as? [[String: Any]])?.count == 2)
        #expect((file["replaces"] as? [String])?.count == 2)
        #expect(try DisposalSite.verify(site.temporary.path) == [])
        let copy = try site.temporary.rebuiltCopy()
        #expect(copy.problems.isEmpty)
    }
}
