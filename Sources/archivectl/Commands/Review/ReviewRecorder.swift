import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue
import Pipeline

/// Records answers, each in a short transaction of its own.
struct ReviewRecorder {
    let options: ArchiveOptions
    let acting: ActorOptions

    /// Opens the archive for the moment of one answer.
    func record(
        _ answer: ReviewAnswer, to item: ReviewItem
    ) async throws -> ReviewAnswering.Outcome {
        try await options.writing(acting, mode: .act) { archive in
            try answering(in: archive).carryOut(answer, to: item, by: acting.user)
        }
    }

    private func answering(in archive: Archive) -> ReviewAnswering {
        ReviewAnswering(archive) { document in
            // Words are read by a second archive: the first one is in the middle of a transaction then.
            try MetadataRenewal.open(in: options.openForReading()).extract(document)
        }
    }

    /// Takes a file of answers, and tells what became of each.
    func take(_ file: ReviewAnswerFile) async throws -> ExitStatus {
        var counts = ReviewAnswerFile.Counts()
        try await options.writing(acting, mode: .act) { archive in
            let queue = try ReviewQueue(archive)
            let answering = answering(in: archive)
            for line in file.lines {
                do {
                    guard let given = try line.answer() else { continue }
                    let item = try given.item(in: queue)
                    let outcome = try answering.carryOut(given.answer, to: item, by: acting.user)
                    tell(outcome, line: line.number)
                    counts.answered += 1
                } catch let error as any ArchiveError where error.isAboutOneAnswer {
                    tell(error, line: line.number)
                    counts.refused += 1
                }
            }
        }
        tell(counts)
        return counts.status
    }

    private func tell(_ outcome: ReviewAnswering.Outcome, line: Int) {
        switch outcome {
        case .corrected(let done):
            CorrectedText(json: options.output.json).tell(done, line: line)
        case .grouped(let grouping):
            let documents = grouping?.after.map(\.document) ?? []
            if options.output.json {
                Output.json(ReviewGroupedRecord(documents, line: line))
            } else {
                Output.note("pages of \(documents.map(\.text).joined(separator: ", ")) decided")
            }
        }
    }

    private func tell(_ error: any ArchiveError, line: Int) {
        CorrectedText(json: options.output.json).tell(error, line: line)
    }

    private func tell(_ counts: ReviewAnswerFile.Counts) {
        if options.output.json {
            Output.json(ReviewAnswersRecord(answered: counts.answered, refused: counts.refused))
        } else {
            Output.note("\(counts.answered) answered, \(counts.refused) refused")
        }
    }
}

extension ArchiveError {
    /// Whether it keeps one answer from being recorded, and no other.
    var isAboutOneAnswer: Bool {
        self is ActError
            || [
                "record-unexplained", "grouping-incomplete", "grouping-of-batches",
                "dossier-closed", "dossier-held",
            ].contains(codeName)
    }
}
