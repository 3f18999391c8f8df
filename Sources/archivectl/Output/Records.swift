import ArchiveModel
import Foundation

/// The last line of every `--json` answer.
struct ExitRecord: Encodable {
    let type = "exit"
    let status: Int32
}

/// An error as a JSON line.
struct ErrorRecord: Encodable {
    let type = "error"
    let code: String
    let message: String
    let subject: String?

    init(_ error: any ArchiveError) {
        code = error.codeName
        message = error.message
        subject = error.subject
    }

    init(code: String, message: String) {
        self.code = code
        self.message = message
        subject = nil
    }
}

/// A failure inside another record.
struct FailureRecord: Encodable {
    let code: String
    let message: String

    init(_ failure: Failure) {
        code = failure.code
        message = failure.message
    }
}

/// A doubt inside another record.
struct DoubtRecord: Encodable {
    let code: String
    let message: String

    /// The records of doubts; nil when there are none.
    static func list(_ doubts: [Doubt]) -> [DoubtRecord]? {
        doubts.isEmpty ? nil : doubts.map { DoubtRecord(code: $0.code, message: $0.message) }
    }
}
