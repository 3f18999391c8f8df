import ArchiveModel

/// What is known of documents, parted among groups of their pages.
///
/// A field goes where the page is that it was read on; one that was read nowhere, or on a page of
/// another document, stays with its document. The type stays with its document unless the page goes
/// that it was read on.
struct GroupedContent {
    private let groups: [DecidedGrouping.Group]
    private let old: [StoredDocument]
    /// The group of each page.
    private var groupOfPage: [PageAddress: Int] = [:]

    /// Of documents that have all their pages in the groups.
    init(_ groups: [DecidedGrouping.Group], of old: [StoredDocument]) {
        self.groups = groups
        self.old = old
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
                self.group(of: $0.evidence, in: document) == group
            }
            let extracted = document.extracted
            guard result.type == nil, extracted.type != nil,
                self.group(of: extracted.typeEvidence, in: document) == group
            else { continue }
            result.type = extracted.type
            result.typeEvidence = extracted.typeEvidence
            result.typeConfidence = extracted.typeConfidence
        }
        return result
    }

    /// The group that something of a document goes to.
    private func group(of evidence: FieldEvidence?, in document: StoredDocument) -> Int? {
        evidence.flatMap { groupOfPage[$0.address] }
            ?? groups.firstIndex { $0.document == document.id }
            ?? document.pages.first.flatMap { groupOfPage[$0.address] }
    }
}
