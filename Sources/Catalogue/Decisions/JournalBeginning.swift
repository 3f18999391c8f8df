import ArchiveModel
import DurableFiles
import GRDB

/// Brings the corrections of a catalogue of before there was a journal into the form of today, and
/// begins the journal with those that are in no object yet.
///
/// May be killed anywhere: the catalogue changes in one transaction, and a journal that was begun
/// already is continued with what it lacks.
struct JournalBeginning {
    let database: Database
    /// Nil for a catalogue that is only being made: it gets its journal when it is in its place.
    let journal: Journal?

    func begin() throws {
        try moveCorrections()
        try database.execute(sql: CatalogueSchema.correctionTrigger)
        guard let journal else { return }
        try journal.make(after: EventLog.start)
        try DecisionReplay(database: database).carryOutBeforeIndex(journal.lines(after: 0))
        let history = JournalHistory(sealed: [], journal: journal)
        try CarriedDecisions(database: database, history: history).append()
        WriteStep.journalBegun.reached()
    }

    /// In the order in which they were made, which their identities follow from.
    private func moveCorrections() throws {
        let documents = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT document.id FROM correction_of_row
                JOIN document ON key = document_key
                """)
        for id in documents.compactMap({ DocumentID($0) }) {
            let old = try Row.fetchAll(
                database,
                sql: """
                    SELECT correction_of_row.* FROM correction_of_row
                    JOIN document ON key = document_key
                    WHERE document.id = ? ORDER BY correction_of_row.id
                    """, arguments: [id.text]
            ).map { row in
                Correction(
                    account: row["account"], actor: row["actor"], at: row["at"], id: "",
                    name: row["name"], previous: row["previous"], value: row["value"])
            }
            for correction in try Correction.identified(old, of: id) {
                try CorrectionRow.insert(correction, of: id, in: database)
            }
        }
        try database.execute(sql: "DROP TABLE correction_of_row")
    }
}
