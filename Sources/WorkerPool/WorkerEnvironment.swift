import Foundation
import Subprocess

extension Subprocess.Environment {
    /// Folders that hold programs if nothing says so, as for a job without `PATH`.
    private static let usualFolders = "/usr/local/bin:/usr/bin:/bin"

    /// The part of the environment that a worker and its programs see: language, time zone, the
    /// places of programs and libraries, and our own variables.
    static var forWorkers: Subprocess.Environment {
        let names: Set<String> = ["PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH"]
        var variables: [Key: String] = [:]
        for (name, value) in ProcessInfo.processInfo.environment
        where names.contains(name) || name.hasPrefix("LC_") || name.hasPrefix("ARCHIVECTL_") {
            variables[Key(stringLiteral: name)] = value
        }
        if variables["PATH"]?.isEmpty ?? true {
            variables["PATH"] = usualFolders
        }
        variables["OMP_THREAD_LIMIT"] = "1"
        variables["SWIFT_BACKTRACE"] = "enable=no"
        return .custom(variables)
    }
}
