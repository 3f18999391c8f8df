import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles
@testable import OCFL

@Suite("Decisions that are sealed into objects")
struct SealedJournalTests {
    private let temporary: TemporaryArchive
    private let archive: Archive
    private let draft: DocumentDraft
    private let identity: ArchiveID

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        archive = temporary.archive
        let scan = try temporary.scan("a.tif", pages: ["Factura"])
        draft = try temporary.draft(scan, pages: [1], type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(draft) { _, _ in }
        identity = try #require(try archive.identity())
    }

    private var journal: Journal { Journal(in: temporary.path, of: identity) }

    private func correct(_ values: String..., in other: Archive? = nil) throws {
        for value in values {
            _ = try Corrections(archive: other ?? archive).correct(
                draft.id, changes: [DocumentChange(name: "number", value: value)],
                by: temporary.user
            ) { _, _ in }
        }
    }

    /// Seals batches and decisions; how many decisions.
    @discardableResult
    private func seal(_ other: Archive? = nil) throws -> Int {
        let sealing = Sealing(archive: other ?? archive, by: temporary.user)
        _ = try sealing.sealPending { _ in }
        return try sealing.sealDecisions()
    }

    private func rows(_ other: Archive? = nil) throws -> [ObjectRow] {
        try (other ?? archive).read { try ObjectRow.all(in: $0) }
    }

    private func values(_ archive: Archive) throws -> [String?] {
        try Corrections(archive: archive).all(of: draft.id).map(\.value)
    }

    /// Codes of what verify finds, without notes.
    private func findings(_ path: String) throws -> Set<String> {
        var codes: Set<String> = []
        let verification = try ArchiveVerification(at: path, sample: nil, threads: 1) {
            if $0.severity != .note { codes.insert($0.code) }
        }
        try verification.run()
        return codes
    }

    /// A copy of the archive, closed; removed at the end of `body`.
    private func withCopy(_ body: (String) throws -> Void) throws {
        try body(temporary.closedCopy())
    }

    private func removeCatalogue(_ path: String) {
        for file in ["", "-wal", "-shm", ".sha512"] {
            try? FileManager.default.removeItem(atPath: path + "/catalogue.sqlite" + file)
        }
    }

    private func object(_ row: ObjectRow, in path: String) -> String {
        ObjectStore(archive: path).folder(of: row.id)
    }

