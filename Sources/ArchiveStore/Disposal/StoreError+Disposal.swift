package import ArchiveModel
package import Catalogue
import DurableFiles

// The only place where errors of disposals are made, so that their wording is edited as prose.

extension StoreError {
    static func disposalUnknown(_ number: Int64) -> StoreError {
        StoreError(
            .disposalUnknown, subject: "\(number)",
            message: "there is no proposal \(number); 'archivectl disposal list' lists them")
    }

    /// A proposal is not where the next step begins.
    static func disposalState(_ disposal: Disposal, wanted: String) -> StoreError {
        StoreError(
            .disposalState, subject: "\(disposal.number)",
            message:
                "proposal \(disposal.number) is \(disposal.state.word), and only one that is \(wanted) can "
                + "go on so; look at it with 'archivectl disposal show \(disposal.number)'")
    }

    /// Who proposed may not approve.
    static func disposalSamePerson(_ number: Int64, proposer: ActingUser) -> StoreError {
        StoreError(
            .disposalSamePerson, subject: "\(number)",
            message:
                "proposal \(number) was made by \(TerminalText.sanitized(proposer.name)), and another "
                + "person has to approve it: with an account of their own, or, where all work with one account, "
                + "with --actor, as the proposer must have done")
    }

    /// The law asks for numbers that are not there.
    static func disposalIncomplete(_ what: String) -> StoreError {
        StoreError(
            .disposalIncomplete,
            message:
                "\(what); only a private paper that was scanned by mistake needs none (--private)")
    }

    /// A document is in another proposal that is not at its end.
    static func disposalPending(_ id: DocumentID, in number: Int64) -> StoreError {
        StoreError(
            .disposalPending, subject: id.text,
            message:
                "document \(id.text) is in proposal \(number) already; withdraw that one first, or leave the "
                + "document out")
    }

    /// The dossier of a document is on hold.
    static func disposalHeld(
        _ id: DocumentID, in mark: DossierMark, _ hold: DossierDescription.Hold
    ) -> StoreError {
        StoreError(
            .disposalHeld, subject: id.text,
            message:
                "document \(id.text) is in dossier \(TerminalText.sanitized(mark.description)), which is on hold since "
                + "\(hold.since.iso), and nothing of it may be destroyed until that is released; leave the "
                + "document out")
    }

    /// Other documents would go with a scan, which cannot be cut.
    static func disposalShared(
        _ scan: String, of document: DocumentID, with others: [DocumentID]
    ) -> StoreError {
        let names = others.prefix(10).map(\.text).joined(separator: ", ")
        let rest = others.count > 10 ? " and \(others.count - 10) more" : ""
        return StoreError(
            .disposalShared, subject: document.text,
            message:
                "document \(document.text) cannot go alone: the file \(safe(scan)), or an earlier or later "
                + "state of it, holds pages of \(names)\(rest), too, and a file cannot be cut; dispose of all of "
                + "them together, or scan the others again first")
    }

    static func disposalUnread(_ scan: String, of document: DocumentID) -> StoreError {
        StoreError(
            .disposalShared, subject: document.text,
            message:
                "the file \(safe(scan)) of document \(document.text) is not read to its end, so that it is "
                + "not known which papers it holds; run 'archivectl ingest' first")
    }

    /// Documents are not those that were proposed.
    static func disposalChanged(_ number: Int64?, _ changes: [String]) -> StoreError {
        let shown = changes.prefix(5).joined(separator: "; ")
        let rest = changes.count > 5 ? "; and \(changes.count - 5) more" : ""
        return StoreError(
            .disposalChanged, subject: number.map(String.init),
            message:
                "the documents are not those that were to be proposed: \(shown)\(rest); look at them"
                + (number == nil ? "" : ", withdraw the proposal")
                + " and propose again")
    }

    /// Copies of what is to go lie beside the catalogue.
    static func disposalCopiesKept(_ names: [String]) -> StoreError {
        StoreError(
            .disposalCopiesKept, subject: names.first.map(safe),
            message: "a former catalogue that a rebuild kept has the texts of the documents, too: "
                + safe(names.joined(separator: ", "))
                + "; remove it when you need it no more, and carry out again")
    }

    /// A reader keeps parts of the log in use.
    static func disposalUnfinished(_ number: Int64) -> StoreError {
        StoreError(
            .disposalUnfinished, subject: "\(number)",
            message:
                "the documents of proposal \(number) are removed, but another process reads the catalogue, so "
                + "that its log still holds their texts; run 'archivectl disposal carry-out \(number)' again"
        )
    }

    /// A file comes again that was disposed of.
    static func scanDisposed(_ path: [UInt8], by number: Int64) -> StoreError {
        StoreError(
            .scanDisposed, subject: ScanName(bytes: path).display,
            message:
                "a file of these bytes was disposed of (proposal \(number)) and is not taken in again; "
                + "remove it from the folder")
    }
}

extension DisposalStep.Kind {
    /// How a sentence names the state that the step leads to.
    package var word: String {
        switch self {
        case .proposed: "proposed"
        case .approved: "approved"
        case .withdrawn: "withdrawn"
        case .ordered: "being carried out"
        case .carriedOut: "carried out"
        }
    }
}

extension ErrorCode {
    /// There is no proposal of this number.
    package static let disposalUnknown = Self(rawValue: "disposal-unknown")
    /// A proposal is not in the state that a step begins with.
    package static let disposalState = Self(rawValue: "disposal-state")
    /// One person cannot both propose and approve.
    package static let disposalSamePerson = Self(rawValue: "disposal-same-person")
    /// The number of the act or of the confirmation is missing.
    package static let disposalIncomplete = Self(rawValue: "disposal-incomplete")
    /// A document is in another proposal already.
    package static let disposalPending = Self(rawValue: "disposal-pending")
    /// The dossier of a document is on hold.
    package static let disposalHeld = Self(rawValue: "disposal-held")
    /// A scan holds other documents as well.
    package static let disposalShared = Self(rawValue: "disposal-shared-scan")
    /// The documents are not those that were proposed.
    package static let disposalChanged = Self(rawValue: "disposal-changed")
    /// A former catalogue holds the texts, too.
    package static let disposalCopiesKept = Self(rawValue: "disposal-copies-kept")
    /// Texts are left in the log of the catalogue.
    package static let disposalUnfinished = Self(rawValue: "disposal-unfinished")
    /// A file was disposed of and came again.
    package static let scanDisposed = Self(rawValue: "scan-disposed")
}
