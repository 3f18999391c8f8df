import ArchiveModel
import DurableFiles
import Glibc

/// What the command takes from its environment, read here and nowhere else.
enum Environment {
    /// The archive to use when no `--archive` is given.
    static var archive: String? { value("ARCHIVECTL_ARCHIVE") }
    /// The identity that the archive must have, when no `--archive-id` is given.
    static var archiveID: String? { value("ARCHIVECTL_ARCHIVE_ID") }
    /// Where Tesseract's language data lies, when it is not in a usual place.
    static var dataFolder: String? { value("TESSDATA_PREFIX") }
    /// Whether output may be coloured (https://no-color.org).
    static var allowsColor: Bool { value("NO_COLOR") == nil && value("TERM") != "dumb" }

    /// Where the tests want the program to be killed: the name of a write step, see `WriteStep`.
    ///
    /// An unknown name ends the program, so that a test never passes by a typing error.
    static func obeyStopForTests() {
        guard let text = value("ARCHIVECTL_KILL_AT") else { return }
        guard WriteStep.killProcessGroup(at: text) else {
            Output.note("archivectl: error: ARCHIVECTL_KILL_AT names no step of writing")
            exit(ExitStatus.usage.rawValue)
        }
    }

    /// Where programs lie, when nobody said so: a job may be started with an empty environment.
    static func ensurePath() {
        if value("PATH") == nil { setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1) }
    }

    private static func value(_ name: String) -> String? {
        // One variable is asked for: to have Foundation make a table of all takes a millisecond.
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
