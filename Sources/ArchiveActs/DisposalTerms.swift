package import ArchiveModel
import ArchiveStore
import Catalogue
package import DomainTables

/// Whether the time of a document is over, for those who want to dispose of it.
///
/// The dossier that it is in counts as a whole, with the longest term of its papers; a document in none counts by
/// what the law says of its type, which says nothing of the nomenclator.
package struct DisposalTerm: Sendable {
    /// The document.
    package let document: DocumentID
    /// Its dossier; nil when it is in none.
    package let dossier: DossierMark?
    /// Where it stands on the day that was asked about.
    package let state: RetentionVerdict.State
    /// When its time is over; nil when no rule is about it.
    package let end: RetentionEnd?

    /// Whether the law keeps it: it may not be destroyed.
    ///
    /// The term of a dossier begins when it is closed: papers of an open one are kept, whatever their years say.
    package var forbids: Bool { [.running, .awaitingEnd, .permanent, .open].contains(state) }
    /// Whether the committee should be told something before it decides.
    package var isDoubtful: Bool { state != .due || dossier == nil }
}

/// The terms of documents that somebody wants to dispose of.
struct DisposalTerms {
    private let archive: Archive
    private let retention: DossierRetention

    /// Goes by the tables of an archive; throws what is wrong with one, by file and line.
    init(_ archive: Archive) throws {
        self.archive = archive
        retention = try DossierRetention.read(in: archive)
    }

    /// The term of each document that is there, on a day.
    func terms(of documents: [DocumentID], on day: CalendarDate) throws -> [DisposalTerm] {
        let listing = Listing(archive: archive)
        var verdicts: [DossierID: RetentionVerdict] = [:]
        return try documents.compactMap { id in
            guard let place = try listing.dossier(of: id) else { return try lone(id, on: day) }
            let verdict = try verdicts[place] ?? listing.dossier(place).map(retention.verdict)
            guard let verdict else { return nil }
            verdicts[place] = verdict
            return DisposalTerm(
                document: id, dossier: verdict.dossier.description.mark,
                state: verdict.state(on: day), end: verdict.end)
        }
    }

    /// The term of a document that is in no dossier; nil when it is not there.
    private func lone(_ id: DocumentID, on day: CalendarDate) throws -> DisposalTerm? {
        guard let head = try Listing(archive: archive).head(of: id) else { return nil }
        let issued = head.extracted[.date].flatMap { CalendarDate(iso: $0.value) }
        let end = retention.end(of: head.extracted.type, issued: issued)
        return DisposalTerm(
            document: id, dossier: nil, state: RetentionVerdict.state(of: end, on: day), end: end)
    }
}

extension ActError {
    /// The law keeps some of the documents still.
    static func notDue(_ terms: [DisposalTerm]) -> ActError {
        let named = terms.prefix(5).map { "\($0.document.text) (\($0.reason))" }
        let more = terms.count > 5 ? " and \(terms.count - 5) more" : ""
        return ActError(
            code: ErrorCode(rawValue: "disposal-not-due"), subject: terms.first?.document.text,
            message: "the law keeps what is to be disposed of: " + named.joined(separator: ", ")
                + more
                + "; wait, close the dossier, or put right the type, the date, the dossier or the tables if they are "
                + "wrong",
            exitStatus: .failed)
    }
}

extension DisposalTerm {
    /// Why it is to be kept, or what is not known, in a few words.
    package var reason: String {
        let place = dossier.map { ", dossier \($0)" } ?? ", in no dossier"
        let words =
            switch (state, end) {
            case (.due, .on(let day)): "term over since \(day.iso)"
            case (.running, .on(let day)): "term runs until \(day.iso)"
            case (.permanent, _): "kept for ever"
            case (.awaitingEnd, _): "term begins when the matter ends, which is not known"
            case (.held, _): "on hold"
            case (.open, _): "the dossier is still open"
            default: "no term is known"
            }
        return words + place
    }
}
