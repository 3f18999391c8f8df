import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct InterruptionTests {
        @Test(
            "an interrupted ingest ends with 130, leaves no process, and a rerun completes it",
            arguments: [SIGINT, SIGTERM])
        func interrupted(signal: Int32) async throws {
            let tool = try preparedTool()
            let run = try tool.start(["ingest", "--create", "scans", "--json"])
            #expect(try await run.waits(for: "\"type\":\"page\""))
            run.send(signal)
            let outcome = try await run.outcome(within: 60)
            #expect(!outcome.isSignal)
            #expect(outcome.status == 130)
            #expect(outcome.errors.contains("run the same command again to continue"))
            #expect(try outcome.json().last?["status"].int == 130)
            #expect(try await ProcessTable.remaining(of: tool).isEmpty)
            try await expectCompletion(by: tool)
        }

        @Test(
            "a killed ingest leaves no process, and a rerun completes it",
            arguments: ["\"type\":\"added\"", "\"type\":\"page\"", "\"type\":\"finished\""])
        func killed(moment: String) async throws {
            let tool = try preparedTool()
            let run = try tool.start(["ingest", "--create", "scans", "--json"])
            #expect(try await run.waits(for: moment))
            run.send(SIGKILL)
            #expect(try await run.outcome(within: 60).isSignal)
            #expect(try await ProcessTable.remaining(of: tool).isEmpty)
            try await expectCompletion(by: tool)
        }

        @Test("a worker that is killed costs no page")
        func workerKilled() async throws {
            let tool = try preparedTool()
            let run = try tool.start(["ingest", "--create", "scans", "--json"])
            #expect(try await run.waits(for: "\"type\":\"surveyed\""))
            let workers = ProcessTable.processes(of: tool).filter { $0 != run.pid }
            #expect(!workers.isEmpty)
            workers.forEach { kill($0, SIGKILL) }
            #expect(try await run.outcome().status == 0)
            #expect(try await tool.dump() == Self.undisturbed.value)
        }

        @Test("a second writer is told who writes, while readers read")
        func secondWriter() async throws {
            let tool = try preparedTool()
            let run = try tool.start(["ingest", "--create", "scans", "--json"])
            #expect(try await run.waits(for: "\"type\":\"added\""))
            let second = try await tool.run("ingest", "scans")
            #expect(second.status == 11)
            #expect(second.errors.contains("process \(run.pid) "))
            #expect(try await tool.run("status").status == 0)
            #expect(try await tool.run("search", "contract").status == 0)
            #expect(try await tool.run("dump").status == 0)
            #expect(try await run.outcome().status == 0)
            #expect(try await tool.dump() == Self.undisturbed.value)
        }

        /// What `dump` prints after a run that nothing disturbed.
        private static let undisturbed = Task {
            let tool = try CommandLineTool()
            try tool.folder.copy(Fixtures.sixPages, into: "scans/lot_0001")
            _ = try await tool.run("ingest", "--create", "scans")
            return try await tool.dump()
        }

        private func preparedTool() throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy(Fixtures.sixPages, into: "scans/lot_0001")
            return tool
        }

        /// The same command again ends with 0, and the archive is as if nothing had happened.
        private func expectCompletion(by tool: CommandLineTool) async throws {
            let again = try await tool.run("ingest", "scans", "--json")
            #expect(again.status == 0, "\(again.errors)")
            #expect(try await tool.dump() == Self.undisturbed.value)
            let status = try #require(try await tool.run("status", "--json").json().first)
            #expect(status["documents"].int == 4)
            #expect(status["scans"] == .object(["done": .number(4)]))
        }
    }
}
