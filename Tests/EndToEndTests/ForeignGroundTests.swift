import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Whatever links, mounts and folders lead into an archive: nothing in it is taken for a scan, and
    /// nothing outside it is taken for a part of it.
    @Suite struct ForeignGroundTests {
        /// A mount namespace of its own, where there may be one.
        private static let mounting = ["/usr/bin/unshare", "--mount"]
        private static let mayMount: Bool = {
            let probe = Process()
            probe.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
            probe.arguments = ["--mount", "true"]
            probe.standardError = FileHandle.nullDevice
            guard (try? probe.run()) != nil else { return false }
            probe.waitUntilExit()
            return probe.terminationStatus == 0
        }()

        /// An archive of one scan, with a backup, and a script that runs in the tool's folder.
        private func prepared() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            #expect(try await tool.run("backup", "copy").status == 0)
            return tool
        }

        /// All files of the archive and the backup that a command must not change.
        private func kept(_ tool: CommandLineTool) async throws -> String {
            // A reader of the backup leaves an empty log of SQLite's beside the catalogue.
            try await tool.shell(
                "find archive/objects copy -type f ! -name '*.sqlite-*' | sort | xargs sha512sum"
            ).output
        }

        @Test(
            "a folder that is part of an archive, a backup or a storage root is no folder of scans",
            arguments: [
                "O=archive", "O=archive/objects", "O=copy", "O=copy/objects", "O=archive/tables",
                "O=$(dirname $(find archive/objects -name png-grey.png))",
                "O=$(dirname $(find copy/objects -name png-grey.png))",
                "ln -s $PWD/archive/objects link; O=link",
                "ln -s $(dirname $(find $PWD/archive/objects -name png-grey.png)) link; O=link",
                "ln -s $PWD/archive link; O=link/objects",
                "mkdir other; cp -r archive/objects/* other; O=$(dirname $(find other -name png-grey.png))",
                "cp -r archive bare; rm bare/archive.yaml bare/objects/0=*; O=bare/objects",
            ])
        func refused(scene: String) async throws {
            let tool = try await prepared()
            let before = try await kept(tool)
            for option in ["", "--remove-source"] {
                let run = try await tool.shell(
                    "rm -f link; rm -rf other bare; \(scene); \"$0\" ingest $O --json \(option)")
                #expect(run.status == 1, "\(scene): \(run.errors)")
                let code = try run.json().records("error").first?["code"].string
                #expect(code == "folder-in-archive", "\(scene)")
            }
            #expect(try await kept(tool) == before)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "nothing is removed from an archive that is reached through a mount",
            .enabled(if: mayMount, "mounting needs root"),
            arguments: [
                "mkdir m; mount --bind archive/objects m; O=m",
                "mkdir m; mount --bind $(dirname $(find archive/objects -name png-grey.png)) m; O=m",
                "mkdir m; mount --bind $(dirname $(find copy/objects -name png-grey.png)) m; O=m",
                "mkdir -p s/m; mount --bind $(dirname $(find archive/objects -name png-grey.png)) s/m; O=s",
                "mkdir m; mount --bind archive m; O=m/objects",
                "mkdir -p s/m; mount --bind archive/objects s/m; O=s/m/$(cd archive/objects; ls | grep ^...$ | head -1)",
            ])
        func mounted(scene: String) async throws {
            let tool = try await prepared()
            let before = try await kept(tool)
            let run = try await tool.start(
                [],
                prefix: Self.mounting + [
                    "/bin/bash", "-c", "\(scene); exec \"$0\" ingest --remove-source $O",
                ]
            ).outcome()
            #expect(run.status == 1 || run.errors.contains("passed over"), "\(run.errors)")
            #expect(try await kept(tool) == before)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "no archive or backup is made within another, also where a mount leads there",
            .enabled(if: mayMount, "mounting needs root"),
            arguments: [
                "mkdir m; mount --bind archive m; T=m/sub",
                "mkdir m; mount --bind archive/objects m; T=m/new",
                "mkdir m; mount --bind archive/objects m; T=m",
                "mkdir m; mount --bind copy m; T=m/staging/sub", "T=archive/objects/new",
            ],
            [
                "backup $T", "restore copy --archive $T", "init $T",
                "ingest --create scans --archive $T",
            ])
        func madeWithin(scene: String, command: String) async throws {
            let tool = try await prepared()
            let before = try await kept(tool)
            let run = try await tool.start(
                [],
                prefix: Self.mounting + ["/bin/bash", "-c", "\(scene); exec \"$0\" \(command)"]
            ).outcome()
            #expect(run.status == 1, "\(run.errors)")
            let said = ["OCFL storage root, by whatever path", "it is part of the archive"]
            #expect(said.contains { run.errors.contains($0) }, "\(run.errors)")
            #expect(try await kept(tool) == before)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("an archive among the scans is passed over and told, and keeps all it has")
        func among() async throws {
            let tool = try await prepared()
            let before = try await kept(tool)
            let run = try await tool.run("ingest", ".", "--remove-source")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("/archive belongs to an archive"))
            #expect(run.errors.contains("/copy belongs to an archive"))
            #expect(
                !FileManager.default.fileExists(atPath: tool.folder.path + "/scans/png-grey.png"))
            #expect(try await kept(tool) == before)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("a source that is a second name of an archived file stays")
        func secondName() async throws {
            let tool = try await prepared()
            _ = try await tool.shell(
                "mkdir more; ln $(find archive/objects -name png-grey.png) more/a.png")
            let run = try await tool.run("ingest", "more", "--remove-source", "--json")
            #expect(run.status == 3)
            let kept = try run.json().records("source-kept").first?["failure"]["code"].string
            #expect(kept == "source-is-archived")
            #expect(FileManager.default.fileExists(atPath: tool.folder.path + "/more/a.png"))
        }

        @Test(
            "a part of the archive that is a link is neither written nor swept by any writing verb",
            arguments: [
                ["mv archive/staging real; ln -s ../real archive/staging"],
                ["mv archive/objects real; ln -s ../real archive/objects"],
                ["mv archive/tables real; ln -s ../real archive/tables"],
                ["mkdir real; echo mine >real/f; rm archive/lock; ln -s ../real/f archive/lock"],
                ["mkdir real; echo mine >real/f; ln -f real/f archive/lock"],
                [
                    "mkdir real; mv archive/catalogue.sqlite real/f; ln -s ../real/f archive/catalogue.sqlite"
                ],
                ["mkdir real; echo mine >real/f; ln -s ../real/f archive/archive.yaml.new"],
                [
                    "mkdir real; echo mine >real/f; ln -s ../../real/f archive/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4"
                ],
            ])
        func linkedParts(scene: [String]) async throws {
            let tool = try await prepared()
            _ = try await tool.shell(scene[0] + "; mkdir -p real/d; echo mine >real/d/keep")
            let list = "find real -type f | sort | xargs sha512sum"
            let before = try await tool.shell(list).output
            #expect(before.contains("real/d/keep"))
            for verb in [
                "ingest scans", "seal", "reindex", "rebuild", "ingest scans --remove-source",
            ] {
                let run = try await tool.shell("\"$0\" \(verb) --json")
                #expect(run.status == 1, "\(verb): \(run.errors)")
                let code = try run.json().records("error").first?["code"].string
                #expect(code == "archive-part-foreign", "\(verb)")
                #expect(try await tool.shell(list).output == before, "\(verb)")
            }
            #expect(
                FileManager.default.fileExists(atPath: tool.folder.path + "/scans/png-grey.png"))
        }

        @Test(
            "a mount at or in staging is not emptied",
            .enabled(if: mayMount, "mounting needs root"),
            arguments: [
                "mount --bind real archive/staging",
                "mkdir archive/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4; mount --bind real archive/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4",
                "mkdir -p archive/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4/v1; mount --bind real archive/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4/v1",
                "mkdir archive/staging/mnt; mount --bind real archive/staging/mnt; seal=0",
            ])
        func mountedStaging(scene: String) async throws {
            let tool = try await prepared()
            _ = try await tool.shell("mkdir -p real/sub; echo mine >real/f; echo mine >real/sub/g")
            let run = try await tool.start(
                [], prefix: Self.mounting + ["/bin/bash", "-c", "\(scene); exec \"$0\" seal"]
            ).outcome()
            #expect(scene.contains("mnt") ? run.status == 0 : run.status == 1, "\(run.errors)")
            let left = try await tool.shell("cat real/f real/sub/g")
            #expect(left.output == "mine\nmine\n")
        }

        @Test("what archivectl did not put into staging is left alone and told")
        func foreignInStaging() async throws {
            let tool = try await prepared()
            _ = try await tool.shell(
                "echo mine >archive/staging/note.txt; mkdir archive/staging/old; "
                    + "echo mine >archive/staging/old/f; mkdir -p "
                    + "archive/staging/5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4/v1")
            let run = try await tool.run("seal")
            #expect(run.status == 0)
            #expect(run.errors.contains("staging/note.txt"))
            let left = try await tool.shell("cd archive/staging; find . -type f | sort")
            #expect(left.output == "./note.txt\n./old/f\n")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: tool.folder.path + "/archive/staging")
            #expect(names.sorted() == ["note.txt", "old"])
            let verified = try await tool.run("verify")
            #expect(verified.status == 0)
            #expect(verified.output.contains("staging-foreign"))
        }

        @Test("the archive's folder itself may be reached by a link")
        func linkedArchive() async throws {
            let tool = try await prepared()
            _ = try await tool.shell("mv archive real; ln -s real archive")
            try tool.folder.copy(["formats/tiff-g4.tif"], into: "more")
            #expect(try await tool.run("ingest", "more", "--remove-source").status == 0)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test(
            "an archive that may not be looked at is not said to be missing, and none is made",
            .enabled(if: getuid() == 0, "needs root"))
        func unreadable() async throws {
            let tool = try await prepared()
            _ = try await tool.shell(
                "chmod 755 .; mkdir locked; mv archive locked; chmod 700 locked")
            for verb in ["status", "ingest scans", "ingest --create scans", "search x"] {
                let run = try await tool.start(
                    verb.split(separator: " ").map(String.init) + [
                        "--archive", "locked/archive", "--json",
                    ],
                    prefix: Unprivileged.prefix
                ).outcome()
                #expect(run.status == 1, "\(verb): \(run.errors)")
                let code = try run.json().records("error").first?["code"].string
                #expect(code == "archive-unreadable", "\(verb)")
                #expect(run.errors.contains("Permission denied"))
            }
            let file = try await tool.run("status", "--archive", "scans/png-grey.png")
            #expect(file.status == 1 && file.errors.contains("Not a directory"))
        }

        @Test(
            "a source that cannot be removed says so and that its copy is safe",
            .enabled(if: getuid() == 0, "needs root"))
        func notRemovable() async throws {
            let tool = try CommandLineTool()
            try tool.folder.copy([Fixtures.oneLine], into: "scans")
            _ = try await tool.shell("chmod 777 .; chmod 555 scans")
            let run = try await tool.run(
                "ingest", "--create", "scans", "--remove-source", "--json",
                prefix: Unprivileged.prefix)
            #expect(run.status == 3)
            let failure = try run.json().records("source-kept").first?["failure"]
            #expect(failure?["code"].string == "source-not-removable")
            #expect(
                run.errors.contains("its copy in the archive is safe")
                    || failure?["message"].string?.contains("its copy in the archive is safe")
                        == true
            )
            #expect(
                FileManager.default.fileExists(atPath: tool.folder.path + "/scans/png-grey.png"))
        }
    }
}
