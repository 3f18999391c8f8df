import ArchiveModel
import ArchiveStore
import Catalogue
import Foundation

/// Which documents are to be disposed of, as a person names them.
package struct DisposalSelection {
    private let documents: [String]
    private let dossiers: [String]
    private let scans: [String]
    private let list: List

    /// A file with a document or dossier in each line.
    package struct List {
        let name: String
        let bytes: [UInt8]

        /// The name is shown when a line is wrong.
        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// `documents` are identifiers or their beginnings; `scans` are digests, or their first eight digits or more, or
    /// a batch and a file as `show` prints them; `dossiers` are marks, or beginnings of identifiers; `list` has a
    /// line for each document, an identifier or a JSON record with `document`, or one of `retention due`, of which
    /// those that are due count.
    package init(
        documents: [String], dossiers: [String] = [], scans: [String] = [], list: List? = nil
    ) {
        self.documents = documents
        self.dossiers = dossiers
        self.scans = scans
        self.list = list ?? List(name: "", bytes: [])
    }

    /// The documents, each once, in the order in which they were named.
    ///
    /// Throws `document-unknown`, `document-ambiguous`, `dossier-unknown`, `dossier-ambiguous`, `scan-unknown`,
    /// `disposal-list-invalid`, and `disposal-empty` when no document is named.
    func identifiers(in archive: Archive) throws -> [DocumentID] {
        let lookup = DocumentLookup(archive)
        let listed = try listed()
        let named = try (documents + listed.compactMap(\.document)).map {
            try lookup.identifier(typed: $0)
        }
        let dossiers = try (dossiers + listed.compactMap(\.dueDossier)).flatMap {
            try DossierLookup(archive).dossier(typed: $0).papers.map(\.document)
        }
        let found =
            try named + dossiers + scans.flatMap { try documents(ofScan: $0, in: archive) }
        guard !found.isEmpty else { throw ActError.nothingSelected }
        var known: Set<DocumentID> = []
        return found.filter { known.insert($0).inserted }
    }

    private func documents(ofScan typed: String, in archive: Archive) throws -> [DocumentID] {
        let listing = Listing(archive: archive)
        let scans = try listing.scans(named: typed)
        guard scans.count == 1, let scan = scans.first else {
            throw ActError.noScan(typed, count: scans.count)
        }
        return try listing.documents(withPagesOf: scan)
    }

    /// What the lines of the list name.
    private func listed() throws -> [Record] {
        try list.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
            .compactMap { index, bytes in
                guard let line = String(validating: bytes, as: UTF8.self) else {
                    throw ActError.listInvalid(list.name, line: index + 1)
                }
                return try record(in: line, number: index + 1)
            }
    }

    /// What a line names; nil for a blank line.
    private func record(in line: String, number: Int) throws -> Record? {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix("{") else {
            guard DocumentID(text) != nil else {
                throw ActError.listInvalid(list.name, line: number)
            }
            return Record(document: text)
        }
        guard let record = try? JSONDecoder().decode(Record.self, from: Data(text.utf8)),
            record.isKnown
        else { throw ActError.listInvalid(list.name, line: number) }
        return record
    }

    /// A record that a command printed.
    private struct Record: Decodable {
        var document: String?
        var dossier: String?
        var state: String?
        var type: String?

        /// Whether it names a document or a dossier, or ends an output.
        var isKnown: Bool { document != nil || dossier != nil && state != nil || type == "exit" }

        /// The dossier of a line of `retention due`, when its term is over and nothing speaks against it.
        var dueDossier: String? { state == RetentionVerdict.State.due.rawValue ? dossier : nil }
    }
}
