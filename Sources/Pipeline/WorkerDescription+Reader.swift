import ArchiveModel
import DurableFiles
import JobQueue

extension WorkerDescription {
    /// A name for what reads pages: the program, its libraries, and the data of some models; another one
    /// when any of these changed.
    func reader(of models: [String]) -> String {
        let data = languages.filter { language in
            models.contains { language.name == $0 || language.name.hasSuffix(" " + $0) }
        }
        let parts =
            [build.text] + models + (libraries + data).map { "\($0.name) \($0.found ?? "-")" }
        return String(ContentDigest(of: Array(parts.joined(separator: "\n").utf8)).hex.prefix(16))
    }
}
