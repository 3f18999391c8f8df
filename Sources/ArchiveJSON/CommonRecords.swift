package import ArchiveModel

/// The last line of every `--json` answer.
package struct ExitRecord: Encodable {
    let type = "exit"
    let status: Int32

    package init(_ status: ExitStatus) { self.status = status.rawValue }
}

/// An error as a JSON line.
package struct ErrorRecord: Encodable {
    let type = "error"
    let code: String
    let message: String
    let subject: String?

    package init(_ error: any ArchiveError) {
        code = error.codeName
        message = error.message
        subject = error.subject
    }

    package init(code: String, message: String) {
        self.code = code
        self.message = message
        subject = nil
    }
}

/// A failure inside another record.
package struct FailureRecord: Encodable {
    let code: String
    let message: String

    package init(_ failure: Failure) {
        code = failure.code
        message = failure.message
    }
}

/// A doubt inside another record.
package struct DoubtRecord: Encodable {
    let code: String
    let message: String

    /// The records of doubts; nil when there are none.
    package static func list(_ doubts: [Doubt]) -> [DoubtRecord]? {
        doubts.isEmpty ? nil : doubts.map { DoubtRecord(code: $0.code, message: $0.message) }
    }
}
