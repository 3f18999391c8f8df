import ArchiveTestSupport
import Indexer
import Testing

@Suite struct SnippetTests {
    @Test("matches are marked as they are written on the page")
    func marks() throws {
        let temporary = try TemporaryIndex()
        try temporary.add("HOTĂRÂREA nr. 5\ndin 12.03.2021 a Consiliului")
        #expect(
            try temporary.snippet("hotararea consiliului")
                == "[HOTĂRÂREA] nr. 5 din 12.03.2021 a [Consiliului]")
        #expect(
            try temporary.snippet("\"12 martie 2021\"")
                == "HOTĂRÂREA nr. 5 din [12.03.2021] a Consiliului")
        #expect(try temporary.snippet("consil*")?.hasSuffix("[Consiliului]") == true)
    }

    @Test("a word broken at a line end is found whole and marked as it is written")
    func brokenWord() throws {
        let temporary = try TemporaryIndex()
        try temporary.add("Valoarea angaja-\nmentului bugetar, nu-\nmai 12-\n2014")
        #expect(
            try temporary.snippet("angajamentului")
                == "Valoarea [angaja- mentului] bugetar, nu- mai 12- 2014")
        #expect(try temporary.snippet("bugetar angaja") != nil)
        #expect(try temporary.snippet("122014") == nil)
    }

    @Test("a long page is cut around the densest matches, to 160 characters at most")
    func densest() throws {
        let temporary = try TemporaryIndex()
        let filler = String(repeating: "umplutură oarecare ", count: 60)
        try temporary.add("apa \(filler) taxa de apa și gaz \(filler)")
        let text = try #require(try temporary.snippet("gaz apa taxa"))
        #expect(text.contains("[taxa] de [apa] și [gaz]"))
        #expect(text.hasPrefix("…") && text.hasSuffix("…"))
        #expect(text.count <= 160 + 6)
        #expect(text.count > 100)
    }

    @Test("nothing in a snippet acts on a terminal")
    func controlCharacters() throws {
        let temporary = try TemporaryIndex()
        try temporary.add("\u{1B}[31mapa\u{7} \u{202E}gaz\u{0} taxa")
        let snippet = try #require(
            try temporary.index.search(SearchQuery(parsing: "taxa")).hits.first?.snippet)
        let text = snippet.map(\.text).joined()
        #expect(
            text.unicodeScalars.allSatisfy {
                ![.control, .format].contains($0.properties.generalCategory)
            })
        #expect(text.contains("taxa"))
    }

    @Test("a query of filters alone shows the start of the document")
    func filtersAlone() throws {
        let temporary = try TemporaryIndex()
        try temporary.add(nil, "Factura de apa", type: "FACT")
        #expect(try temporary.snippet("type:FACT") == "Factura de apa")
        let hits = try temporary.index.search(SearchQuery(parsing: "tip:FACT")).hits
        #expect(hits.first?.page?.documentPage == 2)
    }

    @Test("a word without end does not burst the snippet")
    func longWord() throws {
        let temporary = try TemporaryIndex()
        try temporary.add(String(repeating: "ș", count: 5000) + " apa")
        let text = try #require(try temporary.snippet(String(repeating: "s", count: 200)))
        #expect(text.count <= 160 + 6)
    }
}
