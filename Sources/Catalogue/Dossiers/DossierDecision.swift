package import ArchiveModel

/// What a person decided about one dossier, as a line of the journal says it: outcomes, so that it means
/// the same in whatever state it is carried out.
package struct DossierDecision: Codable, Equatable, Sendable {
    /// What tells it from all others: 32 hexadecimal digits.
    package let id: String
    /// The dossier.
    package let dossier: DossierID
    /// How it is described from then on, all of it; nil when that stays.
    package let description: DossierDescription?
    /// Documents that belong to it from then on.
    package let added: [DocumentID]
    /// Documents that do not any more.
    package let removed: [DocumentID]

    /// Says what becomes of a dossier; it gets a random identity.
    package init(
        about dossier: DossierID, description: DossierDescription? = nil,
        added: [DocumentID] = [], removed: [DocumentID] = []
    ) {
        id = Correction.randomID()
        self.dossier = dossier
        self.description = description
        self.added = added
        self.removed = removed
    }
}
