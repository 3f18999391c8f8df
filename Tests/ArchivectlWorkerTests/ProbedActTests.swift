import ArchiveTestSupport
import Foundation
import JobQueue
import Testing

@testable import archivectl_worker

@Suite struct ProbedActTests {
    @Test("a worker without confinement is able to do all that is tried")
    func unconfined() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path + "/probe"))
        let allowed = ProbedAct.all(in: folder.path).filter { !$0.isRefused }.map(\.name)
        // A namespace needs root; the rest shows that the tries are real.
        #expect(Set(allowed).isSuperset(of: ["network", "other files", "rights of files"]))
    }
}
