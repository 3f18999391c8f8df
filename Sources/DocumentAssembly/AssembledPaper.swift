package import ArchiveModel

/// The pages of one document, with why they are one.
package struct AssembledPaper: Sendable, Hashable {
    /// A page that belongs to the document, though a document might begin on it.
    package struct Joint: Sendable, Hashable {
        /// The page.
        package let page: PagePlace
        /// Why none begins there.
        package let boundary: Boundary
    }

    /// The pages in order; pages that failed keep their place, and at least one was read.
    package internal(set) var pages: [PagePlace]
    /// Why it begins where it begins.
    package internal(set) var beginning: Boundary
    /// Its further pages that were read.
    package internal(set) var joints: [Joint] = []
}
