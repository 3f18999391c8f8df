package import ArchiveModel

/// Where a field stands on the scan as received.
package struct PlaceOnScan {
    /// Page of the document, from 1; nil when that page is in another document now.
    package let page: Int?
    /// Box in pixels of the scan.
    package let box: BoundingBox

    /// The place of a field; the corner of the first page for one that a person added.
    package init(_ evidence: FieldEvidence?, in document: StoredDocument) {
        let place = evidence?.box ?? BoundingBox(left: 0, top: 0, right: 0, bottom: 0)
        page = evidence.map { document.number(of: $0.address) } ?? 1
        guard let page, document.pages.indices.contains(page - 1) else {
            box = place
            return
        }
        let scan = document.pages[page - 1]
        box = scan.transform.boxOnScan(
            place, scanWidth: scan.scanWidth ?? .max / 4,
            scanHeight: scan.scanHeight ?? .max / 4)
    }
}
