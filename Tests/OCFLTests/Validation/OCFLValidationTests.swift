import Foundation
import Testing

@testable import OCFL

@Suite struct OCFLValidationTests {
    private func codes(_ object: SampleObject) throws -> Set<String> {
        Set(try object.findings().map(\.code))
    }

    @Test("a sound object has no findings", arguments: ["1.0", "1.1"])
    func good(specification: String) throws {
        #expect(try codes(SampleObject(specification: specification)).isEmpty)
    }

    @Test("versions, content stored once, and a file that comes back are sound")
    func severalVersions() throws {
        let object = SampleObject([
            ["a.txt": "alpha", "copy/of/a.txt": "alpha"], ["a.txt": "beta"],
            ["a.txt": "beta", "again.txt": "alpha", "ședință.txt": "gamma"],
        ])
        #expect(try codes(object).isEmpty)
    }

    @Test("an object may change its algorithm from version to version")
    func changedAlgorithm() throws {
        let object = SampleObject(
            [["a.txt": "alpha"], ["a.txt": "alpha", "b.txt": "beta"]], algorithms: [.sha256])
        #expect(try codes(object) == ["W004"])
    }

    @Test("fixity in every known algorithm is checked, unknown ones are passed over")
    func fixity() throws {
        let object = SampleObject()
        var fixity: JSONObject = ["sha3-1024": ["00": ["v1/content/a.txt"]]]
        for algorithm in DigestAlgorithm.allCases {
            fixity[algorithm.rawValue] = [digest("alpha", algorithm): ["v1/content/a.txt"]]
        }
        object.changeAll { $0["fixity"] = fixity }
        #expect(try codes(object).isEmpty)
    }

    @Test("capital digests, another content folder, logs and an extension are sound")
    func liberties() throws {
        let object = SampleObject()
        object.changeAll {
            $0["contentDirectory"] = "data"
            $0["manifest"] = [digest("alpha").uppercased(): ["v1/data/a.txt"]]
        }
        object.changeVersion { $0["state"] = [digest("alpha").uppercased(): ["a.txt"]] }
        object.files["v1/data/a.txt"] = object.files.removeValue(forKey: "v1/content/a.txt")
        object.files["logs/today/log.txt"] = Data("seen".utf8)
        object.files["extensions/0005-mutable-head/x.json"] = Data()
        #expect(try codes(object).isEmpty)
    }

    @Test("a version may be without content")
    func noContent() throws {
        let object = SampleObject([["a.txt": "alpha"], ["b.txt": "alpha"], [:]])
        #expect(try codes(object).isEmpty)
    }

    @Test(
        "each broken rule is found under its code",
        arguments: BrokenObject.structure + BrokenObject.inventory + BrokenObject.versions
            + BrokenObject.digests + BrokenObject.history)
    func broken(object: BrokenObject) throws {
        #expect(try codes(object.make()) == object.codes)
    }

    @Test("findings name the file relative to the object, and control characters do nothing")
    func paths() throws {
        let object = SampleObject()
        object.files["v1/content/deep/\u{1B}[2J.txt"] = Data("x".utf8)
        let findings = try object.findings()
        #expect(findings.map(\.path) == ["v1/content/deep/\\u{1b}[2J.txt"])
        #expect(findings.map(\.severity) == [.error])
    }

    @Test("what was counted is every file once, with its bytes")
    func summary() throws {
        let object = SampleObject([["a": "alpha"], ["a": "alpha", "b": "beta"]])
        object.changeAll {
            $0["fixity"] = ["md5": [digest("alpha", .md5): ["v1/content/a"]]]
        }
        object.files["v2/content/b"] = Data("bett".utf8)
        try object.write()
        let summary = try #require(OCFLVerification(at: object.folder)).run(threads: 2) { _ in }
        #expect(summary.objects == 1)
        #expect(summary.files == 2)
        #expect(summary.bytes == 9)
        #expect(summary.errors == 1)
        #expect(summary.warnings == 0)
    }

    @Test("a folder that declares nothing is neither object nor storage root")
    func nothing() throws {
        let object = SampleObject()
        object.beforeWriting = { $0.files = ["readme.txt": Data()] }
        try object.write()
        #expect(OCFLVerification(at: object.folder) == nil)
        #expect(OCFLVerification(at: object.folder + "/none") == nil)
    }
}

@Suite struct FindingLogTests {
    @Test("of one kind a thousand findings are kept, then one says that there are more")
    func limit() {
        let log = FindingLog(prefix: "a/b")
        for number in 0..<5000 { log.add("E023", ByteString("v1/\(number)"), "unknown") }
        log.add("W010", "v1", "no inventory")
        #expect(log.findings.count == FindingLog.limit + 2)
        #expect(log.findings.first?.path == "a/b/v1/0")
        #expect(log.findings.last?.code == "W010")
    }

    @Test("long and hostile names are cut and cannot act on a terminal")
    func names() {
        #expect(ByteString("a\u{1B}]0;x\u{7}\u{202E}").shown == "a\\u{1b}]0;x\\u{7}\\u{202e}")
        #expect(ByteString(String(repeating: "x", count: 5000)).shown.count == 201)
    }
}
