import ArchiveActs
import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Testing

@Suite struct QuarantineResolvingTests {
    private let temporary: TemporaryArchive
    private let entry: QuarantineEntry

    init() throws {
        temporary = try TemporaryArchive(user: ActingUser(name: "ana"))
        let scan = try temporary.accession("a.tif", "alpha").scan
        try temporary.recording.recordFailure(
            scan, failure: Failure(code: "scan-damaged", message: "It is damaged."))
        entry = try #require(try temporary.listing.quarantine().first)
    }

    private func resolve(_ typed: [String], _ reason: String = "o pagină de probă") throws {
        _ = try QuarantineResolving(temporary.archive)
            .resolve(typed: typed, reason: reason, by: temporary.user)
    }

    private func code(_ typed: [String], _ reason: String = "o pagină de probă") -> String? {
        #expect(throws: ActError.self) { try resolve(typed, reason) }?.codeName
    }

    @Test("a reason that says nothing is refused, and nothing is decided")
    func reasons() throws {
        for reason in [
            "", "  ", "-", "\u{200B}a", "a\u{1B}[2J", String(repeating: "a", count: 501),
        ] {
            #expect(code([entry.id.text], reason) == "reason-invalid", "\(reason)")
        }
        #expect(try temporary.listing.quarantine().count == 1)
        try resolve([entry.id.text], " copie \n  de probă ")
        let found = try QuarantineLookup(temporary.archive).entry(typed: entry.id.text)
        #expect(found.resolved?.entry.reason == "copie de probă")
    }

    @Test("what is not in quarantine, and what is resolved already, is said to be so")
    func unknown() throws {
        for typed in ["", "0000", "ă", "u"] {
            #expect(code([typed]) == "quarantine-unknown", "\(typed)")
        }
        let id = entry.id.text
        #expect(code([id, id]) == "quarantine-ambiguous")
        try resolve([String(id.prefix(4)).uppercased()])
        let error = #expect(throws: ActError.self) { try resolve([id]) }
        #expect(error?.codeName == "quarantine-resolved")
        #expect(error?.message.contains("resolved by ana") == true)
    }

    @Test("a file that was not taken in cannot be read again, and one that was can")
    func retry() throws {
        try Accession(archive: temporary.archive, by: temporary.user).recordRefusal(
            folder: ScanName("lot"), name: ScanName("link.tif"),
            failure: Failure(code: "source-is-link", message: "This is a link."))
        let lookup = QuarantineLookup(temporary.archive)
        #expect(try lookup.scans(typed: [entry.id.text]) == [entry.scan])
        let other = try #require(
            try temporary.listing.quarantine().first { $0.scan == nil })
        let error = #expect(throws: ActError.self) { try lookup.scans(typed: [other.id.text]) }
        #expect(error?.codeName == "quarantine-not-archived")
    }
}
