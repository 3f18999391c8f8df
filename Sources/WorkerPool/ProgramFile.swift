import CProcessShims
import Foundation
import Glibc
import SystemPackage

/// A program of ours beside the running one, held open, so that it stays of one build even if its file is replaced
/// in the meantime.
final class ProgramFile: Sendable {
    /// Where it was found.
    let path: FilePath
    private let descriptor: CInt

    /// What to start: the opened program, by a path of this process that its children can use.
    var executable: FilePath { FilePath("/proc/\(getpid())/fd/\(descriptor)") }

    private init(path: FilePath, descriptor: CInt) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Finds the program in one of the usual places; nil when it is in none.
    static func find(_ name: String) -> ProgramFile? {
        for place in usualPlaces {
            if let program = open(place.appending(name)) { return program }
        }
        return nil
    }

    /// Next to the running program, or `../libexec/archivectl` as packages install it; `PATH` is not searched.
    static var usualPlaces: [FilePath] {
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let folder = FilePath(running ?? CommandLine.arguments[0]).removingLastComponent()
        return [
            folder, folder.appending("../libexec/archivectl").lexicallyNormalized(),
        ]
    }

    /// Opens a program at a path; nil when there is no file.
    static func open(_ path: FilePath) -> ProgramFile? {
        var status = stat()
        let descriptor = cps_open_program(path.string)
        guard descriptor >= 0 else { return nil }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        return ProgramFile(path: path, descriptor: descriptor)
    }
}
