import ArchiveModel
import Foundation
import JobQueue
import ListPrinting

/// The program that makes PDF files of lists; started by `archivectl`, never by people.
@main
enum ArchivectlPrint {
    static func main() {
        let input = FileHandle.standardInput.readDataToEndOfFile()
        guard let request = try? JSONDecoder().decode(PrintRequest.self, from: input),
            request.build == .current
        else { end(.foreign, "archivectl-print makes PDF files for archivectl, which starts it") }
        guard let file = ListPrinter.pdf(of: request.list) else {
            end(.failed, "archivectl-print could not make the file")
        }
        FileHandle.standardOutput.write(Data(file))
    }

    private static func end(_ refusal: PrintRefusal, _ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(refusal.rawValue)
    }
}
