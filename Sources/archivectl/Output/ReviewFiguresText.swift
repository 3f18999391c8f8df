import ArchiveActs
import ArchiveModel
import ArchiveStore
import Foundation

/// Tells how much is reviewed, for people or as records.
struct ReviewFiguresText {
    let json: Bool

    func tell(_ figures: ReviewFigures) {
        if json {
            figures.fields.map(FieldFiguresRecord.init).forEach(Output.json)
            Output.json(ReviewFiguresRecord(figures))
        } else {
            lines(figures).forEach(Output.line)
        }
    }

    private func lines(_ figures: ReviewFigures) -> [String] {
        let waiting = ReviewItem.Kind.allCases.map { "\($0.rawValue) \(figures.waiting[$0] ?? 0)" }
        return ["type     field              confirmed  probable  doubtful  reviewed"]
            + figures.fields.map(line)
            + [
                "questions left: \(figures.left) (\(waiting.joined(separator: ", ")))",
                time(figures),
            ]
    }

    private func line(_ figures: FieldFigures) -> String {
        let type = TerminalText.sanitized(figures.type?.rawValue ?? "-").padding(toLength: 9)
        let name = TerminalText.sanitized(figures.name.rawValue).padding(toLength: 18)
        let counts = [figures.confirmed, figures.probable, figures.doubtful, figures.reviewed]
        return type + name
            + counts.map { String(repeating: " ", count: max(1, 10 - "\($0)".count)) + "\($0)" }
            .joined()
    }

    private func time(_ figures: ReviewFigures) -> String {
        let pace = figures.pace
        let hours = String(format: "%.1f", figures.hoursLeft)
        let seconds = String(format: "%.0f", pace.secondsPerAnswer)
        let source =
            pace.measuredBy > 0
            ? "as measured by the last \(pace.measuredBy) answers here"
            : "which is assumed until there are answers to measure by"
        return "hours left: \(hours), at \(seconds) seconds an answer, \(source)"
    }
}
