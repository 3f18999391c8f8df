import ArchiveModel
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
        let isKnown = try GroupingRow.isKnown(grouping.id, in: database)
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
        var groups: [PageGroup] = []
        for group in grouping.after {
            let pages = try group.addresses.compactMap { try page($0) }
            guard pages.count == group.addresses.count else { return false }
            groups.append(PageGroup(group.document, pages: pages))
        }
        let regrouping = Regrouping(by: user, in: database)
        guard try regrouping.isWhole(groups) else { return false }
        _ = try regrouping.make(groups)
        try GroupingRow.addBatches(of: grouping, pages: groups.flatMap(\.pages), in: database)
        for document in grouping.documents { try IndexDue.add(document.text, in: database) }
        return true
    }

    /// The page of an address; nil when it is not recorded.
    private func page(_ address: PageAddress) throws -> PageReference? {
        let scan = try Int64.fetchOne(
            database,
            sql: """
                SELECT scan.id FROM scan JOIN page ON page.scan_id = scan.id
                WHERE digest = ? AND duplicate_of IS NULL AND number = ?
                """, arguments: [address.scan.blob, address.number])
        return scan.map { PageReference(scan: ScanID(rawValue: $0), number: address.number) }
    }
}
