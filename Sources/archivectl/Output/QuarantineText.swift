import ArchiveModel
import ArchiveStore
import Catalogue
import Foundation

/// One entry of the quarantine for people.
struct QuarantineText {
    private let entry: QuarantineEntry
    private let now: Date

    init(_ entry: QuarantineEntry, now: Date = Date()) {
        self.entry = entry
        self.now = now
    }

    /// Identifier, age, place, and why, on one line.
    var line: String {
        "\(entry.id.text)  \(age.padding(toLength: 8))  \(place): "
            + TerminalText.sanitized(entry.failure.message) + " (\(entry.failure.code))"
            + (entry.resolved == nil ? "" : "; resolved")
    }

    /// Everything that is known, a line each.
    var lines: [String] {
        var lines = [
            "entry     \(entry.id.text)", "file      \(place)",
            "since     \(entry.since) (\(age))", "code      \(entry.failure.code)",
            "reason    " + TerminalText.sanitized(entry.failure.message),
        ]
        if let resolved = entry.resolved {
            lines += [
                "resolved  by \(TerminalText.sanitized(resolved.user.name)) at \(resolved.at)",
                "because   " + TerminalText.sanitized(resolved.entry.reason),
            ]
        }
        return lines
    }

    private var place: String {
        "\(entry.batchName.display)/\(entry.name.display)"
            + (entry.page.map { ", page \($0)" } ?? "")
    }

    /// For how long: the largest unit that makes at least one.
    private var age: String {
        guard let since = try? Date(entry.since, strategy: .iso8601) else { return "" }
        let minutes = max(0, Int(now.timeIntervalSince(since)) / 60)
        if minutes < 60 { return "\(minutes) min" }
        return minutes < 48 * 60 ? "\(minutes / 60) h" : Count(minutes / 60 / 24, "day").text
    }
}
