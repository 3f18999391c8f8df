import ArchiveTestSupport
import Foundation
import Testing

extension EndToEnd {
    /// Persons say which pages make a document.
    @Suite struct DocumentsCommandTests {
        /// An archive of four papers from one file: one of three pages, three of one.
        private func archive() async throws -> CommandLineTool {
            let tool = try CommandLineTool()
            try tool.folder.copy(["stacks/one_file/stack.tif"], into: "scans/lot")
            #expect(try await tool.run("ingest", "--create", "scans").status == 0)
            return tool
        }

        /// The pages of each document, by identifier.
        private func groups(_ tool: CommandLineTool) async throws -> [String: [Int]] {
            let documents = try await tool.run("dump").json().filter { $0["pages"].array != nil }
            return Dictionary(
                uniqueKeysWithValues: documents.map { document in
                    let pages = document["pages"].array ?? []
                    return (
                        document["doc"].string ?? "", pages.compactMap { $0.array?.last?.int }
                    )
                })
        }

        private func document(_ pages: [Int], in tool: CommandLineTool) async throws -> String {
            try #require(try await groups(tool).first { $0.value == pages }?.key)
        }

        private func group(_ tool: CommandLineTool, _ arguments: String...) async throws {
            let run = try await tool.start(["documents"] + arguments + ["--json"]).outcome()
            #expect(run.status == 0, "\(run.errors)")
            #expect(try run.json().records("grouped").first?["documents"].array?.isEmpty == false)
        }

        @Test(
            "what persons said of a paper stays with it, joined, split and taken back, and after a rebuild"
        )
        func corrected() async throws {
            let tool = try await archive()
            let (first, second) = (
                try await document([1, 2, 3], in: tool), try await document([4], in: tool)
            )
            for (id, number, series) in [(first, "7101", "AB"), (second, "7102", "CD")] {
                let run = try await tool.run(
                    "correct", id, "--set", "number=\(number)", "--set", "series=\(series)")
                #expect(run.status == 0, "\(run.errors)")
            }
            let before = try await tool.dump()
            for _ in 0..<2 {
                try await group(tool, "join", first, second)
                try await group(tool, "undo", first)
                #expect(try await tool.dump() == before)
            }
            try await group(tool, "join", first, second)
            #expect(try await tool.run("search", "nr:7102").output.contains(first))
            try await group(tool, "split", first, "--before", "4")
            let parted = try await document([4], in: tool)
            func said(_ id: String) async throws -> [String?] {
                let fields =
                    try await tool.run("show", id, "--json").json()
                    .records("document").first?["fields"].array ?? []
                return ["number", "series"].flatMap { name in
                    fields.filter { $0["name"].string == name }.map { $0["value"].string }
                }
            }
            for _ in 0..<2 {
                #expect(try await said(first) == ["7101", "AB"])
                #expect(try await said(parted) == ["7102", "CD"])
                #expect(try await tool.run("search", "nr:7102").output.contains(parted))
                #expect(try await tool.run("verify").status == 0)
                #expect(
                    try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0
                )
            }
        }

        @Test("papers that were one document are split, found by what they are, and joined again")
        func splits() async throws {
            let tool = try await archive()
            let (first, second) = (
                try await document([1, 2, 3], in: tool), try await document([4], in: tool)
            )
            let before = try await tool.dump()
            try await group(tool, "join", first, second)
            #expect(try await groups(tool)[first] == [1, 2, 3, 4])
            #expect(try await groups(tool)[second] == nil)
            let shown = try await tool.run("show", second)
            #expect(shown.status == 0 && shown.output.contains("its pages are in \(first)"))
            let record = try await tool.run("show", second, "--json").json().first
            #expect(record?["successors"].array == [.string(first)])
            try await group(tool, "undo", first)
            #expect(try await tool.dump() == before)
            // Undone again, it is joined; then split where the second paper begins.
            try await group(tool, "undo", second)
            #expect(try await groups(tool)[first] == [1, 2, 3, 4])
            try await group(tool, "split", first, "--before", "4")
            let other = try await document([4], in: tool)
            #expect(other != second)
            let type = try #require(
                try await tool.run("dump").json().first {
                    $0["doc"].string == other && $0["pages"].array != nil
                }?["type"].string)
            #expect(try await tool.run("search", "tip:\(type)").output.contains(other))
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("what was decided and not sealed survives the loss of the catalogue, fields included")
        func rebuilt() async throws {
            let tool = try await archive()
            let first = try await document([1, 2, 3], in: tool)
            let second = try await document([4], in: tool)
            _ = try await tool.run("correct", second, "--set", "number=7788")
            try await group(tool, "move", first, "--pages", "2-3", "--to", second)
            try await group(tool, "reorder", second, "--order", "3,1")
            let number = try await tool.shell(
                "find archive -name '*.jsonl' -exec cat {} + | grep -c grouped")
            #expect(number.lines == ["2"])
            let before = try await tool.dump()
            #expect(try await groups(tool)[second] == [3, 4, 2])
            let grouped = try #require(try await tool.run("show", second, "--json").json().first)
            #expect(grouped["grouped_by"].string?.isEmpty == false)
            let day = try #require(grouped["grouped_at"].string?.prefix(10))
            for command in ["status", "seal"] {
                #expect(try await tool.run(command).status == 0)
                let rebuilt = try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild")
                #expect(rebuilt.status == 0, "\(rebuilt.errors)")
                #expect(try await tool.dump() == before)
                #expect(try await tool.run("verify").status == 0)
                let shown = try await tool.run("show", second)
                #expect(shown.lines.contains { $0.hasPrefix("grouped by ") && $0.hasSuffix(day) })
            }
            #expect(try await tool.run("search", "nr:7788").output.contains(second))
            try await group(tool, "undo", second)
            #expect(try await groups(tool)[second] == [4, 2, 3])
        }

