import ArchiveModel
import ArchiveStore
import Foundation

/// Which documents are to be disposed of, as a person names them.
package struct DisposalSelection {
    private let documents: [String]
    private let scans: [String]
    private let list: [UInt8]

    /// `documents` are identifiers or their beginnings; `scans` are digests, or their first eight digits or more, or
    /// a batch and a file as `show` prints them; `list` has a line for each document, an identifier or a JSON
    /// record with `document`.
    package init(documents: [String], scans: [String] = [], list: [UInt8] = []) {
        self.documents = documents
        self.scans = scans
        self.list = list
    }

    /// The documents, each once, in the order in which they were named.
    ///
    /// Throws `document-unknown`, `document-ambiguous`, `scan-unknown`, `disposal-list-invalid`, and
    /// `disposal-empty` when none is named.
    func identifiers(in archive: Archive) throws -> [DocumentID] {
        let lookup = DocumentLookup(archive)
        let named = try (documents + listed()).map { try lookup.identifier(typed: $0) }
        let found = try named + scans.flatMap { try documents(ofScan: $0, in: archive) }
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
    private func listed() throws -> [String] {
        try list.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .compactMap { index, bytes in
                guard let line = String(validating: bytes, as: UTF8.self) else {
                    throw ActError.listInvalid(line: index + 1)
                }
                return try Self.identifier(in: line, number: index + 1)
            }
    }

    /// The document that a line names; nil for a blank line, and for a record of another kind.
    private static func identifier(in line: String, number: Int) throws -> String? {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("{") else {
            guard text.isEmpty || DocumentID(text) != nil else {
                throw ActError.listInvalid(line: number)
            }
            return text.isEmpty ? nil : text
        }
        guard let record = try? JSONDecoder().decode(Record.self, from: Data(text.utf8)) else {
            throw ActError.listInvalid(line: number)
        }
        guard record.document != nil || record.type == "exit" else {
            throw ActError.listInvalid(line: number)
        }
        return record.document
    }

    private struct Record: Decodable {
        let document: String?
        let type: String?
    }
}
