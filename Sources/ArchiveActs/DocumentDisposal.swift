package import ArchiveModel
package import ArchiveStore
package import Catalogue
import Indexer

/// Persons decide that documents go: one proposes, another approves, and then it can be carried out.
package struct DocumentDisposal {
    private let archive: Archive

    /// The archive must be open for writing: for an act, and for a run to carry a proposal out.
    package init(_ archive: Archive) { self.archive = archive }

    /// A proposal with the terms of its documents; none for private papers, which no term is about.
    package struct Proposed {
        /// The proposal.
        package let disposal: Disposal
        /// Of each document that is there.
        package let terms: [DisposalTerm]
    }

    /// Proposes documents as `user`; returns the proposal with its number.
    ///
    /// Throws `disposal-not-due` for papers that the law keeps on the day, what the selection throws, and what the
    /// store throws; then nothing is proposed.
    package func propose(
        _ selection: DisposalSelection, _ grounds: Disposals.Grounds, on day: CalendarDate,
        by user: ActingUser
    ) throws -> Proposed {
        let documents = try selection.identifiers(in: archive)
        let terms = grounds.isPrivate ? [] : try requireDue(documents, on: day)
        return Proposed(
            disposal: try Disposals(archive: archive, by: user).propose(documents, grounds),
            terms: terms)
    }

    /// Approves a proposal as `user`, who must be another person than made it.
    ///
    /// Throws `disposal-not-due` for papers that the law keeps on the day, and what the store throws.
    package func approve(
        _ number: Int64, confirmation: String?, on day: CalendarDate, by user: ActingUser
    ) throws -> Disposal {
        let proposal = try Listing(archive: archive).disposal(number).proposal
        if !proposal.isPrivate { _ = try requireDue(proposal.documents.map(\.id), on: day) }
        return try Disposals(archive: archive, by: user).approve(number, confirmation: confirmation)
    }

    /// The terms of the documents of a proposal, on a day; none for private papers, and none when there is no way
    /// back from it, since they are or will be no more.
    ///
    /// Needs an archive that is open for reading. Throws what is wrong with a table, by file and line.
    package func terms(of disposal: Disposal, on day: CalendarDate) throws -> [DisposalTerm] {
        guard !disposal.proposal.isPrivate, disposal.step(.ordered) == nil else { return [] }
        return try DisposalTerms(archive).terms(of: disposal.proposal.documents.map(\.id), on: day)
    }

    private func requireDue(
        _ documents: [DocumentID], on day: CalendarDate
    ) throws -> [DisposalTerm] {
        let terms = try DisposalTerms(archive).terms(of: documents, on: day)
        let kept = terms.filter(\.forbids)
        guard kept.isEmpty else { throw ActError.notDue(kept) }
        return terms
    }

    /// Gives a proposal up as `user`.
    package func withdraw(_ number: Int64, by user: ActingUser) throws -> Disposal {
        try Disposals(archive: archive, by: user).withdraw(number)
    }

    /// Carries an approved proposal out as `user`, from where that was broken off.
    ///
    /// Throws `disposal-not-due` when the law keeps papers on the day by what dossiers and tables say by now, and what
    /// the store throws.
    package func carryOut(
        _ number: Int64, on day: CalendarDate, by user: ActingUser
    ) throws -> Disposal {
        let index = try SearchIndex.open(in: archive)
        return try DisposalWork(archive: archive, by: user).carryOut(
            number,
            permit: { disposal in
                // The transaction keeps everybody else from writing, so that what is read is what is there.
                guard !disposal.proposal.isPrivate else { return }
                _ = try requireDue(disposal.proposal.documents.map(\.id), on: day)
            },
            index: { try index.update($0, to: $1, in: $2) },
            compact: { try SearchIndex.compact(in: $0) })
    }
}
