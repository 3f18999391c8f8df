package import ArchiveModel
package import Catalogue
package import DurableFiles
import GRDB

/// Proposals to dispose of documents, and their approval: nothing is removed by them.
package struct Disposals: Sendable {
    /// Why documents are to go, and what the law asks for.
    package struct Grounds: Sendable {
        /// The number of the act of the selection committee.
        package var act: String?
        /// The number of the National Archives' confirmation.
        package var confirmation: String?
        /// Whether they are private papers that were scanned by mistake.
        package var isPrivate: Bool
        /// Why, in words.
        package var reason: String

        /// Puts grounds together.
        package init(reason: String, act: String?, confirmation: String?, isPrivate: Bool) {
            self.reason = reason
            self.act = act
            self.confirmation = confirmation
            self.isPrivate = isPrivate
        }
    }

    let archive: Archive
    /// Who is named in the journal.
    let user: ActingUser

    /// Writes to an archive that is open for writing, if only for an act.
    package init(archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Proposes documents; returns the proposal with its number.
    ///
    /// Throws `disposal-incomplete` without an act number, `disposal-pending` for a document of another
    /// proposal, `disposal-shared-scan` where a file holds other documents, too, and `disposal-changed` for a
    /// document that is not there.
    package func propose(_ documents: [DocumentID], _ grounds: Grounds) throws -> Disposal {
        guard grounds.isPrivate || grounds.act != nil else {
            throw StoreError.disposalIncomplete(
                "a proposal needs the number of the selection committee's act (--act)")
        }
        let made = try archive.catalogue.dispose(by: user) { database in
            for id in documents { try requireFree(id, in: database) }
            let contents = try DisposalContents.read(of: documents, in: database)
            return DisposalStep(
                .proposed, of: try DisposalRow.nextNumber(in: database),
                proposal: contents.proposal(on: grounds))
        } then: { _ in
        }
        guard let made else { preconditionFailure("a proposal is always made") }
        return try Listing(archive: archive).disposal(made.number)
    }

    /// Approves a proposal of another person.
    ///
    /// Throws `disposal-unknown`, `disposal-state`, `disposal-same-person`, `disposal-incomplete` without the
    /// number of the confirmation, and `disposal-changed`, `disposal-shared-scan` as `propose`.
    package func approve(_ number: Int64, confirmation: String?) throws -> Disposal {
        try step(number) { disposal, database in
            try disposal.require([.proposed])
            if let proposer = disposal.step(.proposed)?.user, user.mayBe(proposer) {
                throw StoreError.disposalSamePerson(number, proposer: proposer)
            }
            let isConfirmed = (confirmation ?? disposal.confirmation) != nil
            guard disposal.proposal.isPrivate || isConfirmed else {
                throw StoreError.disposalIncomplete(
                    "an approval needs the number of the National Archives' confirmation (--confirmation)"
                )
            }
            try disposal.requireUnchanged(in: database)
            return DisposalStep(.approved, of: number, confirmation: confirmation)
        }
    }

    /// Gives a proposal up that is not being carried out.
    ///
    /// Throws `disposal-unknown`, `disposal-state`.
    package func withdraw(_ number: Int64) throws -> Disposal {
        try step(number) { disposal, _ in
            try disposal.require([.proposed, .approved])
            return DisposalStep(.withdrawn, of: number)
        }
    }

    private func step(
        _ number: Int64, _ make: (Disposal, Database) throws -> DisposalStep
    ) throws -> Disposal {
        _ = try archive.catalogue.dispose(by: user) { database in
            try make(try Self.require(number, in: database), database)
        } then: { _ in
        }
        return try Listing(archive: archive).disposal(number)
    }

    static func require(_ number: Int64, in database: Database) throws -> Disposal {
        guard let disposal = try DisposalRow.read(number, in: database) else {
            throw StoreError.disposalUnknown(number)
        }
        return disposal
    }

    private func requireFree(_ id: DocumentID, in database: Database) throws {
        let open: Set<DisposalStep.Kind> = [.proposed, .approved, .ordered]
        let other = try DisposalRow.all(about: id, in: database).first { open.contains($0.state) }
        if let other { throw StoreError.disposalPending(id, in: other.number) }
    }
}

extension Listing {
    /// All proposals to dispose of documents, by number.
    package func disposals() throws(StoreError) -> [Disposal] {
        try archive.catalogue.read { try DisposalRow.all(in: $0) }
    }

    /// The proposal of a number; throws `disposal-unknown`.
    package func disposal(_ number: Int64) throws(StoreError) -> Disposal {
        guard let found = try archive.catalogue.read({ try DisposalRow.read(number, in: $0) })
        else { throw .disposalUnknown(number) }
        return found
    }

    /// The proposal by which a document is no more; nil when it was not disposed of.
    package func disposal(of id: DocumentID) throws(StoreError) -> Disposal? {
        try archive.catalogue.read { try DisposalRow.all(about: id, in: $0) }.last {
            $0.step(.ordered) != nil
        }
    }
}

extension Disposal {
    /// Throws `disposal-state` unless it is in one of some states.
    func require(_ states: [DisposalStep.Kind]) throws(StoreError) {
        guard states.contains(state) else {
            throw .disposalState(
                self, wanted: states.map(\.word).joined(separator: " or "))
        }
    }

    /// Throws `disposal-changed` or `disposal-shared-scan` unless its documents are as they were proposed.
    func requireUnchanged(in database: Database) throws {
        let changes = try proposal.documents.compactMap { try $0.change(in: database) }
        guard changes.isEmpty else { throw StoreError.disposalChanged(number, changes) }
        let now = try DisposalContents.read(of: proposal.documents.map(\.id), in: database)
        guard Set(now.scans) == Set(proposal.scans) else {
            throw StoreError.disposalChanged(number, ["another state of a file came"])
        }
    }
}

extension DisposalProposal.Document {
    /// What is different about the document by now; nil for nothing.
    fileprivate func change(in database: Database) throws -> String? {
        guard let head = try DocumentRow.head(id, in: database) else {
            return "\(id.text) is no document any more"
        }
        let now = try DisposalProposal.Document(head, in: database)
        if now.addresses != addresses { return "the pages of \(id.text) were grouped anew" }
        return now.isSame(as: self) ? nil : "\(id.text) was corrected or read again"
    }

    /// Describes a document as it is.
    init(_ head: DocumentHead, in database: Database) throws {
        self.init(
            head.id, pages: head.pages.map(\.address), type: head.extracted.type?.rawValue,
            corrections: try CorrectionRow.all(of: head.id, in: database).map(\.id),
            paper: try DossierPapers.paper(head.id, in: database))
    }
}

extension Archive {
    /// Proposals whose carrying out was broken off, for `verify`.
    func unfinishedDisposals() throws(StoreError) -> [ArchiveFinding] {
        try catalogue.read { try DisposalRow.unfinished(in: $0) }.map { disposal in
            ArchiveFinding(
                "disposal-unfinished", severity: .note, subject: "proposal \(disposal.number)",
                message: "its documents are being removed, or that was broken off; "
                    + "'archivectl disposal carry-out \(disposal.number)' ends it")
        }
    }
}