        @Test("decisions about pages that are read again after a loss wait for them")
        func waits() async throws {
            let tool = try await archive()
            let first = try await document([1, 2, 3], in: tool)
            try await group(tool, "split", first, "--before", "3")
            let before = try await groups(tool)
            // All that was read is lost with the catalogue: the objects have the scans only.
            _ = try await tool.shell(
                "rm -rf archive/catalogue.sqlite*; for object in archive/objects/*/*/*/*; do "
                    + "[ -d $object/v2 ] || continue; chmod -R u+w $object; rm -r $object/v[2-9]; "
                    + "cp $object/v1/inventory.json* $object/; done")
            let rebuilt = try await tool.run("rebuild", "--json")
            #expect(rebuilt.status == 0, "\(rebuilt.errors)")
            #expect(rebuilt.output.contains("decision-waiting"))
            #expect(try await groups(tool).isEmpty)
            #expect(try await tool.run("ingest", "scans").status == 0)
            #expect(try await groups(tool) == before)
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("what cannot be is refused, and nothing is changed")
        func refuses() async throws {
            let tool = try await archive()
            let first = try await document([1, 2, 3], in: tool)
            let before = try await tool.dump()
            let cases: [([String], status: Int32, code: String?)] = [
                (["split", first, "--before", "1"], 1, "page-unknown"),
                (["split", first, "--before", "4"], 1, "page-unknown"),
                (["split", first, "--before", "0"], 64, nil),
                (["split", first, "--before", "2-1"], 64, nil),
                (["split", "zzzz", "--before", "2"], 1, "document-unknown"),
                (["move", first, "--pages", "1-3"], 1, "document-without-pages"),
                (["move", first, "--pages", "1", "--to", first], 1, "document-ambiguous"),
                (["join", first], 64, nil), (["join", first, first], 1, "document-ambiguous"),
                (["reorder", first, "--order", "2,2"], 1, "page-unknown"),
                (["reorder", first, "--order", "7"], 1, "page-unknown"),
                (["undo", first], 1, "grouping-changed"),
            ]
            for (arguments, status, code) in cases {
                let run = try await tool.start(["documents"] + arguments + ["--json"]).outcome()
                #expect(run.status == status, "\(arguments): \(run.errors)")
                let found = try run.json().records("error").first?["code"].string
                #expect(found == code, "\(arguments)")
            }
            let same = try await tool.run("documents", "reorder", first, "--order", "1,2,3")
            #expect(same.status == 0 && same.errors.contains("nothing to change"))
            #expect(try await tool.dump() == before)
        }

        @Test("two people who take the same document apart at once: one is told what changed")
        func atOnce() async throws {
            let tool = try await archive()
            let first = try await document([1, 2, 3], in: tool)
            let both = try ["1", "2"].map { _ in
                try tool.start(["documents", "split", first, "--before", "3", "--json"])
            }
            var statuses: [Int32] = []
            for one in both { statuses.append(try await one.outcome().status) }
            #expect(statuses.sorted() == [0, 1])
            #expect(try await Set(groups(tool).values).isSuperset(of: [[1, 2], [3]]))
            #expect(try await tool.run("verify").status == 0)
        }

        @Test("a type is given, and pages of several batches are not put together")
        func otherBatches() async throws {
            let tool = try await archive()
            try tool.folder.copy([Fixtures.oneLine], into: "scans/other")
            #expect(try await tool.run("ingest", "scans").status == 0)
            let first = try await document([4], in: tool)
            let all = try await tool.run("dump").json().filter { $0["pages"].array != nil }
            let other = try #require(all.last?["doc"].string)
            let run = try await tool.run("documents", "join", first, other, "--json")
            #expect(run.status == 1)
            #expect(try run.json().records("error").first?["code"].string == "grouping-of-batches")
            #expect(try await tool.run("documents", "retype", other, "FACT").status == 0)
            #expect(try await tool.run("search", "tip:FACT").output.contains(other))
        }

        @Test("somebody who decides by what was there before is told who changed what")
        func revisions() async throws {
            let tool = try await archive()
            let first = try await document([1, 2, 3], in: tool)
            func revision() async throws -> String {
                try #require(
                    try await tool.run("show", first, "--json").json().first?["revision"].string)
            }
            func refusal(_ arguments: String...) async throws -> String {
                let run = try await tool.start(["documents"] + arguments + ["--json"]).outcome()
                #expect(run.status == 1)
                let error = try #require(try run.json().records("error").first)
                #expect(error["code"].string == "document-changed")
                return error["message"].string ?? ""
            }
            let seen = try await revision()
            #expect(try await tool.run("show", first).lines.contains("revision  \(seen)"))
            let made = try await tool.run(
                "documents", "split", first, "--before", "3", "--as-of", seen, "--actor", "Ion Pop",
                "--json")
            #expect(made.status == 0, "\(made.errors)")
            let now = try await revision()
            #expect(now != seen)
            let told = try made.json().records("grouped").first?["documents"].array?.first
            #expect(told?["revision"].string == now)
            let refused = try await refusal("split", first, "--before", "2", "--as-of", seen)
            #expect(refused.contains("Ion Pop on 2") && refused.contains("\(first) of 3"))
            #expect(try await refusal("retype", first, "FACT", "--as-of", seen).contains("Ion Pop"))
            #expect(
                try await refusal("undo", first, "--as-of", "99-00000000").contains("never had"))
            let gone = try await tool.run("documents", "move", first, "--pages", "3")
            #expect(gone.errors.contains("it had 3 until they were grouped anew by Ion Pop on 2"))
            let typed = try await tool.run(
                "documents", "retype", first, "FACT", "--as-of", now, "--actor", "Ana", "--json")
            let typedRevision = try typed.json().records("corrected").first?["revision"].string
            #expect(try await revision() == typedRevision)
            #expect(try await refusal("undo", first, "--as-of", now).contains("corrected type"))
            #expect(
                try await tool.shell("rm archive/catalogue.sqlite*; \"$0\" rebuild").status == 0)
            #expect(try await revision() == typedRevision)
            let twice = try await tool.run(
                "documents", "undo", first, "--as-of", now, "--as-of", now)
            #expect(twice.status == 64)
            #expect(try await tool.run("documents", "undo", first, "--as-of", "x").status == 64)
        }

        @Test(
            "a paper that somebody put elsewhere names who did it, and its revision is checked, too"
        )
        func goneRevision() async throws {
            let tool = try await archive()
            let (first, second) = (
                try await document([1, 2, 3], in: tool), try await document([4], in: tool)
            )
            let seen = try #require(
                try await tool.run("show", second, "--json").json().first?["revision"].string)
            let unknown = try await tool.run(
                "documents", "split", first, "--before", "2", "--as-of", "0-00000000")
            #expect(unknown.errors.contains("or the revision is that of another document"))
            let other = try #require(
                try await tool.run("show", first, "--json").json().first?["revision"].string)
            let exchanged = try await tool.run(
                "documents", "join", first, second, "--as-of", seen, "--as-of", other)
            #expect(exchanged.status == 1)
            #expect(exchanged.errors.contains("never had revision"))
            #expect(exchanged.errors.contains(", which is that of "))
            let joined = try await tool.run(
                "documents", "join", first, second, "--actor", "Ion Pop")
            #expect(joined.status == 0)
            let late = try await tool.run("documents", "split", second, "--before", "2")
            #expect(late.status == 1 && late.errors.contains("grouped anew by Ion Pop on 2"))
            let former = try #require(try await tool.run("show", second, "--json").json().first)
            #expect(former["grouped_by"].string == "Ion Pop")
            let refused = try await tool.run("documents", "undo", second, "--as-of", seen)
            #expect(refused.status == 1 && refused.errors.contains("Ion Pop"))
            let revision = try #require(former["revision"].string)
            #expect(
                try await tool.run("documents", "undo", second, "--as-of", revision).status == 0)
        }
    }
}
