import Foundation

/// What the command takes from its environment, read here and nowhere else.
enum Environment {
    /// The archive to use when no `--archive` is given.
    static var archive: String? { value("ARCHIVECTL_ARCHIVE") }
    /// Where Tesseract's language data lies, when it is not in a usual place.
    static var dataFolder: String? { value("TESSDATA_PREFIX") }
    /// Whether output may be coloured (https://no-color.org).
    static var allowsColor: Bool { value("NO_COLOR") == nil && value("TERM") != "dumb" }

    private static func value(_ name: String) -> String? {
        let text = ProcessInfo.processInfo.environment[name]
        return text?.isEmpty == false ? text : nil
    }
}
