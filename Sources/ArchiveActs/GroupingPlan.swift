import ArchiveModel
import ArchiveStore
import Catalogue

/// How the pages of documents are to be grouped, by what was typed.
///
/// Pages are counted from 1 within their document.
enum GroupingPlan {
    /// New documents begin before the pages; the first part stays the document.
    ///
    /// Throws `page-unknown` for a page that the document does not have, and for the first: nothing would be before it.
    static func split(
        _ document: StoredDocument, before numbers: [Int]
    ) throws -> [PlannedGroup] {
        let pages = document.pages.map(\.address)
        let starts = Set(numbers).sorted()
        for number in starts
        where !(2...max(2, pages.count)).contains(number) || number > pages.count {
            throw ActError.noSplit(before: number, of: document)
        }
        let bounds = [1] + starts + [pages.count + 1]
        return zip(bounds, bounds.dropFirst()).map { first, next in
            PlannedGroup(
                first == 1 ? document.id : nil, pages: Array(pages[first - 1..<next - 1]))
        }
    }

    /// All pages make the first document.
    static func join(_ documents: [StoredDocument]) -> [PlannedGroup] {
        [PlannedGroup(documents[0].id, pages: documents.flatMap(\.pages).map(\.address))]
    }

    /// Pages leave their document, for the end of another one or for a new one.
    ///
    /// Throws `page-unknown`, and `document-without-pages` when none would be left.
    static func move(
        _ numbers: [Int], from document: StoredDocument, to other: StoredDocument?
    ) throws -> [PlannedGroup] {
        let moved = try Set(numbers).sorted().map { try document.address(ofPage: $0) }
        let rest = document.pages.map(\.address).filter { !moved.contains($0) }
        guard !rest.isEmpty else { throw ActError.noPageLeft(in: document) }
        let target = (other?.pages.map(\.address) ?? []) + moved
        return [PlannedGroup(document.id, pages: rest), PlannedGroup(other?.id, pages: target)]
    }

    /// The pages come in another order; those that are not named follow as they were.
    ///
    /// Throws `page-unknown`, also for a page that is named twice.
    static func reorder(_ document: StoredDocument, as numbers: [Int]) throws -> [PlannedGroup] {
        guard Set(numbers).count == numbers.count else { throw ActError.pageTwice(of: document) }
        let first = try numbers.map { try document.address(ofPage: $0) }
        let rest = document.pages.map(\.address).filter { !first.contains($0) }
        return [PlannedGroup(document.id, pages: first + rest)]
    }

    /// The pages stay as they are, by a person's word.
    ///
    /// Throws `review-overtaken` when nothing is doubtful about them any more.
    static func confirm(_ document: StoredDocument) throws -> [PlannedGroup] {
        guard document.bounds?.isDoubtful ?? false else {
            throw ActError.reviewOvertaken(document.id, by: nil)
        }
        return [PlannedGroup(document.id, pages: document.pages.map(\.address))]
    }

    /// The documents are as they were before a decision.
    ///
    /// Throws `grouping-changed` when they are not as the decision left them.
    static func takeBack(
        _ last: DecidedGrouping, of documents: [StoredDocument]
    ) throws -> [PlannedGroup] {
        let now = Dictionary(
            uniqueKeysWithValues: documents.map { ($0.id, $0.pages.map(\.address)) })
        for group in last.after where now[group.document] != group.addresses {
            throw ActError.groupingChanged(group.document)
        }
        return last.before.map { PlannedGroup($0.document, pages: $0.addresses) }
    }
}

extension StoredDocument {
    /// The page of a number, from 1; throws `page-unknown`.
    fileprivate func address(ofPage number: Int) throws -> PageAddress {
        guard pages.indices.contains(number - 1) else { throw ActError.noPage(number, of: self) }
        return pages[number - 1].address
    }
}
