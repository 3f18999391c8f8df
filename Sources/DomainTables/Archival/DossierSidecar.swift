package import ArchiveModel

/// What a file `dosar.yaml` beside scans says of the dossier that they go to.
package struct DossierSidecar: Sendable, Equatable {
    /// Name of the file.
    package static let file = "dosar.yaml"

    /// The dossier.
    package let mark: DossierMark
    /// What it is about; nil when the file does not say.
    package let content: String?
    /// The department; nil when the file does not say.
    package let department: String?
    /// The term as it is typed; nil when the file does not say.
    package let term: String?
    /// Where its paper lies; nil when the file does not say.
    package let location: String?

    /// Keys in Romanian and in English; each may stand once.
    private static let keys: [(name: String, other: String)] = [
        ("indicativ", "code"), ("an", "year"), ("nr", "number"), ("volum", "volume"),
        ("continut", "content"), ("compartiment", "department"), ("termen", "term"),
        ("loc", "location"),
    ]

    /// Reads the file; throws what is wrong with it, by line.
    package init(yaml: [UInt8], file: String = Self.file) throws(TableError) {
        let top = try TableNode(yaml: yaml, file: file)
        let values = try top.mapping(allowing: Self.keys.flatMap { [$0.name, $0.other] })
        let node = { (name: String, other: String) in values[name] ?? values[other] }
        let required = { (name: String, other: String) throws(TableError) in
            guard let found = node(name, other) else {
                throw TableError.missingKey(file: file, line: top.line, key: name)
            }
            return found
        }
        mark = DossierMark(
            code: try required("indicativ", "code").plainText(),
            year: try required("an", "year").number(1800...2200),
            number: try required("nr", "number").number(1...999_999),
            volume: try node("volum", "volume")?.number(1...9_999) ?? 1)
        content = try node("continut", "content")?.plainText()
        department = try node("compartiment", "department")?.plainText()
        location = try node("loc", "location")?.plainText()
        let term = node("termen", "term")
        self.term = try term?.text()
        if let term, let typed = self.term, RetentionTerm(typed) == nil {
            throw term.wrong(Nomenclator.termForm)
        }
    }
}
