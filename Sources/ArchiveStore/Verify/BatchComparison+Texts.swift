import ArchiveModel
import Catalogue
import DurableFiles
import GRDB
import OCFL
import PageXML

extension BatchComparison {
    /// Compares the text of each page with what its ALTO file says.
    mutating func compareTexts(of batch: BatchRow, in database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT id, path, alto FROM scan WHERE batch_id = ? AND alto IS NOT NULL",
            arguments: [batch.id.rawValue])
        for row in rows {
            let path: String = row["path"]
            let alto = archive.store.folder(of: inventory.id) + "/" + (row["alto"] as String)
            let texts = try pageTexts(of: row["id"], in: database)
            do {
                if try !isSame(texts, as: alto) {
                    add("text-differs", "the catalogue has another text than the ALTO file", path)
                }
            } catch let error as StoreError where error.code == .altoDamaged {
                add("alto-damaged", error.message, path)
            }
        }
    }

    private func isSame(_ texts: [Int: String], as alto: String) throws -> Bool {
        var texts = texts
        var isSame = true
        try ALTOReader.forEachPage(at: alto) { number, page in
            let known = texts.removeValue(forKey: number)
            // A page that was read again since has its words in the catalogue, and is not compared.
            if let page, let known, known != page.text { isSame = false }
        }
        return isSame && texts.isEmpty
    }

    /// Texts of the pages of a scan that are in its ALTO file, by number.
    private func pageTexts(of scan: Int64, in database: Database) throws -> [Int: String] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT number, text FROM page JOIN page_text ON page_text.page_id = page.id
                WHERE scan_id = ? AND NOT EXISTS (
                    SELECT 1 FROM page_words WHERE page_words.page_id = page.id)
                """, arguments: [scan])
        return Dictionary(
            rows.map { ($0["number"], $0["text"]) }, uniquingKeysWith: { first, _ in first })
    }
}
