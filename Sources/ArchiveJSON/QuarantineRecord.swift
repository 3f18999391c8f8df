import ArchiveModel
package import ArchiveStore
import Catalogue

/// One entry of the quarantine as a JSON line.
package struct QuarantineRecord: Encodable {
    /// Who is done with it, and why.
    struct Resolved: Encodable {
        let at, by, reason: String
    }

    let type = "quarantined"
    let id: String
    let batch: String
    let file: String
    let page: Int?
    let since: String
    let failure: FailureRecord
    /// Nil while it is open.
    let resolved: Resolved?

    package init(_ entry: QuarantineEntry) {
        id = entry.id.text
        batch = entry.batchName.text
        file = ScanPath.text(entry.batchName, name: entry.name)
        page = entry.page
        since = entry.since
        failure = FailureRecord(entry.failure)
        resolved = entry.resolved.map {
            Resolved(at: $0.at, by: $0.user.name, reason: $0.entry.reason)
        }
    }
}
