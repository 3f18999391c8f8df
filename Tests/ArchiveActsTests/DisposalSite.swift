import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Foundation
import Indexer
import Testing

/// An archive with papers of two files, and persons who decide what becomes of them.
final class DisposalSite {
    let temporary: TemporaryArchive
    let index: SearchIndex
    /// A paper alone in its file, which says `privat` words; its number was corrected.
    let secret: DocumentID
    /// A paper in another file of the same batch, with a correction of its own.
    let other: DocumentID

    static let ana = ActingUser(name: "ana", address: "acct:ana@primarie")
    static let ion = ActingUser(name: "ion", address: "acct:ion@primarie")

    /// Words and a value that stand on the secret paper only, and the name of its file.
    static let secrets = ["zbenghiuri", "7788990011", "scrisoare_tainica"]

    var archive: Archive { temporary.archive }
    var disposal: DocumentDisposal { DocumentDisposal(archive) }

    init() throws {
        temporary = try TemporaryArchive()
        index = try SearchIndex.open(in: temporary.archive)
        secret = try Self.add(
            "scrisoare_tainica.tif", ["draga zbenghiuri", "a doua fila"], temporary, index)
        other = try Self.add("b.tif", ["apa gaz"], temporary, index)
        try correct(secret, number: "7788990011")
        try correct(other, number: "41")
    }

    private static func add(
        _ name: String, _ pages: [String], _ temporary: TemporaryArchive, _ index: SearchIndex
    ) throws -> DocumentID {
        let scan = try temporary.scan(name, pages: pages)
        let draft = try temporary.draft(
            scan, pages: Array(1...pages.count), type: "FACT", date: "2021-03-12")
        try temporary.recording.commitDocument(draft) { try index.add($0, in: $1) }
        return draft.id
    }

    /// Corrects the number of a document.
    func correct(_ id: DocumentID, number: String) throws {
        _ = try temporary.corrections.correct(
            id, changes: [DocumentChange(name: "number", value: number)], by: Self.ana,
            index: { try index.add($0, in: $1) })
    }

    /// Writes everything into objects.
    func seal() throws {
        _ = try temporary.sealing.sealPending { _ in }
        try temporary.sealing.sealDecisions()
    }

    /// Proposes documents as ana.
    @discardableResult
    func propose(
        _ ids: [DocumentID]? = nil, act: String? = "12/2026", isPrivate: Bool = false
    ) throws -> Disposal {
        try propose(
            DisposalSelection(documents: (ids ?? [secret]).map(\.text)),
            .init(reason: "term over", act: act, confirmation: nil, isPrivate: isPrivate))
    }

    /// Proposes what is selected, as ana, when the terms are over.
    func propose(
        _ selection: DisposalSelection, _ grounds: Disposals.Grounds
    ) throws -> Disposal {
        try disposal.propose(selection, grounds, on: try Self.day(), by: Self.ana).disposal
    }

    /// Approves a proposal when the terms are over.
    func approve(
        _ number: Int64, confirmation: String?, by user: ActingUser
    ) throws -> Disposal {
        try disposal.approve(number, confirmation: confirmation, on: try Self.day(), by: user)
    }

    /// A day on which the terms of all papers are over.
    static func day() throws -> CalendarDate { try #require(CalendarDate(iso: "2050-01-01")) }

    /// Proposes as ana and approves as ion.
    @discardableResult
    func approve(_ ids: [DocumentID]? = nil) throws -> Disposal {
        try approve(try propose(ids).number, confirmation: "345/2026", by: Self.ion)
    }

    /// Has the secret paper disposed of.
    @discardableResult
    func dispose() throws -> Disposal {
        let done = try disposal.carryOut(try approve().number, on: DisposalSite.day(), by: Self.ana)
        try archive.finish()
        return done
    }

    /// The code of the error that a call throws; nil for none.
    func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? any ArchiveError)?.codeName
        }
    }

    /// What of the secret paper is in a folder, in whatever file, packed or not.
    static func traces(in folder: String) throws -> [String] {
        try secrets.flatMap { word in
            try shell(
                """
                cd '\(folder)' && { grep -rail '\(word)' . ; find . -iname '*\(word)*' ;
                find . -name '*.gz' -exec zgrep -il '\(word)' {} + ; }
                """)
        }
    }

    private static func shell(_ line: String) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Errors and warnings that verification finds in a folder.
    static func verify(_ path: String) throws -> [String] {
        var found: [String] = []
        try ArchiveVerification(at: path, sample: nil, threads: 2) { finding in
            if finding.severity != .note { found.append("\(finding.code) \(finding.subject)") }
        }.run()
        return found
    }
}
