import ArchiveActs
import ArchiveModel
import Foundation

/// Asks a person one question after another.
struct ReviewSession {
    private enum Step {
        /// Go on behind this question.
        case passed
        /// Ask again what is to be asked now.
        case again
        case back
        case quit
        case interrupted
    }

    private var queue: ReviewQueue
    private let text: ReviewText
    private let pictures: ReviewPictures?
    private let recorder: ReviewRecorder
    private let input = ReviewInput()
    /// The document that questions are about.
    private var current: DocumentID?
    /// Questions that were answered or skipped, in order.
    private var asked: [ReviewItem] = []
    /// Documents with questions that were left to go back.
    private var left: [DocumentID] = []
    /// The question to go back to.
    private var returning: ReviewItem?
    private var answered = 0

    init(
        queue: ReviewQueue, text: ReviewText, pictures: ReviewPictures?, recorder: ReviewRecorder
    ) {
        self.queue = queue
        self.text = text
        self.pictures = pictures
        self.recorder = recorder
    }

    /// Asks until there is nothing left, or the person wants to stop.
    mutating func run() async throws -> ExitStatus {
        while let item = try next() {
            switch try await ask(item) {
            case .passed: asked.append(item)
            case .again: continue
            case .back: try goBack(from: item)
            case .quit:
                tellEnd("stopped")
                return .done
            case .interrupted:
                tellEnd("interrupted")
                return .interrupted
            }
        }
        tellEnd("nothing more to review")
        return .done
    }

    private func tellEnd(_ words: String) {
        Output.note("\(words); \(answered) answered, all of them recorded")
    }

    /// The next question, as things are now: others may have answered meanwhile.
    private mutating func next() throws -> ReviewItem? {
        if let item = returning {
            returning = nil
            return item
        }
        while let document = current ?? left.popLast() {
            current = document
            let item = try queue.items(of: document).first { item in
                !asked.contains { $0.isSame(as: item) }
            }
            if let item { return item }
            current = nil
        }
        while let items = try queue.next() {
            // One that a person came back to.
            guard let item = items.first(where: { item in !asked.contains { $0.isSame(as: item) } })
            else { continue }
            current = item.document
            return item
        }
        return nil
    }

    private mutating func goBack(from open: ReviewItem) throws {
        guard let last = asked.popLast() else {
            returning = open
            return Output.note("this is the first question")
        }
        if open.document != last.document { left.append(open.document) }
        current = last.document
        returning = try queue.again(last)
        if returning == nil {
            Output.note(
                "the last question was about something that is no more; see 'archivectl history'")
        }
    }

    // MARK: - One question

    private mutating func ask(_ item: ReviewItem) async throws -> Step {
        let before = item.kind == .boundary ? try queue.document(before: item.document) : nil
        text.lines(of: item, documentBefore: before).forEach(Output.line)
        let picture = try await pictures?.show(item)
        defer { picture?.remove() }
        while true {
            Output.raw(text.prompt(for: item))
            let key = input.key()
            Output.raw("\n")
            if let step = try await step(key, at: item) { return step }
            Output.note(ReviewText.help)
        }
    }

    /// What follows from a key; nil when it says nothing.
    private mutating func step(_ key: ReviewKey, at item: ReviewItem) async throws -> Step? {
        switch key {
        case .accept: return try await record(.accept, to: item)
        case .absent: return try await record(.absent, to: item)
        case .skip: return .passed
        case .back: return .back
        case .quit: return .quit
        case .interrupt: return .interrupted
        case .unknown: return nil
        case .edit(let value?): return try await record(.value(value), to: item)
        case .edit(nil):
            Output.raw(text.editPrompt(for: item))
            let typed = input.line()?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            return typed.isEmpty ? .again : try await record(.value(typed), to: item)
        }
    }

    private mutating func record(
        _ answer: ReviewAnswer, to item: ReviewItem
    ) async throws -> Step {
        do {
            text.tell(try await recorder.record(answer, to: item))
            answered += 1
            return .passed
        } catch let error as any ArchiveError where error.isAboutOneAnswer {
            Output.note("error: " + error.sentence)
            if !(error is ActError) { return .passed }
            if item.reason == .answered { returning = try queue.again(item) }
            return .again
        }
    }
}

extension ReviewItem {
    /// Whether both ask the same of the same document.
    fileprivate func isSame(as other: ReviewItem) -> Bool {
        document == other.document && kind == other.kind && name == other.name
            && field == other.field
    }
}
