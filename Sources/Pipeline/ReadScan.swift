import ArchiveModel
import ArchiveStore
import Catalogue
import DocumentAssembly

/// A scan that was read, as far as is needed to decide which pages make a document: some hundred bytes for each
/// page, and no words.
struct ReadScan: Sendable {
    /// The scan.
    let id: ScanID
    /// What assembly needs to know of the file.
    let file: ScannedFile
    /// The outcome of each page, by number; empty for a scan that cannot be opened.
    let pages: [AssemblyPage]
}

/// The pages of one document, in reading order; at least one of them has text.
struct AssembledDocument: Sendable, Hashable {
    /// The pages, of one scan or several.
    let pages: [PageReference]
    /// Why it begins with the first of them.
    let beginning: Boundary
    /// Those of the others that were read, with why no document begins on them.
    var joints: [Joint] = []

    /// A page on which a document might have begun.
    struct Joint: Sendable, Hashable {
        let page: PageReference
        let boundary: Boundary
    }
}

extension AssembledDocument {
    /// The pages that assembly put together.
    init(_ paper: AssembledPaper) {
        pages = paper.pages.map(PageReference.init)
        beginning = paper.beginning
        joints = paper.joints.map { Joint(page: PageReference($0.page), boundary: $0.boundary) }
    }
}

extension AssembledDocument {
    /// Why these of its pages are one document.
    func bounds(with addresses: [PageReference: PageAddress]) -> DocumentBounds {
        DocumentBounds(
            beginning: beginning,
            doubtfulPages: joints.compactMap { joint in
                guard joint.boundary.confidence < DocumentBounds.sureFrom,
                    let address = addresses[joint.page]
                else { return nil }
                return DocumentBounds.DoubtfulPage(page: address, boundary: joint.boundary)
            })
    }
}

extension PageReference {
    fileprivate init(_ place: PagePlace) {
        self.init(scan: ScanID(rawValue: place.scan), number: place.number)
    }
}
