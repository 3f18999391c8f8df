package import ArchiveModel

extension Failure {
    /// The code and sentence of one of our errors; anything else is reported as internal, without
    /// details that could hold content.
    package init(describing error: any Error) {
        if let known = error as? any ArchiveError {
            self = known.asFailure
        } else {
            self.init(
                code: "internal-error",
                message: "reading the page failed for an unforeseen reason; please report it")
        }
    }
}
