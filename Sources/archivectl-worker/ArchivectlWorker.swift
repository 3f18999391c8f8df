import Foundation
import Glibc
import JobQueue

/// The program that reads scans; started by `archivectl`, never by people.
@main
enum ArchivectlWorker {
    /// Confines itself before anything else when it is to serve: there is one thread now.
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { usage() }
        switch arguments[1] {
        case "serve":
            WorkerProcess.begin(arguments[2])
            signal(SIGPIPE, SIG_IGN)
            var service = WorkerService()
            await service.run()
        case "describe":
            guard let answer = try? describe(arguments[2]) else { usage() }
            FileHandle.standardOutput.write(answer)
        default: usage()
        }
    }

    private static func describe(_ asked: String) throws -> Data {
        let request = try JSONDecoder().decode(DescriptionRequest.self, from: Data(asked.utf8))
        return try JSONEncoder().encode(WorkerDescription.made(for: request))
    }

    private static func usage() -> Never {
        FileHandle.standardError.write(
            Data("archivectl-worker reads scans for archivectl, which starts it\n".utf8))
        exit(64)
    }
}
