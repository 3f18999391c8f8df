import Foundation

/// The places of programs from other packages.
package enum Programs {
    /// Folders that hold programs if nothing says so, as for a job without `PATH`.
    package static let usualFolders = ["/usr/local/bin", "/usr/bin", "/bin"]

    /// The path of a program; nil if it is not installed.
    package static func path(of name: String) -> String? {
        let listed = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return (listed.isEmpty ? usualFolders : listed.map(String.init))
            .lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
