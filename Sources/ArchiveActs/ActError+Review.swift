package import ArchiveModel

extension ActError {
    /// Something was answered or changed since it was asked.
    package static func reviewOvertaken(_ document: DocumentID, by actor: String?) -> ActError {
        let whom = actor.map { "\(TerminalText.sanitized($0)) answered" } ?? "it was changed"
        return ActError(
            code: ErrorCode(rawValue: "review-overtaken"), subject: document.text,
            message:
                "\(whom) meanwhile; document \(document.text) is as it was left then, and this answer was "
                + "not recorded",
            exitStatus: .failed)
    }

    /// A record of a question is not as one that is there to be answered.
    package static func noQuestion(of document: DocumentID) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "review-overtaken"), subject: document.text,
            message:
                "document \(document.text) has no such question with such a value: somebody answered or changed it "
                + "since it was listed, or the record was edited; list the questions again",
            exitStatus: .failed)
    }

    /// What a person confirmed is to be taken back, which changed no value.
    static func confirmed(_ name: String, of document: DocumentID) -> ActError {
        ActError(
            code: ErrorCode(rawValue: "correction-none"), subject: document.text,
            message:
                "\(name) of document \(document.text) was last confirmed, which changed no value; correct it "
                + "if it is wrong",
            exitStatus: .failed)
    }

    /// An item does not take such an answer.
    static func answerInvalid(_ item: ReviewItem) -> ActError {
        let message =
            switch item.kind {
            case .boundary: "pages are accepted, or edited; they cannot be missing"
            case .type:
                "no type was found that could be accepted; give one, or say that it is unknown"
            case .field: "the answer has no value; give one, or say that the paper does not have it"
            case .missing:
                "nothing was read that could be accepted; give a value, or say that the paper does not have it"
            }
        return ActError(
            code: ErrorCode(rawValue: "review-answer-invalid"), subject: item.document.text,
            message: message, exitStatus: .failed)
    }

    /// A line of a file of answers cannot be read, or is about nothing that is asked.
    package static var answerLineInvalid: ActError {
        ActError(
            code: ErrorCode(rawValue: "review-answer-invalid"), subject: nil,
            message:
                "this is no record of 'review --json' with an \"answer\": accept, edit with a "
                + "\"new_value\", or absent",
            exitStatus: .failed)
    }
}
