import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    @Suite struct DoctorTests {
        @Test("doctor finds everything on a machine that was prepared")
        func complete() async throws {
            let doctor = try await CommandLineTool().run("doctor")
            #expect(doctor.status == 0)
            #expect(!doctor.output.contains("MISSING"))
            // Partly where the kernel has no Landlock.
            #expect(doctor.output.contains(/(ok|partly) +confinement/))
            #expect(doctor.output.contains("refused: network"))
            for name in [
                "tesseract", "leptonica", "libtiff", "libpng", "libjpeg", "openjpeg", "libexif",
                "qpdf", "sqlite", "zlib", "expat", "libseccomp", "language ron", "language Latin",
                "pdftoppm", "print",
            ] {
                #expect(doctor.output.contains("ok       \(name)"), "\(name)")
            }
        }

        @Test("doctor names the package of missing language data")
        func language() async throws {
            let tool = try CommandLineTool()
            let doctor = try await tool.run(
                "doctor", environment: ["TESSDATA_PREFIX": try Self.otherLanguage(tool)])
            #expect(doctor.status == 20)
            #expect(doctor.output.contains("apt-get install tesseract-ocr-ron"))
            #expect(doctor.output.contains("apt-get install tesseract-ocr-script-latn"))
        }

        @Test("without the second model doctor and ingest name its package, and work when told to")
        func secondModel() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let environment = ["TESSDATA_PREFIX": try await Self.romanianAlone(tool)]
            let doctor = try await tool.run("doctor", "--json", environment: environment)
            #expect(doctor.status == 20)
            let missing = try doctor.json().records("component").filter { $0["found"] == .null }
            #expect(missing.map { $0["name"] } == [.string("language Latin")])
            #expect(missing.map { $0["package"] } == [.string("tesseract-ocr-script-latn")])
            let ingest = try await tool.run("ingest", "--create", "scans", environment: environment)
            #expect(ingest.status == 20)
            #expect(ingest.errors.contains("Latin.traineddata is not installed"))
            #expect(ingest.errors.contains("Debian package tesseract-ocr-script-latn"))
            let inspect = try await tool.run(
                "inspect", "scans/png-grey.png", environment: environment)
            #expect(inspect.status == 20)
            try Data("secondReading:\n".utf8).write(
                to: URL(fileURLWithPath: tool.folder.path + "/archive/archive.yaml"))
            for command in ["doctor", "ingest"] {
                let arguments = command == "ingest" ? [command, "scans"] : [command]
                let run = try await tool.start(arguments, environment: environment).outcome()
                #expect(run.status == 0, "\(command): \(run.errors)")
            }
        }

        @Test("doctor names the package of a missing program, in JSON too")
        func program() async throws {
            let tool = try CommandLineTool()
            let path = ["PATH": try tool.folder.makeFolder("bin")]
            let doctor = try await tool.run("doctor", environment: path)
            #expect(doctor.status == 20)
            #expect(doctor.output.contains("apt-get install poppler-utils"))
            let records = try await tool.run("doctor", "--json", environment: path).json()
            let missing = records.records("component").filter { $0["found"] == .null }
            #expect(missing.contains { $0["package"].string == "poppler-utils" })
            #expect(records.last?["status"].int == 20)
        }

        @Test("ingest takes nothing in when language data or a program is missing")
        func ingestNeedsAll() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            let without = [
                ("tesseract-ocr-ron", ["TESSDATA_PREFIX": try Self.otherLanguage(tool)]),
                ("poppler-utils", ["PATH": try tool.folder.makeFolder("bin")]),
            ]
            for (package, environment) in without {
                let ingest = try await tool.run(
                    "ingest", "--create", "scans", environment: environment)
                #expect(ingest.status == 20)
                #expect(ingest.errors.contains(package))
            }
            let status = try await tool.run("status", "--json")
            #expect(try status.json().records("status").allSatisfy { $0["batches"].int == 0 })
            #expect(try await tool.run("ingest", "scans").status == 0)
        }

        /// A folder of language data in which there is Romanian and nothing else.
        private static func romanianAlone(_ tool: CommandLineTool) async throws -> String {
            let listed = try await tool.run("doctor", "--json").json().records("component")
            let romanian = listed.first { $0["name"].string == "language ron" }
            let installed = try #require(romanian?["found"].string)
            let folder = try tool.folder.makeFolder("romanian")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/ron.traineddata",
                withDestinationPath: installed + "/ron.traineddata")
            return folder
        }

        /// A folder of language data in which there is no Romanian.
        private static func otherLanguage(_ tool: CommandLineTool) throws -> String {
            let folder = try tool.folder.makeFolder("tessdata")
            try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/other.traineddata"))
            return folder
        }
    }
}
