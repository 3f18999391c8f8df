import ArchiveModel
import ArchiveTestSupport
import Foundation
import GRDB
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite("A catalogue that was changed by other means")
struct AlteredCatalogueTests {
    private let site: ClosedArchive
    /// A place in that table.
    private let middle: Int

    /// With a table that nobody uses, so that there are chunks which no act changes.
    init() throws {
        site = try ClosedArchive()
        try site.tamperQuietly(
            """
            CREATE TABLE padding (bytes BLOB);
            INSERT INTO padding VALUES (randomblob(300000));
            """)
        let size = Int(Folder.fileSize(site.path + "/catalogue.sqlite") ?? 0)
        // Within a page: its first bytes lead to the next one of the table.
        middle = size * 2 / 3 / 4096 * 4096 + 100
    }

    private var catalogue: String { site.path + "/catalogue.sqlite" }

    /// Changes a bit of a byte in the catalogue.
    private func flip(_ place: Int, of file: String? = nil) throws {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: file ?? catalogue))
        try handle.seek(toOffset: UInt64(place))
        let byte = try #require(try handle.read(upToCount: 1)?.first)
        try handle.seek(toOffset: UInt64(place))
        try handle.write(contentsOf: [byte ^ 4])
        try handle.close()
    }

    private func correct(_ value: String) throws {
        let archive = try Archive.open(at: site.path, mode: .act)
        try correct(value, in: archive)
        try archive.finish()
    }

    private func correct(_ value: String, in archive: Archive) throws {
        _ = try Corrections(archive: archive).correct(
            Listing(archive: archive).document(of: 3),
            changes: [DocumentChange(name: "number", value: value)],
            by: .current
        ) { _, _ in }
    }

    /// Whether the journal of decisions has a value.
    private func decided(_ value: String) throws -> Bool {
        let journal = site.path + "/journal/"
        return try FileManager.default.contentsOfDirectory(atPath: journal).contains {
            try String(contentsOfFile: journal + $0, encoding: .utf8)
                .contains("\\\"\(value)\\\"")
        }
    }

    private func isFound() throws -> Bool {
        try site.verify().codes.contains("catalogue-digest")
    }

    private func isRefused(_ body: () throws -> Void) -> Bool {
        let error = storeError(body)
        return error?.code == .catalogueAltered && error?.exitStatus == .damaged
    }

    @Test(
        "a bit that no act touches is found after any number of acts, and by whoever compares all")
    func untouched() throws {
        try correct("1")
        try flip(middle)
        #expect(try isFound())
        for value in ["2", "3"] {
            try correct(value)
            #expect(try isFound())
        }
        let run = try Archive.open(at: site.path, mode: .write)
        #expect(isRefused { try run.requireUnaltered() })
        try run.finish()
        #expect(try isFound())
        try flip(middle)
        #expect(try !isFound())
    }

    @Test("an act does not write over a bit that was changed, and the next is refused")
    func touched() throws {
        // In the first page, which each act writes over, behind what SQLite looks at.
        try flip(40)
        #expect(try isFound())
        let before = FileManager.default.contents(atPath: catalogue)
        #expect(isRefused { try correct("77") })
        #expect(isRefused { try correct("78") })
        #expect(isRefused { _ = try Archive.open(at: site.path, mode: .write) })
        #expect(FileManager.default.contents(atPath: catalogue) == before)
        #expect(try isFound())
        try site.rebuild()
        #expect(try decided("77") && !decided("78"))
        #expect(try site.verify().codes.subtracting(["batch-pending"]).isEmpty)
        #expect(try site.texts("SELECT value FROM field WHERE name = 'number'") == ["77"])
    }

    @Test("what SQL changed between acts is found, and an act that touches it is refused")
    func sql() throws {
        try correct("1")
        try site.tamper("UPDATE page_text SET text = 'x'")
        #expect(try isFound())
        _ = isRefused { try correct("2") }
        #expect(try isFound())
        #expect(isRefused { try Archive.open(at: site.path, mode: .read).requireUnaltered() })
        try site.rebuild()
        #expect(try site.verify().codes.subtracting(["batch-pending"]).isEmpty)
    }

    @Test("a catalogue of another size is refused before anything is written")
    func size() throws {
        #expect(truncate(catalogue, Folder.fileSize(catalogue).map { Int($0) + 4096 } ?? 0) == 0)
        let files = ["", ".digests"].map { catalogue + $0 }
        let before = files.map { FileManager.default.contents(atPath: $0) }
        #expect(isRefused { try correct("2") })
        #expect(isRefused { _ = try Archive.open(at: site.path, mode: .write) })
        #expect(files.map { FileManager.default.contents(atPath: $0) } == before)
        #expect(try isFound() && !decided("2"))
    }

    @Test("a run is stopped where it would write over a bit that was changed")
    func run() throws {
        let run = try Archive.open(at: site.path, mode: .write)
        try flip(middle)
        let error = storeError {
            for _ in 1...16 {
                try run.catalogue.write {
                    try $0.execute(sql: "UPDATE padding SET bytes = randomblob(300000)")
                }
            }
        }
        #expect(error?.code == .catalogueAltered)
        #expect(try isFound())
        #expect(isRefused { try run.finish() })
    }

    enum Alteration: CaseIterable { case log, garbage, empty, header, short }

    private func alter(_ alteration: Alteration) throws {
        let digest = URL(fileURLWithPath: catalogue + ".digests")
        switch alteration {
        case .log:
            // As a program leaves it that is killed: the change lies in the log alone.
            let file = URL(fileURLWithPath: catalogue)
            let log = URL(fileURLWithPath: catalogue + "-wal")
            let before = try Data(contentsOf: file)
            let pool = try DatabasePool(path: file.path)
            try pool.write { try $0.execute(sql: "UPDATE page_text SET text = 'x'") }
            let left = try Data(contentsOf: log)
            try pool.close()
            try before.write(to: file)
            try left.write(to: log)
        case .garbage: try Data("hello\n".utf8).write(to: digest)
        case .empty: try Data().write(to: digest)
        case .header: try flip(60, of: digest.path)
        case .short: #expect(truncate(digest.path, 70 + 129) == 0)
        }
    }

    @Test(
        "nobody writes beside a log or digests that are none of ours, until all is made again",
        arguments: Alteration.allCases)
    func altered(alteration: Alteration) throws {
        try alter(alteration)
        let files = ["catalogue.sqlite", "catalogue.sqlite.digests", "events.end"]
        let contents = { files.map { FileManager.default.contents(atPath: site.path + "/" + $0) } }
        let before = contents()
        for _ in 1...2 {
            #expect(isRefused { _ = try Archive.open(at: site.path, mode: .write) })
            #expect(isRefused { try correct("2") })
            #expect(contents() == before)
        }
        #expect(try isFound() && !decided("2"))
        try site.rebuild()
        #expect(try site.verify().codes.isEmpty)
        try Archive.open(at: site.path, mode: .write).finish()
    }

    @Test(
        "any bit of the digests is missed", arguments: [0, 15, 30, 50, 69, 70, 100, 198, 199, 400])
    func digests(place: Int) throws {
        try flip(place, of: catalogue + ".digests")
        #expect(try isFound())
    }

    @Test("a chunk whose digest was taken away while nobody writes is an alteration")
    func digestTaken() throws {
        let list = catalogue + ".digests"
        let before = try Data(contentsOf: URL(fileURLWithPath: list))
        var lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
        for line in lines.indices where lines[line].count == 128 {
            lines[line] = Data(repeating: UInt8(ascii: "-"), count: 128)
        }
        try Data(lines.joined(separator: [0x0A])).write(to: URL(fileURLWithPath: list))
        #expect(try site.verify().codes == ["catalogue-digest"])
        #expect(
            storeError { _ = try Archive.open(at: site.path, mode: .write) }?.code
                == .catalogueAltered)
        #expect(storeError { try correct("5") }?.code == .catalogueAltered)
        try site.rebuild()
        // The correction was in the journal by then.
        let codes = try site.verify().codes
        #expect(codes == ["batch-pending"])
    }

    @Test("a writer that was killed leaves each chunk compared or noted, wherever it was killed")
    func killed() throws {
        do {
            let archive = try Archive.open(at: site.path, mode: .act)
            try correct("9", in: archive)
            // As if killed here: the log is not in the file, and the digests are those of before.
            #expect(try archive.catalogue.agreement() == .opened)
        }
        #expect(try site.verify().codes == ["catalogue-open", "batch-pending"])
        try flip(middle)
        #expect(try isFound())
        try flip(middle)
        try correct("10")
        #expect(Checksum.confirmsCatalogue(in: site.path))
    }

    @Test("a digest of the whole file, of an earlier version, counts and is replaced")
    func whole() throws {
        let digests = catalogue + ".digests"
        try FileManager.default.removeItem(atPath: digests)
        let line = try Checksum.sha512(Array(Data(contentsOf: URL(fileURLWithPath: catalogue))))
        let whole = catalogue + ".sha512"
        try Data("\(line)  catalogue.sqlite\n".utf8).write(to: URL(fileURLWithPath: whole))
        #expect(try site.verify().codes.isEmpty)
        try flip(middle)
        #expect(try isFound())
        #expect(isRefused { try correct("2") })
        #expect(!FileManager.default.fileExists(atPath: digests))
        try flip(middle)
        try correct("2")
        #expect(!FileManager.default.fileExists(atPath: whole))
        #expect(Checksum.confirmsCatalogue(in: site.path))
    }
}
