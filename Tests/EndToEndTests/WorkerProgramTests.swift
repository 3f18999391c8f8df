import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// The worker is a program of its own, and only that is linked to what parses scans.
    @Suite struct WorkerProgramTests {
        @Test(
            "programs for readers are linked to no library that parses scans or recognizes text",
            arguments: ["archivectl", "reading-program"])
        func readers(_ program: String) throws {
            let libraries = try Self.libraries(of: program)
            #expect(libraries.contains { $0.hasPrefix("libsqlite3") })
            for name in Self.scanLibraries {
                #expect(!libraries.contains { $0.hasPrefix(name) }, "\(program): \(name)")
            }
            #expect(!libraries.contains { $0.hasPrefix("libcairo") })
        }

        @Test("the worker is linked to them, so that the test above is about the right names")
        func worker() throws {
            let libraries = try Self.libraries(of: "archivectl-worker")
            for name in Self.scanLibraries {
                #expect(libraries.contains { $0.hasPrefix(name) }, "\(name)")
            }
            #expect(!libraries.contains { $0.hasPrefix("libsqlite3") })
            #expect(!libraries.contains { $0.hasPrefix("libcairo") })
            #expect(
                try Self.libraries(of: "archivectl-print").contains { $0.hasPrefix("libcairo") })
        }

        @Test("a program of ten lines opens an archive, searches and prints a document")
        func library() async throws {
            let archive = try await SampleArchive.shared()
            let program = Self.folder + "/reading-program"
            let outcome = try Self.output(
                of: program, [archive.tool.folder.path + "/archive", "hotarare"])
            let lines = outcome.split(separator: "\n")
            #expect(lines.first == "1 found")
            #expect(lines.dropFirst().first?.contains("HCL 2024-03-28") == true)
            #expect(outcome.contains("Consiliul"))
        }

        @Test("without its worker ingest makes no archive and names what is missing")
        func missing() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let alone = try Self.copy(into: tool, worker: nil)
            let ingest = try await tool.run("ingest", "--create", "scans", "--json", prefix: alone)
            #expect(ingest.status == 20)
            let error = try ingest.json().records("error").first
            #expect(error?["code"].string == "component-missing")
            #expect(error?["message"].string?.contains("install archivectl again") == true)
            #expect(!FileManager.default.fileExists(atPath: tool.folder.path + "/archive"))
            for command in [["doctor"], ["inspect", "scans/png-grey.png"]] {
                let run = try await tool.start(command, prefix: alone).outcome()
                #expect(run.status == 20)
                #expect(run.errors.contains("archivectl-worker"))
            }
            let version = try await tool.run("--version", prefix: alone)
            #expect(version.status == 0)
            #expect(version.output.contains("archivectl-worker"))
            // Readers do not need it.
            #expect(try await tool.run("init", prefix: alone).status == 0)
            #expect(try await tool.run("search", "apa", prefix: alone).status == 0)
        }

        @Test(
            "a worker of another build, or one that cannot be run, is refused before anything is done",
            arguments: [
                (#"echo '{"build":{"version":"0.0.9","wireFormat":0}}'"#, "version 0.0.9"),
                ("echo hello", "another version"), ("exit 127", "status 127"),
                ("kill -BUS $$", "signal 7"),
            ])
        func unfit(_ script: String, _ reason: String) async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let unfit = try Self.copy(into: tool, worker: script)
            let ingest = try await tool.run("ingest", "--create", "scans", "--json", prefix: unfit)
            #expect(ingest.status == 20)
            let error = try ingest.json().records("error").first
            #expect(error?["code"].string == "component-broken")
            #expect(error?["message"].string?.contains(reason) == true)
            #expect(!FileManager.default.fileExists(atPath: tool.folder.path + "/archive"))
            #expect(try await tool.run("doctor", prefix: unfit).status == 20)
        }

        @Test("a worker in ../libexec/archivectl is found, and one in PATH is not")
        func places() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let alone = try Self.copy(into: tool, worker: nil)
            let path = ["PATH": Self.folder + ":/usr/bin:/bin"]
            let inPath = try await tool.run(
                "ingest", "--create", "scans", environment: path, prefix: alone)
            #expect(inPath.status == 20)
            let libexec = try tool.folder.makeFolder("libexec/archivectl")
            try FileManager.default.copyItem(
                atPath: Self.folder + "/archivectl-worker", toPath: libexec + "/archivectl-worker")
            #expect(try await tool.run("ingest", "--create", "scans", prefix: alone).status == 0)
        }

        /// What every scan passes through in a worker.
        private static let scanLibraries = [
            "libtesseract", "liblept", "libtiff", "libjpeg", "libpng", "libopenjp2", "libqpdf",
            "libexif",
        ]

        /// The folder of the built programs.
        private static let folder =
            URL(fileURLWithPath: CommandLineTool.executable).deletingLastPathComponent().path

        /// Names of the libraries that a program is linked to, those of libraries included.
        private static func libraries(of program: String) throws -> [Substring] {
            try output(of: "/usr/bin/ldd", [folder + "/" + program]).split(separator: "\n")
                .compactMap { $0.split(whereSeparator: \.isWhitespace).first }
        }

        private static func output(of program: String, _ arguments: [String]) throws -> String {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = arguments
            process.standardOutput = pipe
            try process.run()
            let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return String(decoding: bytes, as: UTF8.self)
        }

        /// Copies the command into a folder `bin` of its own, beside a script as its worker or beside nothing;
        /// returns what to start instead of the command.
        private static func copy(
            into tool: CommandLineTool, worker script: String?
        ) throws -> [String] {
            let bin = try tool.folder.makeFolder("bin")
            let copy = bin + "/archivectl"
            try FileManager.default.copyItem(atPath: CommandLineTool.executable, toPath: copy)
            if let script {
                let worker = bin + "/archivectl-worker"
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: worker))
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: worker)
            }
            return ["/bin/sh", "-c", "shift; exec '\(copy)' \"$@\"", "sh"]
        }
    }
}
