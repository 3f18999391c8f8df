package import ArchiveModel

/// A table of rules that cannot be used: which file, which line, and what to write instead.
package struct TableError: ArchiveError, Equatable {
    /// Stable code for programs.
    package let code: ErrorCode
    /// Name of the table's file.
    package let file: String
    /// Line in the file, from 1; nil when the whole file is meant.
    package let line: Int?
    /// What is wrong and what to do.
    package let message: String

    /// The file, with the line when there is one, in the words of the message.
    package var subject: String? { line.map { "\(file), line \($0)" } ?? file }
    /// Nothing lies below: the message says all.
    package var cause: (any Error)? { nil }
    /// A command that needs the rules fails.
    package var exitStatus: ExitStatus { .failed }

    init(code: ErrorCode, file: String, line: Int?, message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.message = message
    }
}
