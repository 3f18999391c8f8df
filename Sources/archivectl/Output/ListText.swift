import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue

/// Entries of lists for people, a line each.
enum ListText {
    static func line(_ batch: ListedBatch) -> String {
        let failed = batch.failed > 0 ? ", \(batch.failed) not readable" : ""
        return
            "\(batch.openedAt)  \(batch.name.display)  \(Count(batch.scans, "scan").text)\(failed)"
    }

    static func line(_ scan: ListedScan) -> String {
        let pages = scan.pageCount.map { ", " + Count($0, "page").text } ?? ""
        return "\(scan.accessionedAt)  \(scan.batchName.display)/\(scan.name.display)  "
            + (scan.isSuperseded ? "superseded" : scan.verdict.rawValue) + pages
    }

    static func line(_ document: ListedDocument) -> String {
        let type = TerminalText.sanitized(document.type?.rawValue ?? "type unknown")
        let number =
            document.ownNumber.map {
                ["nr. " + TerminalText.sanitized(PersonalMask.builtIn.text($0))]
            } ?? []
        let parts =
            [document.id.text, type] + number + [document.date].compactMap { $0 } + [
                "\(document.file.batchName.display)/\(document.file.name.display), "
                    + "page \(document.firstPage)",
                Count(document.pages, "page").text,
            ]
        return parts.joined(separator: "  ")
    }
}
