package import ArchiveModel
package import Catalogue

/// Says what was corrected, with what is stored now.
package struct CorrectedRecord: Encodable {
    let type = "corrected"
    let document: String
    let changed: [String]
    /// The stored values by name; null for what was taken away.
    let values: [String: String?]
    /// Each field that was changed, several of one name where that is a list.
    let changes: [ChangedFieldRecord]
    /// Fields whose values a check speaks against; they were taken all the same.
    let doubtful: [String]
    /// The revision of the document then.
    let revision: String
    /// The line of the table that said so; left out when there was none.
    let line: Int?

    package init(
        _ id: DocumentID, _ corrections: [Correction], doubtful: [String],
        revision: DocumentRevision, line: Int? = nil
    ) {
        document = id.text
        changed = corrections.map(\.name)
        values = Dictionary(corrections.map { ($0.name, $0.value) }) { $1 }
        changes = corrections.map(ChangedFieldRecord.init)
        self.doubtful = doubtful
        self.revision = revision.text
        self.line = line
    }
}

/// What became of a field, or of the type.
package struct ChangedFieldRecord: Encodable {
    /// The identifier of the field; left out for the type.
    let field: String?
    let name: String
    /// What it was; left out when there was nothing.
    let previous: String?
    /// What it is now; left out when it was taken away.
    let value: String?
    /// True when the values say something of a person; left out otherwise.
    let personal: Bool?

    package init(_ correction: Correction) {
        field = correction.field?.text
        name = correction.name
        previous = correction.previous
        value = correction.value
        personal = PersonalLabel.of(FieldName(rawValue: correction.name))
    }
}

/// Says why a line of a table of corrections was not carried out.
package struct LineRefusedRecord: Encodable {
    let type = "line_refused"
    let line: Int
    let code: String
    let message: String
    let subject: String?

    package init(line: Int, _ error: any ArchiveError) {
        self.line = line
        code = error.codeName
        message = error.message
        subject = error.subject
    }
}

/// Says what became of a table of corrections.
package struct CorrectedListRecord: Encodable {
    let type = "corrected_list"
    let corrected: Int
    let unchanged: Int
    let refused: Int

    package init(corrected: Int, unchanged: Int, refused: Int) {
        self.corrected = corrected
        self.unchanged = unchanged
        self.refused = refused
    }
}
