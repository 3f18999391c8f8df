package import ArchiveModel

/// Where a field stands on the scan as received.
package struct PlaceOnScan {
    /// Page of the document, from 1.
    package let page: Int
    /// Box in pixels of the scan.
    package let box: BoundingBox

    package init(_ evidence: FieldEvidence, in document: StoredDocument) {
        page = evidence.page
        let index = evidence.page - 1
        guard document.pages.indices.contains(index) else {
            box = evidence.box
            return
        }
        let scan = document.pages[index]
        box = scan.transform.boxOnScan(
            evidence.box, scanWidth: scan.scanWidth ?? .max / 4,
            scanHeight: scan.scanHeight ?? .max / 4)
    }
}
