package import ArchiveModel

/// What `archivectl-print` gets on its standard input, as JSON; it answers with a PDF file.
package struct PrintRequest: Codable, Sendable {
    /// The build of who asks; another one is refused.
    package var build: ProgramBuild
    /// What is to be printed.
    package var list: PrintedList

    /// Asks this build's program.
    package init(_ list: PrintedList) {
        build = .current
        self.list = list
    }
}

/// How `archivectl-print` ends when it prints nothing.
package enum PrintRefusal: Int32, Sendable {
    /// The request is none, or of another build.
    case foreign = 65
    /// The file could not be made.
    case failed = 70
}