    @Test("sealing moves the journal into an object, byte for byte, and the journal goes on")
    func moved() throws {
        try correct("1", "2")
        let bytes = try journal.segments[0].bytes()
        #expect(try seal() == 2)
        #expect(try seal() == 0)
        let row = try #require(try rows().first)
        #expect(try rows().count == 1 && row.first == 1 && row.last == 2 && row.head == 1)
        let content = object(row, in: temporary.path) + "/v1/content/"
        #expect(
            try Array(Data(contentsOf: URL(fileURLWithPath: content + "000000000001.jsonl")))
                == bytes)
        let record = try JournalFile.read(at: content + "journal.json")
        #expect(record.first == 1 && record.last == 2 && record.archive == identity.text)
        #expect(journal.segments.map(\.name) == ["000000000003.jsonl"])
        try correct("3")
        #expect(try seal() == 1)
        #expect(try rows().map(\.first) == [1, 3])
        try archive.finish()
        #expect(try findings(temporary.path).isEmpty)
    }

    @Test("without decisions there is nothing to seal")
    func nothing() throws {
        #expect(try seal() == 0)
        #expect(try rows().isEmpty)
        #expect(journal.segments.map(\.name) == ["000000000001.jsonl"])
    }

    @Test("a segment that is in an object and in the journal counts once, and is removed")
    func twice() throws {
        try correct("1")
        let bytes = try journal.segments[0].bytes()
        try seal()
        let place = journal.path + "/000000000001.jsonl"
        try Data(bytes).write(to: URL(fileURLWithPath: place))
        try archive.finish()
        #expect(try findings(temporary.path).isEmpty)
        try withCopy { (copy: String) throws in
            removeCatalogue(copy)
            #expect(try CatalogueRebuild.run(at: copy).problems.isEmpty)
            #expect(try findings(copy).isEmpty)
        }
        #expect(try seal() == 0)
        #expect(!FileManager.default.fileExists(atPath: place))
        #expect(try rows().count == 1)
        try Data(bytes + Array("x\n".utf8)).write(to: URL(fileURLWithPath: place))
        #expect(throws: StoreError.self) { try seal() }
        #expect(FileManager.default.fileExists(atPath: place))
    }

    @Test("losing the catalogue loses no decision, in objects or in the journal")
    func rebuilt() throws {
        try correct("1", "2")
        try seal()
        try correct("3")
        try seal()
        try correct("4")
        try withCopy { (copy: String) throws in
            removeCatalogue(copy)
            #expect(try CatalogueRebuild.run(at: copy).problems.isEmpty)
            let rebuilt = try Archive.open(at: copy, mode: .write)
            #expect(try values(rebuilt) == ["1", "2", "3", "4"])
            #expect(try rows(rebuilt).map(\.first) == [1, 3])
            try correct("5", in: rebuilt)
            #expect(try seal(rebuilt) == 2)
            try rebuilt.finish()
            #expect(try findings(copy).isEmpty)
        }
    }

    @Test("without settings, catalogue and journal, the objects know which archive it is")
    func identityOfObjects() throws {
        try correct("1", "2")
        try seal()
        try withCopy { (copy: String) throws in
            removeCatalogue(copy)
            for name in ["/archive.yaml", "/journal"] {
                try FileManager.default.removeItem(atPath: copy + name)
            }
            #expect(try CatalogueRebuild.run(at: copy).problems.map(\.code) == ["journal-damaged"])
            let rebuilt = try Archive.open(at: copy, mode: .write)
            #expect(try rebuilt.identity() == identity)
            #expect(try values(rebuilt) == ["1", "2"])
            try correct("3", in: rebuilt)
            try seal(rebuilt)
            try rebuilt.finish()
            #expect(try findings(copy).isEmpty)
        }
    }

    @Test("a missing or altered object of the journal is found and named")
    func damaged() throws {
        try correct("1", "2")
        try seal()
        try correct("3")
        try seal()
        let row = try rows()[0]
        try withCopy { (copy: String) throws in
            let segment = object(row, in: copy) + "/v1/content/000000000001.jsonl"
            let text = try String(contentsOfFile: segment, encoding: .utf8)
            try FileManager.default.removeItem(atPath: segment)
            try text.replacing("ana", with: "ion").write(
                toFile: segment, atomically: true, encoding: .utf8)
            #expect(try findings(copy).isSuperset(of: ["E092", "journal-damaged"]))
            removeCatalogue(copy)
            #expect(
                try CatalogueRebuild.run(at: copy).problems.contains {
                    $0.code == "journal-damaged"
                })
            // The object of the batch has the corrections, too.
            let rebuilt = try Archive.open(at: copy, mode: .write)
            #expect(try values(rebuilt) == ["1", "2", "3"])
            try correct("4", in: rebuilt)
        }
        try withCopy { (copy: String) throws in
            var place = object(row, in: copy)
            try FileManager.default.removeItem(atPath: place)
            // An empty folder in objects/ would be a finding of its own.
            for _ in 1...3 {
                place = Folder.parent(of: place)
                try Folder.removeIfEmpty(place)
            }
            let found = try findings(copy)
            #expect(found.isSuperset(of: ["object-missing", "journal-damaged"]))
            #expect(!found.contains("journal-ahead"))
            // The end of the journal is whole, so that work goes on.
            do {
                let opened = try Archive.open(at: copy, mode: .write)
                try correct("4", in: opened)
                try opened.finish()
            }
            removeCatalogue(copy)
            #expect(
                try CatalogueRebuild.run(at: copy).problems.contains {
                    $0.code == "journal-damaged"
                })
            let rebuilt = try Archive.open(at: copy, mode: .write)
            #expect(try values(rebuilt) == ["1", "2", "3", "4"])
            try correct("5", in: rebuilt)
            try seal(rebuilt)
            try rebuilt.finish()
            // The loss was told, and is not told every night from now on.
            #expect(try findings(copy).isEmpty)
        }
    }

    @Test("a damaged journal is set aside, and the new one begins behind the objects")
    func setAside() throws {
        try correct("1", "2")
        try seal()
        try correct("3", "4", "5")
        try withCopy { (copy: String) throws in
            let segment = copy + "/journal/000000000003.jsonl"
            let text = try String(contentsOfFile: segment, encoding: .utf8)
            try text.replacing(#"\"value\":\"4\""#, with: #"\"value\":\"9\""#).write(
                toFile: segment, atomically: true, encoding: .utf8)
            removeCatalogue(copy)
            #expect(
                try CatalogueRebuild.run(at: copy).problems.map(\.code).contains("journal-damaged"))
            let rebuilt = try Archive.open(at: copy, mode: .write)
            #expect(try values(rebuilt) == ["1", "2", "3", "5"])
            let journal = Journal(in: copy, of: identity)
            #expect(journal.segments.map(\.first) == [3])
            // What the objects have is not written down again.
            #expect(try journal.lines(after: 2).count == 1)
            try rebuilt.finish()
            #expect(try findings(copy).isEmpty)
        }
    }

    @Test("a line without its transaction is carried out before it is sealed")
    func carriedOut() throws {
        let decision = Decision(corrections: [
            Correction(actor: "ana", at: "2026-01-02T03:04:05Z", name: "number", value: "77")
        ])
        try journal.locked { tail in
            let line = try decision.line(about: draft.id, by: temporary.user, after: tail.end)
            _ = try journal.append([line], to: tail)
        }
        #expect(try seal() == 1)
        #expect(try values(archive) == ["77"])
        #expect(try temporary.sealing.pendingBatches().isEmpty)
        try archive.finish()
        #expect(try findings(temporary.path).isEmpty)
    }

    @Test("what was being written when the power went is not sealed")
    func tornEnd() throws {
        try correct("1")
        let segment = journal.segments[0].path
        let file = try #require(FileHandle(forWritingAtPath: segment))
        try file.seekToEnd()
        try file.write(contentsOf: Data("{\"account\":".utf8))
        try file.close()
        #expect(try seal() == 1)
        let row = try #require(try rows().first)
        let sealed = try JournalObject.segment(
            first: 1, of: row.id, in: ObjectStore(archive: temporary.path))
        #expect(try sealed.bytes().last == UInt8(ascii: "\n"))
        try archive.finish()
        #expect(try findings(temporary.path).isEmpty)
    }

    @Test("an act of another process goes on behind the sealed decisions")
    func besideAct() throws {
        let act = try Archive.open(at: temporary.path, mode: .act, by: temporary.user)
        try correct("1", in: act)
        try seal()
        try correct("2", in: act)
        try seal()
        try correct("3")
        try act.finish()
        #expect(try values(archive) == ["1", "2", "3"])
        #expect(try rows().map(\.last) == [1, 2])
        try archive.finish()
        #expect(try findings(temporary.path).isEmpty)
    }

    /// Backs up to a folder.
    private func backUp(to folder: String) throws -> [String] {
        let reader = try Archive.open(at: temporary.path, mode: .read)
        return try ArchiveBackup.begin(of: reader, to: folder).run().problems.map(\.code)
    }

    private func restore(_ backup: String, to target: String) throws -> [String] {
        try ArchiveBackup.begin(from: .backup(at: backup), to: target, isRestore: true).run()
            .problems.map(\.code)
    }

    @Test("a backup has objects and journal, before and after decisions are sealed")
    func backedUp() throws {
        let backup = temporary.folder + "/backup"
        #expect(try backUp(to: backup).isEmpty)
        try correct("1")
        #expect(try backUp(to: backup).isEmpty)
        #expect(try findings(backup).isEmpty)
        try correct("2")
        try seal()
        try correct("3")
        #expect(try backUp(to: backup).isEmpty)
        #expect(try findings(backup).isEmpty)
        let kept = Journal(in: backup, of: identity)
        #expect(kept.segments.map(\.first) == [3])
        let target = temporary.folder + "/restored"
        #expect(try restore(backup, to: target).isEmpty)
        let restored = try Archive.open(at: target, mode: .write)
        #expect(try values(restored) == ["1", "2", "3"])
        try correct("4", in: restored)
        #expect(try seal(restored) == 2)
        try restored.finish()
        #expect(try findings(target).isEmpty)
        #expect(
            !Folder.names(in: backup)!.contains {
                String(decoding: $0, as: UTF8.self).hasPrefix("journal.")
            })
    }

    @Test("a restore from a backup that lost its journal continues behind the objects")
    func lostJournal() throws {
        let backup = temporary.folder + "/backup"
        try correct("1", "2")
        try seal()
        #expect(try backUp(to: backup).isEmpty)
        try FileManager.default.removeItem(atPath: backup + "/journal")
        let target = temporary.folder + "/restored"
        #expect(try restore(backup, to: target) == ["journal-damaged"])
        let restored = try Archive.open(at: target, mode: .write)
        #expect(try values(restored) == ["1", "2"])
        try correct("3", in: restored)
        #expect(try seal(restored) == 1)
        try restored.finish()
        #expect(try findings(target).isEmpty)
    }

    @Test("a segment that is sealed while a backup runs comes as it was before")
    func sealedMeanwhile() throws {
        let backup = temporary.folder + "/backup"
        try correct("1")
        let reader = try Archive.open(at: temporary.path, mode: .read)
        // As the copy of the catalogue knows it: no object of the journal yet.
        let copy = JournalBackup(
            source: BackupSource(reader), target: backup, identity: identity, isRestore: false,
            objects: [])
        try Folder.make(backup)
        try seal()
        try correct("2")
        var summary = BackupSummary()
        try copy.copy(&summary)
        #expect(summary.problems.isEmpty)
        #expect(Journal(in: backup, of: identity).segments.map(\.first) == [1, 2])
        try copy.removeSealed()
        #expect(Journal(in: backup, of: identity).segments.map(\.first) == [1, 2])
    }

    @Test("an object of an unknown kind is named, kept, copied, and never called unreadable")
    func unknownKind() throws {
        var draft = try VersionDraft.begin(newObjectIn: archive.store)
        try draft.add(
            "case.json", bytes: Array(#"{"format":"archivectl case 1"}"#.utf8))
        let id = draft.id
        let staged = try draft.stage(message: "made", user: temporary.user.inventoryUser)
        try archive.store.commit(staged) { _ in }
        try seal()
        try archive.finish()
        #expect(try findings(temporary.path) == ["object-kind-unknown"])
        let backup = temporary.folder + "/backup"
        #expect(try backUp(to: backup).isEmpty)
        #expect(try findings(backup) == ["object-kind-unknown"])
        #expect(try backUp(to: backup).isEmpty)
        #expect(ObjectStore(archive: backup).hasObject(id))
        try withCopy { (copy: String) throws in
            removeCatalogue(copy)
            let summary = try CatalogueRebuild.run(at: copy)
            #expect(summary.problems.isEmpty)
            #expect(summary.notices.map(\.code) == ["object-kind-unknown"])
            #expect(ObjectStore(archive: copy).hasObject(id))
            #expect(try findings(copy) == ["object-kind-unknown"])
            let file = ObjectStore(archive: copy).folder(of: id) + "/v1/content/case.json"
            try FileManager.default.removeItem(atPath: file)
            #expect(try !findings(copy).isDisjoint(with: ["E092", "E023"]))
        }
    }
}

extension ObjectStore {
    fileprivate func hasObject(_ id: String) -> Bool {
        (try? inventory(of: id)) != nil
    }
}
