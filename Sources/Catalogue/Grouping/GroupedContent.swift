import ArchiveModel

/// What is known of documents, parted among groups of their pages.
///
/// A field goes where the page is that it was read on. One that was read nowhere goes where the document began that a
/// person said it of; else, or when it was read on a page of another document, it stays with its document. The type stays with its document unless the page goes
/// that it was read on.
struct GroupedContent {
    private let groups: [DecidedGrouping.Group]
    private let old: [StoredDocument]
    /// The pages of fields that were read nowhere.
    private let homes: [FieldID: PageAddress]
    /// The group of each page.
    private var groupOfPage: [PageAddress: Int] = [:]

    /// Of documents that have all their pages in the groups; `homes` are the pages that fields belong to which were
    /// read nowhere.
    init(
        _ groups: [DecidedGrouping.Group], of old: [StoredDocument],
        homes: [FieldID: PageAddress]
    ) {
        self.groups = groups
        self.old = old
        self.homes = homes
        for (index, group) in groups.enumerated() {
            for page in group.addresses { groupOfPage[page] = index }
        }
    }

    /// What is known of the document of a group.
    func extracted(_ group: Int) -> ExtractedDocument {
        // Its own facts come first: where a name is there twice, the first one counts.
        let documents =
            old.filter { $0.id == groups[group].document }
            + old.filter { $0.id != groups[group].document }
        var result = ExtractedDocument.unknown
        for document in documents {
            result.fields += document.extracted.fields.filter {
                self.group(of: page(of: $0), in: document) == group
            }
            let extracted = document.extracted
            guard result.type == nil, extracted.type != nil,
                self.group(of: extracted.typeEvidence?.address, in: document) == group
            else { continue }
            result.type = extracted.type
            result.typeEvidence = extracted.typeEvidence
            result.typeConfidence = extracted.typeConfidence
        }
        return result
    }

    private func page(of field: ExtractedField) -> PageAddress? {
        field.evidence?.address ?? field.id.flatMap { homes[$0] }
    }

    /// The group that something of a document goes to, which stands on a page or on none.
    private func group(of page: PageAddress?, in document: StoredDocument) -> Int? {
        page.flatMap { groupOfPage[$0] }
            ?? groups.firstIndex { $0.document == document.id }
            ?? document.pages.first.flatMap { groupOfPage[$0.address] }
    }
}
