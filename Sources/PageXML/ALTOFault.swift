import SystemPackage

/// The fault of a file of recognised text, worded for the middle of a sentence.
///
/// Never holds text of a page.
struct ALTOFault: Error, Equatable {
    let problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}

/// A file of recognised text could not be read, whatever its content.
///
/// Distinct from `Errno`, which the caller's own code may throw while pages are read.
struct FileFault: Error {
    let error: Errno
}
