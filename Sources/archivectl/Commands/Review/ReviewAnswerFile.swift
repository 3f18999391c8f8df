import ArchiveActs
import ArchiveModel
import Foundation

/// Answers in JSON lines: the records of `review --json` with an answer each.
struct ReviewAnswerFile {
    /// How many were taken and how many not.
    struct Counts {
        var answered = 0
        var refused = 0

        var status: ExitStatus {
            if refused == 0 { return .done }
            return answered == 0 ? .failed : .partly
        }
    }

    /// One line, which counts from 1.
    struct Line {
        let number: Int
        private let text: Substring

        fileprivate init(number: Int, text: Substring) {
            self.number = number
            self.text = text
        }

        /// What it answers; nil for a record without an answer.
        ///
        /// Throws `review-answer-invalid`.
        func answer() throws -> Given? {
            guard let form = try? JSONDecoder().decode(Form.self, from: Data(text.utf8)) else {
                throw ActError.answerLineInvalid
            }
            guard let answer = form.answer else { return nil }
            guard let given = Given(form, answer: answer) else {
                throw ActError.answerLineInvalid
            }
            return given
        }
    }

    /// The lines that are not empty.
    let lines: [Line]

    /// Reads the file; `-` is standard input.
    static func read(_ path: String) throws -> ReviewAnswerFile {
        let text = String(decoding: try CorrectedText.read(path), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { Line(number: $0.offset + 1, text: $0.element) }
        return ReviewAnswerFile(
            lines: lines.filter { !$0.isEmpty })
    }

    fileprivate struct Form: Decodable {
        let document, kind, name, field, value, answer: String?
        let newValue: String?

        enum CodingKeys: String, CodingKey {
            case document, kind, name, field, value, answer
            case newValue = "new_value"
        }
    }

    /// An answer, and what it is about.
    struct Given {
        private let document: DocumentID
        private let kind: ReviewItem.Kind
        private let form: Form
        let answer: ReviewAnswer

        fileprivate init?(_ form: Form, answer: String) {
            guard let document = form.document.flatMap({ DocumentID($0) }),
                let kind = form.kind.flatMap(ReviewItem.Kind.init(rawValue:)), form.name != nil,
                let known = Self.answer(answer, value: form.newValue)
            else { return nil }
            self.document = document
            self.kind = kind
            self.form = form
            self.answer = known
        }

        private static func answer(_ word: String, value: String?) -> ReviewAnswer? {
            switch word {
            case "accept": .accept
            case "absent": .absent
            case "edit": value.map(ReviewAnswer.value)
            default: nil
            }
        }

        /// The item that it is about, as it is now; throws `review-overtaken` unless it is as it was listed.
        func item(in queue: ReviewQueue) throws -> ReviewItem {
            let same = try queue.items(of: document).first { item in
                item.kind == kind && item.name == form.name && item.field?.text == form.field
                    && item.value == form.value
            }
            guard let same else { throw ActError.noQuestion(of: document) }
            return same
        }
    }
}

extension ReviewAnswerFile.Line {
    fileprivate var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }
}
