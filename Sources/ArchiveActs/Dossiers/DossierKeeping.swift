package import ArchiveModel
package import ArchiveStore
package import Catalogue

/// A person makes dossiers, puts documents into them and says what they are.
package struct DossierKeeping {
    /// What was done.
    package struct Outcome {
        /// The dossier as it is now.
        package let dossier: StoredDossier
        /// What was decided; nil when all was so already.
        package let decision: DossierDecision?
        /// What a person should look at.
        package let doubts: [Doubt]
    }

    /// Documents that are to go into a dossier.
    package struct Papers {
        /// Their identifiers, or the beginnings of these.
        let documents: [String]
        /// Whether papers of another year than the dossier's may be among them.
        let ofAnyYear: Bool

        package init(_ documents: [String], ofAnyYear: Bool = false) {
            self.documents = documents
            self.ofAnyYear = ofAnyYear
        }
    }

    private let archive: Archive
    private let user: ActingUser

    /// The archive must be open for writing, if only for an act.
    package init(_ archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    private var dossiers: Dossiers { Dossiers(archive: archive, by: user) }

    /// Makes a dossier with a mark that no other one has, and puts documents into it.
    ///
    /// Throws `dossier-exists`, `dossier-value-invalid`, and what `add` throws; then nothing is changed.
    package func create(
        _ mark: DossierMark, _ change: DossierChange, papers: Papers = Papers([])
    ) throws -> Outcome {
        let description = try change.applied(to: DossierDescription(mark))
        let id = DossierID.random()
        let documents = try identifiers(of: papers)
        let made = try dossiers.decide(about: id, and: documents) { ground in
            try requireFree(description.mark, for: id, in: ground)
            return DossierDecision(
                about: id, description: description,
                added: try papers.additions(to: id, description, on: ground))
        }
        return try outcome(id, made)
    }

    /// Puts documents into a dossier.
    ///
    /// Throws `dossier-closed`, `document-in-dossier` for one that is in another dossier,
    /// `dossier-year-differs` for one of another year, unless that is allowed, and what looking up
    /// throws; then nothing is changed.
    package func add(_ papers: Papers, to typed: String) throws -> Outcome {
        let id = try DossierLookup(archive).dossier(typed: typed).id
        let documents = try identifiers(of: papers)
        let made = try dossiers.decide(about: id, and: documents) { ground in
            let dossier = try openDossier(typed, on: ground)
            let added = try papers.additions(to: id, dossier.description, on: ground)
            return added.isEmpty ? nil : DossierDecision(about: id, added: added)
        }
        return try outcome(id, made)
    }

    /// Takes documents out of a dossier; throws `dossier-closed`, `dossier-held`, `document-not-in-dossier`, and
    /// what looking up throws.
    package func remove(_ documents: [String], from typed: String) throws -> Outcome {
        let id = try DossierLookup(archive).dossier(typed: typed).id
        let ids = try identifiers(of: Papers(documents))
        let made = try dossiers.decide(about: id, and: ids) { ground in
            let dossier = try openDossier(typed, on: ground)
            try DossierBounds.requireNoHold(on: dossier.description)
            for paper in ground.papers where paper.dossier != id {
                throw ActError.notInDossier(paper.document, dossier.description.mark)
            }
            return DossierDecision(about: id, removed: ids)
        }
        return try outcome(id, made)
    }

    /// Describes a dossier anew; throws `dossier-exists` for a mark that another one has, and
    /// `dossier-value-invalid`.
    package func describe(_ typed: String, _ change: DossierChange) throws -> Outcome {
        try edit(typed) { try change.applied(to: $0) }
    }

    /// Closes a dossier on a day, `today` at the latest; `ended` is when its matter ended, which some terms count
    /// from.
    ///
    /// Of a closed one, `ended` is added or changed; the day that it was closed on stays. Throws
    /// `dossier-value-invalid` for a day to come, or of before the year of the dossier.
    package func close(
        _ typed: String, on day: CalendarDate, ended: CalendarDate?, today: CalendarDate
    ) throws -> Outcome {
        try edit(typed) { description in
            for (name, value) in [("on", day), ("ended", ended ?? day)]
            where value > today || value.year < description.mark.year {
                throw ActError.dossierValue(
                    name, "a day of \(description.mark.year) or later, and not one to come")
            }
            var result = description
            let before = description.closed
            result.closed = .init(on: before?.on ?? day, ended: ended ?? before?.ended)
            return result
        }
    }

    /// Opens a closed dossier again.
    package func reopen(_ typed: String) throws -> Outcome {
        try edit(typed) { description in
            var result = description
            result.closed = nil
            return result
        }
    }

    /// Says why nothing of a dossier may be destroyed, from a day on; throws `dossier-value-invalid`
    /// without a reason.
    package func hold(
        _ typed: String, reason: String, since day: CalendarDate
    ) throws -> Outcome {
        let reason = TerminalText.sanitized(reason)
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ActError.dossierValue("reason", "what the hold is for")
        }
        return try edit(typed) { description in
            var result = description
            result.hold = .init(reason: reason, since: day)
            return result
        }
    }

    /// Ends a hold.
    package func release(_ typed: String) throws -> Outcome {
        try edit(typed) { description in
            var result = description
            result.hold = nil
            return result
        }
    }

    private func edit(
        _ typed: String, _ body: (DossierDescription) throws -> DossierDescription
    ) throws -> Outcome {
        let id = try DossierLookup(archive).dossier(typed: typed).id
        let made = try dossiers.decide(about: id) { ground in
            guard let dossier = ground.dossier else { throw ActError.noDossier(typed) }
            let description = try body(dossier.description)
            guard description != dossier.description else { return nil }
            if description.mark != dossier.description.mark {
                try requireFree(description.mark, for: id, in: ground)
            }
            return DossierDecision(about: id, description: description)
        }
        return try outcome(id, made)
    }

    private func outcome(_ id: DossierID, _ made: DossierDecision?) throws -> Outcome {
        guard let dossier = try Listing(archive: archive).dossier(id) else {
            throw ActError.noDossier(id.text)
        }
        return Outcome(dossier: dossier, decision: made, doubts: dossier.doubts)
    }

    private func identifiers(of papers: Papers) throws -> [DocumentID] {
        let ids = try papers.documents.map { try DocumentLookup(archive).identifier(typed: $0) }
        guard Set(ids).count == ids.count else { throw ActError.sameDocument }
        return ids
    }

    private func openDossier(_ typed: String, on ground: Dossiers.Ground) throws -> StoredDossier {
        guard let dossier = ground.dossier else { throw ActError.noDossier(typed) }
        try DossierBounds.requireOpen(dossier.description)
        return dossier
    }

    private func requireFree(
        _ mark: DossierMark, for id: DossierID, in ground: Dossiers.Ground
    ) throws {
        guard let other = try ground.dossiers(marked: mark).first(where: { $0 != id }) else {
            return
        }
        throw ActError.dossierExists(mark, other)
    }
}

extension DossierKeeping.Papers {
    /// Those that are not in the dossier yet.
    fileprivate func additions(
        to id: DossierID, _ description: DossierDescription, on ground: Dossiers.Ground
    ) throws -> [DocumentID] {
        try ground.papers.filter { $0.dossier != id }.map { paper in
            // Somebody else may have taken it apart since it was looked up.
            guard paper.isThere else { throw ActError.noDocument(paper.document.text) }
            if let other = paper.dossier {
                throw ActError.inOtherDossier(paper.document, other)
            }
            if let date = paper.date, date.year != description.year, !ofAnyYear {
                throw ActError.otherYear(paper.document, date, description.mark)
            }
            return paper.document
        }
    }
}

extension StoredDossier {
    /// Most sheets of a volume, by the practice of the National Archives.
    package static let mostSheets = 250

    /// What a person should look at.
    package var doubts: [Doubt] {
        sheets <= Self.mostSheets
            ? []
            : [
                Doubt(
                    code: "dossier-too-thick",
                    message: "the dossier has \(sheets) sheets, and a volume at most "
                        + "\(Self.mostSheets); begin another volume")
            ]
    }
}
