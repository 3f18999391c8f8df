import ArchiveActs
import ArchiveJSON
import ArchiveModel
import ArchiveStore
import ArgumentParser
import Catalogue
import DurableFiles
import Foundation

/// Wording about proposals to dispose of documents.
struct DisposalText {
    let json: Bool

    /// Tells what a proposal came to, and what is to be done next.
    func tell(_ disposal: Disposal, _ next: String?, terms: [DisposalTerm] = []) {
        if json {
            return Output.json(DisposalRecord(disposal, terms: terms.map(DisposalTermRecord.init)))
        }
        Output.line(Self.line(of: disposal))
        for term in terms where term.isDoubtful {
            Output.note(
                TerminalText.sanitized("note: \(term.document.text): \(term.reason)"))
        }
        if let next { Output.note(next) }
    }

    /// One line of a list.
    static func line(of disposal: Disposal) -> String {
        let documents = Count(disposal.proposal.documents.count, "document").text
        return "proposal \(disposal.number)  \(disposal.state.word)  \(documents)  "
            + TerminalText.sanitized(disposal.proposal.reason)
    }

    /// Everything about one.
    static func lines(of disposal: Disposal, terms: [DisposalTerm]) -> [String] {
        let reasons = Dictionary(terms.map { ($0.document, $0.reason) }) { first, _ in first }
        let proposal = disposal.proposal
        let numbers = [
            proposal.isPrivate ? "private   scanned by mistake" : nil,
            proposal.act.map { "act       " + TerminalText.sanitized($0) },
            disposal.confirmation.map { "confirmed " + TerminalText.sanitized($0) },
        ]
        let steps = disposal.steps.map { step in
            "\(step.at)  \(step.kind.word) by \(TerminalText.sanitized(step.user.name)) "
                + "(\(TerminalText.sanitized(step.user.account)))"
        }
        return [line(of: disposal)] + numbers.compactMap { $0 } + steps
            + proposal.documents.map { document in
                let pages = Count(document.addresses.count, "page").text
                let term = reasons[document.id].map { "  " + TerminalText.sanitized($0) } ?? ""
                return "  \(document.id.text)  \(pages)  \(document.type ?? "-")\(term)"
            } + proposal.scans.map { "  file \($0.hex)" }
    }

    /// The bytes of a list of documents; `-` is standard input.
    static func read(_ path: String) throws -> DisposalSelection.List {
        if path == "-" {
            return .init(
                name: "standard input",
                bytes: Array(FileHandle.standardInput.readDataToEndOfFile()))
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CommandError(
                code: ErrorCode(rawValue: "disposal-list-invalid"),
                subject: TerminalText.sanitized(path),
                message: "the list cannot be read; check its path and rights", exitStatus: .failed)
        }
        return .init(name: TerminalText.sanitized(path), bytes: Array(bytes))
    }

    /// Throws wrong usage unless a text is one line that can be kept for ever.
    static func require(_ text: String, _ option: String) throws {
        guard text.utf8.count <= longest, TerminalText.sanitized(text) == text,
            text.contains(where: { !$0.isWhitespace })
        else {
            throw ValidationError(
                "\(option) takes a line of 1 to \(longest) bytes without control characters")
        }
    }

    /// Bytes of a reason at most.
    private static let longest = 1000
}
