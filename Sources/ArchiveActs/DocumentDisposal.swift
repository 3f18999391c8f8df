package import ArchiveStore
package import Catalogue
import Indexer

/// Persons decide that documents go: one proposes, another approves, and then it can be carried out.
package struct DocumentDisposal {
    private let archive: Archive

    /// The archive must be open for writing: for an act, and for a run to carry a proposal out.
    package init(_ archive: Archive) { self.archive = archive }

    /// Proposes documents as `user`; returns the proposal with its number.
    ///
    /// Throws what the selection throws, and what the store throws; then nothing is proposed.
    package func propose(
        _ selection: DisposalSelection, _ grounds: Disposals.Grounds, by user: ActingUser
    ) throws -> Disposal {
        try Disposals(archive: archive, by: user).propose(
            try selection.identifiers(in: archive), grounds)
    }

    /// Approves a proposal as `user`, who must be another person than made it.
    package func approve(
        _ number: Int64, confirmation: String?, by user: ActingUser
    ) throws -> Disposal {
        try Disposals(archive: archive, by: user).approve(number, confirmation: confirmation)
    }

    /// Gives a proposal up as `user`.
    package func withdraw(_ number: Int64, by user: ActingUser) throws -> Disposal {
        try Disposals(archive: archive, by: user).withdraw(number)
    }

    /// Carries an approved proposal out as `user`, from where that was broken off.
    package func carryOut(_ number: Int64, by user: ActingUser) throws -> Disposal {
        let index = try SearchIndex.open(in: archive)
        return try DisposalWork(archive: archive, by: user).carryOut(
            number, index: { try index.update($0, to: $1, in: $2) },
            compact: { try SearchIndex.compact(in: $0) })
    }
}
