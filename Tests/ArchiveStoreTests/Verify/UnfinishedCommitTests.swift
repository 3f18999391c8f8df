import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import OCFL

/// What verification says of a version that a writer was putting into its place when it was killed.
@Suite("A commit that was broken off, as verification sees it")
struct UnfinishedCommitTests {
    /// How far the commit came.
    enum State: CaseIterable {
        case moved, inventoryReplaced, sidecarReplaced
    }

    private let site: ClosedArchive
    private let object: String

    init() throws {
        site = try ClosedArchive()
        object = try site.object(1)
    }

    /// Sets the object of the first batch back to where its second version was only coming.
    private func setBack(to state: State) throws {
        let files = FileManager.default
        let names =
            switch state {
            case .moved: ["inventory.json", "inventory.json.sha512"]
            case .inventoryReplaced: ["inventory.json.sha512"]
            case .sidecarReplaced: [String]()
            }
        for name in names {
            try files.removeItem(atPath: "\(object)/\(name)")
            try files.copyItem(atPath: "\(object)/v1/\(name)", toPath: "\(object)/\(name)")
        }
        try site.tamperQuietly("UPDATE batch SET head = 1 WHERE id = 1")
    }

    private func note() throws {
        let id = try Archive.open(at: site.path, mode: .read).store.inventory(
            at: object + "/v2/inventory.json"
        ).id
        let note = site.path + "/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4.commit"
        try Data("{\"object\":\"\(id)\",\"version\":2}".utf8).write(
            to: URL(fileURLWithPath: note))
    }

    @Test("with the note of it in staging it is no damage", arguments: State.allCases)
    func noted(state: State) throws {
        try setBack(to: state)
        try note()
        #expect(try site.verify().codes == ["commit-unfinished", "staging-leftover"])
        try Archive.open(at: site.path, mode: .write).finish()
        #expect(try site.verify().codes.isEmpty)
    }

    @Test("without the note it is", arguments: State.allCases)
    func unnoted(state: State) throws {
        try setBack(to: state)
        #expect(try site.verify().summary.isDamaged)
    }

    @Test("other damage of the object is found beside the note", arguments: State.allCases)
    func damaged(state: State) throws {
        try setBack(to: state)
        try note()
        try ClosedArchive.flip(object + "/v2/inventory.json")
        #expect(try site.verify().summary.isDamaged)
    }
}
