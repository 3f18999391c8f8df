import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Workers that are killed or stopped by somebody else, and limits of processor time.
    @Suite struct KilledWorkerTests {
        @Test("workers killed during a run cost no page: the result is that of an undisturbed run")
        func killedOnce() async throws {
            let undisturbed = try await Self.tool(with: [Self.threePages])
            #expect(try await undisturbed.run("ingest", "scans").status == 0)
            let tool = try await Self.tool(with: [Self.threePages])
            let run = try tool.start(["ingest", "scans", "--json", "--workers", "2"])
            #expect(try await Self.killWorkers(of: run))
            #expect(try await run.waits(for: "\"type\":\"page\""))
            _ = try await Self.killWorkers(of: run)
            let outcome = try await run.outcome()
            #expect(outcome.status == 0)
            let summary = try outcome.json().records("summary").first
            #expect(summary?["pages_done"].int == 3)
            #expect(summary?["pages_outstanding"].int == 0)
            #expect(try await Self.texts(tool) == Self.texts(undisturbed))
        }

        @Test(
            "a scan whose workers are always killed stays without verdict, and is read by the next run"
        )
        func outstanding() async throws {
            let tool = try await Self.tool(with: [Self.threePages])
            let run = try tool.start(["ingest", "scans", "--json", "--workers", "1"])
            try await Self.killWorkers(of: run, whileItRuns: true)
            let outcome = try await run.outcome()
            #expect(outcome.status == 3)
            let records = try outcome.json()
            #expect(
                records.records("outstanding").first?["failure"]["code"].string == "worker-killed")
            #expect(records.records("summary").first?["documents"].int == 0)
            #expect(records.records("summary").first?["pages_failed"].int == 0)
            #expect(try await tool.dump().filter { $0.contains("\"type\":\"document\"") }.isEmpty)
            let again = try await tool.run("ingest", "scans", "--json")
            #expect(again.status == 0)
            let summary = try again.json().records("summary").first
            #expect(summary?["documents"].int == 1)
            #expect(summary?["pages_done"].int == 3)
        }

        @Test("workers killed one after another end the run, and the next one goes on")
        func killedInRow() async throws {
            let names = ["tiff-g4.tif", "tiff-lzw.tif", "png-grey.png", "jpeg-grey.jpg"]
            let tool = try await Self.tool(with: [])
            for name in names { try tool.folder.copy("formats/\(name)", to: "scans/\(name)") }
            let run = try tool.start(["ingest", "scans", "--json", "--workers", "1"])
            try await Self.killWorkers(of: run, whileItRuns: true)
            let outcome = try await run.outcome()
            #expect(outcome.status == 1)
            #expect(try outcome.json().records("error").first?["code"].string == "workers-killed")
            let again = try await tool.run("ingest", "scans", "--json")
            #expect(again.status == 0)
            #expect(try again.json().records("summary").first?["documents"].int == 4)
        }

        @Test("workers that stand still because somebody stopped them are waited for")
        func stopped() async throws {
            let tool = try await Self.tool(with: [Fixtures.oneLine], secondsPerPage: 1)
            let run = try tool.start(["ingest", "scans", "--json", "--workers", "1"])
            var stopped: [Int32] = []
            while stopped.isEmpty, run.isRunning {
                stopped = Self.workers(of: run.pid)
                for worker in stopped { kill(worker, SIGSTOP) }
                try await Task.sleep(for: .milliseconds(5))
            }
            // Three seconds more than a request may stand still.
            try await Task.sleep(for: .seconds(16))
            for worker in stopped { kill(worker, SIGCONT) }
            #expect(try await run.outcome().status == 0)
        }

        @Test(
            "workers stand five steps of priority behind the command, and have a small environment")
        func priority() async throws {
            let tool = try await Self.tool(with: [Self.threePages])
            let run = try tool.start(
                ["ingest", "scans", "--json", "--workers", "1"],
                environment: ["SECRET_OF_THE_SHELL": "1"], prefix: ["/usr/bin/nice", "-n", "5"])
            #expect(try await run.waits(for: "\"type\":\"surveyed\""))
            let worker = try #require(Self.workers(of: run.pid).first)
            let own = Int(getpriority(__priority_which_t(0), 0))
            #expect(Set(Self.priorities(of: worker)) == [min(19, own + 10)])
            let environment = FileManager.default.contents(atPath: "/proc/\(worker)/environ")
            #expect(environment?.range(of: Data("SECRET".utf8)) == nil)
            #expect(environment?.range(of: Data("ARCHIVECTL_TEST_MARKER".utf8)) != nil)
            #expect(try await run.outcome().status == 0)
        }

        @Test("without PATH programs are found in the usual folders")
        func noPath() async throws {
            let tool = try await Self.tool(with: [])
            try tool.folder.copy("formats/pdf-rotate90.pdf", to: "scans/turned.pdf")
            let prefix = ["/usr/bin/env", "-u", "PATH"]
            #expect(try await tool.run("doctor", prefix: prefix).status == 0)
            #expect(try await tool.run("ingest", "scans", prefix: prefix).status == 0)
        }

        private static let threePages = "batch/lot_0001/20240318_0001.tif"

        /// A folder with scans and an archive with a limit of time.
        private static func tool(
            with scans: [String], secondsPerPage: Int? = nil
        ) async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            _ = try tool.folder.makeFolder("scans")
            for scan in scans {
                let name = URL(fileURLWithPath: scan).lastPathComponent
                try tool.folder.copy(scan, to: "scans/\(name)")
            }
            #expect(try await tool.run("init", "archive").status == 0)
            if let secondsPerPage {
                try Data("limits:\n  secondsPerPage: \(secondsPerPage)\n".utf8).write(
                    to: URL(fileURLWithPath: tool.folder.path + "/archive/archive.yaml"))
            }
            return tool
        }

        /// Kills the workers that there are, once there is one, or all that come until the run ends.
        @discardableResult
        private static func killWorkers(
            of run: RunningTool, whileItRuns: Bool = false
        ) async throws -> Bool {
            var killed = false
            while run.isRunning, whileItRuns || !killed {
                for worker in workers(of: run.pid) where kill(worker, SIGKILL) == 0 {
                    killed = true
                }
                try await Task.sleep(for: .milliseconds(5))
            }
            return killed
        }

        /// The children of a process that serve it.
        private static func workers(of parent: Int32) -> [Int32] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return names.compactMap(Int32.init).filter { process in
                let columns = statColumns("/proc/\(process)/stat")
                return columns.count > 1 && Int32(columns[1]) == parent && columns[0] != "Z"
                    && isServing(process)
            }
        }

        /// Whether a process was started to serve, and not only to describe itself.
        private static func isServing(_ process: Int32) -> Bool {
            let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return line.split(separator: 0).dropFirst().first == Data("serve".utf8)
        }

        /// The nice values of all threads of a process.
        private static func priorities(of process: Int32) -> [Int] {
            let folder = "/proc/\(process)/task"
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return threads.compactMap { thread in
                let columns = statColumns("\(folder)/\(thread)/stat")
                return columns.count > 16 ? Int(columns[16]) : nil
            }
        }

        /// What stands behind the program's name: state, parent, and so on.
        private static func statColumns(_ path: String) -> [Substring] {
            guard let bytes = FileManager.default.contents(atPath: path),
                let bracket = bytes.lastIndex(of: UInt8(ascii: ")"))
            else { return [] }
            return String(decoding: bytes[bracket...].dropFirst(2), as: UTF8.self)
                .split(separator: " ")
        }

        private static func texts(_ tool: CommandLineTool) async throws -> [String] {
            try await tool.run("search", "contract", "--json").lines
                .filter { $0.contains("\"pages\"") || $0.contains("snippet") }
        }
    }
}
