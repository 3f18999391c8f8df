import ArchiveModel
import DurableFiles
package import GRDB

/// Carries out what persons decided about the grouping of pages: each decision once.
package struct GroupingReplay {
    private let database: Database

    /// In a catalogue, within one transaction.
    package init(in database: Database) {
        self.database = database
    }

    /// Carries out the decision of a line, or lets it wait while pages are missing that it names.
    ///
    /// The index is left to whoever opens it next.
    func carryOut(_ grouping: DecidedGrouping, of line: JournalLine) throws {
        let isKnown = try DecisionTable.grouping.has(grouping.id, in: database)
        try GroupingRow.write(grouping, of: line, in: database)
        guard !isKnown else { return }
        let user = ActingUser(name: line.actor, address: line.account ?? "")
        if try apply(grouping, by: user) { try GroupingRow.settle(grouping.id, in: database) }
    }

    /// Carries out those that waited and whose pages are there now; returns them.
    package func carryOutWaiting() throws -> [DecidedGrouping] {
        try GroupingRow.waiting(in: database).compactMap { decided in
            guard try apply(decided.grouping, by: decided.user) else { return nil }
            try GroupingRow.settle(decided.grouping.id, in: database)
            return decided.grouping
        }
    }

    /// Groups the pages; false when not all of them are there, or the documents have others by now.
    private func apply(_ grouping: DecidedGrouping, by user: ActingUser) throws -> Bool {
        do {
            try Regrouping(by: user, in: database).make(grouping.after)
        } catch let error as StoreError where error.code == .groupingIncomplete {
            return false
        }
        try GroupingRow.addBatches(of: grouping, in: database)
        for document in grouping.documents { try IndexDue.add(document.text, in: database) }
        return true
    }
}
