import Foundation
import Pipeline

/// What `--version` prints: our version and those of the components that decide about results.
struct VersionReport {
    /// Version of this program.
    static let version = "0.1.0"

    /// The report when the arguments ask for it, else only our version.
    ///
    /// The command's description is made at each start, of each worker too; asking the libraries
    /// opens a database and lists the language data.
    static var textIfAsked: String {
        CommandLine.arguments.contains("--version") ? VersionReport().text : version
    }

    var text: String {
        let libraries = Components.libraries.filter { $0.name != "sqlite fts5" }
            .map { "\($0.name) \(Self.number(of: $0))" }
        let languages = Components.installedLanguages(dataFolder: Environment.dataFolder)
        let list = languages.isEmpty ? "none" : languages.joined(separator: ", ")
        return "archivectl \(Self.version)\n" + libraries.joined(separator: "\n")
            + "\nlanguages: \(list)"
    }

    /// `leptonica-1.82.0` names itself; the others give bare numbers.
    private static func number(of component: Component) -> String {
        (component.found ?? "missing").replacing("\(component.name)-", with: "")
    }
}
