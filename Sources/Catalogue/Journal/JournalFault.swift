package import SystemPackage

/// What is wrong with a journal.
package enum JournalFault: Error {
    /// There is no journal, or none of its segments is left.
    case missing
    /// A line cannot be understood, or does not have the hash that its content gives. Lines count
    /// from 1, the header.
    case damaged(file: String, line: Int)
    /// A segment does not follow the one before it.
    case gap(file: String)
    /// A segment belongs to an archive with another identity.
    case foreign(file: String, archive: String)
    /// A segment was written by a newer version of the program.
    case tooNew(file: String)
    /// The file system refused.
    case system(file: String, Errno)
}
