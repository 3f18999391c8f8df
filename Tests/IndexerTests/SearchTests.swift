import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Catalogue
import Indexer
import Testing

@Suite struct SearchTests {
    @Test("words are all needed, phrases stand side by side, exclusions are absent")
    func booleans() throws {
        let temporary = try TemporaryIndex()
        let first = try temporary.add("Hotărârea consiliului local privind bugetul")
        let second = try temporary.add("Consiliului îi revine bugetul local")
        #expect(Set(try temporary.find("consiliului BUGETUL")) == [first, second])
        #expect(try temporary.find("\"consiliului local\"") == [first])
        #expect(try temporary.find("consiliului -hotararea") == [second])
        #expect(try temporary.find("-hotararea") == [second])
        #expect(Set(try temporary.find("hotararea OR revine")) == [first, second])
        #expect(try temporary.find("priv*") == [first])
        #expect(try temporary.find("nimic").isEmpty)
        #expect(throws: QuerySyntaxError.self) { try temporary.find("") }
    }

    @Test("the same word is found in every spelling and encoding")
    func spellings() throws {
        let temporary = try TemporaryIndex()
        let ids = Set([
            try temporary.add("HOTĂRÂRE"), try temporary.add("hotărîre"),
            try temporary.add("hotarare"), try temporary.add("hotă-\nrâre"),
        ])
        for query in ["hotarare", "hotărâre", "HOTĂRÎRE"] {
            #expect(Set(try temporary.find(query)) == ids, "\(query)")
        }
    }

    @Test(
        "dates, amounts and identifiers are found in whatever form they were typed",
        arguments: [
            ("12.03.2021", "12 martie 2021"), ("12 martie 2021", "12/03/2021"),
            ("\"12 martie 2021\"", "12-III-2021"), ("1718283,07", "1.718.283,07 lei"),
            ("1.718.283,07", "1718283.07"), ("12345678", "CUI RO12345678"),
            ("RO12345678", "CUI RO 12345678"),
            ("RO49AAAA1B31007593840000", "IBAN RO49 AAAA 1B31 0075 9384 0000"),
            ("RO49 AAAA 1B31 0075 9384 0000", "IBAN RO49AAAA1B31007593840000"),
        ])
    func canonicalForms(query: String, text: String) throws {
        let temporary = try TemporaryIndex()
        let id = try temporary.add(text)
        try temporary.add("14 martie 2021 1.718.283,08 RO22345678")
        #expect(try temporary.find(query) == [id])
        #expect(try temporary.snippet(query)?.contains("[") == true)
    }

    @Test("filters narrow by type, date, number and fiscal code, alone or with words")
    func filters() throws {
        let temporary = try TemporaryIndex()
        let invoice = try temporary.add(
            "apa", type: "FACT", date: "2021-03-12", number: "00123/2021", cui: "12345678")
        let decision = try temporary.add("apa", type: "HCL", date: "2019-12-31")
        let unknown = try temporary.add("apa")
        let queries: [(String, [DocumentID])] = [
            ("type:FACT", [invoice]), ("tip:fact,hcl apa", [invoice, decision]),
            ("-type:FACT", [decision, unknown]), ("date:2021", [invoice]),
            ("date:2019..2021", [invoice, decision]), ("data:>=2020", [invoice]),
            ("date:2019,2021-03", [invoice, decision]), ("date:2020", []),
            ("-date:2021", [decision, unknown]), ("date:12.03.2021", [invoice]),
            ("number:123/2021", [invoice]), ("numar:123", [invoice]), ("number:12", []),
            ("cui:RO12345678", [invoice]), ("cui:1234567", []),
            ("apa", [invoice, decision, unknown]),
        ]
        for (query, expected) in queries {
            #expect(try temporary.find(query) == expected, "\(query)")
        }
        #expect(try temporary.find("tip:factura", titles: ["FACT": "Factură"]) == [invoice])
    }

    @Test("the newest come first, documents without a date last")
    func newestFirst() throws {
        let temporary = try TemporaryIndex()
        let undated = try temporary.add("apa")
        let old = try temporary.add("apa", date: "1987-09-24")
        let new = try temporary.add("apa", date: "2021-03-12")
        let invalid = try temporary.add("apa", date: "2021-02-31")
        #expect(try temporary.find("apa") == [new, old, invalid, undated])
        let page = try temporary.index.search(SearchQuery(parsing: "apa"), limit: 1, offset: 1)
        #expect(page.total == 4)
        #expect(page.isTotalExact)
        #expect(page.rankedAmongNewest == nil)
        #expect(page.hits.map(\.document) == [old])
        #expect(page.hits.first?.date == "1987-09-24")
    }

    @Test("relevance puts the document that speaks most of it first")
    func relevance() throws {
        let temporary = try TemporaryIndex()
        for number in 0..<10 { try temporary.add("gaz cablu \(number) curent lumina canal") }
        let some = try temporary.add("apa gaz cablu curent lumina canal", date: "2021-01-01")
        let most = try temporary.add("apa apa apa", date: "2001-01-01")
        let results = try temporary.index.search(SearchQuery(parsing: "apa"), order: .relevance)
        #expect(results.hits.map(\.document) == [most, some])
        let scores = results.hits.compactMap(\.score)
        #expect(scores.count == 2 && scores[0] > scores[1])
    }

    @Test("a hit names the page of the best match, and no phrase crosses pages")
    func pageOfMatch() throws {
        let temporary = try TemporaryIndex()
        let id = try temporary.add("cerere pentru apa", nil, "apa și gaz", "gaz")
        let hit = try #require(
            try temporary.index.search(SearchQuery(parsing: "gaz apa")).hits.first)
        #expect(hit.document == id)
        #expect(hit.page?.documentPage == 3)
        #expect(hit.page?.reference.number == 3)
        #expect(hit.page?.scanName == ScanName("1.tif"))
        #expect(try temporary.find("\"pentru apa apa\"").isEmpty)
        #expect(try temporary.find("\"gaz gaz\"").isEmpty)
    }

    @Test("readers search while a document is being written, and see it wholly afterwards")
    func readersDuringWrite() throws {
        let temporary = try TemporaryIndex()
        try temporary.add("apa")
        let readers = try (1...2).map { _ in
            try SearchIndex.open(in: Archive.open(at: temporary.folder + "/archive", mode: .read))
        }
        let query = try SearchQuery(parsing: "apa")
        let draft = try temporary.draft(temporary.scan(["apa"]), pages: 1)
        try temporary.recording.commitDocument(draft) { document, transaction in
            try temporary.index.add(document, in: transaction)
            for reader in readers {
                let total = try reader.search(query).total
                #expect(total == 1)
            }
        }
        for reader in readers { #expect(try reader.search(query).total == 2) }
    }
}
