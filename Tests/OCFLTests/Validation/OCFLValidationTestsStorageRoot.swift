import Foundation
import Testing

@testable import OCFL

/// A storage root in the making, removed at the end.
private final class SampleStorageRoot {
    let folder = NSTemporaryDirectory() + "ocfl-root-" + UUID().uuidString
    private static let layout = "0004-hashed-n-tuple-storage-layout"

    init(specification: String = "1.1") throws {
        try put("0=ocfl_\(specification)", "ocfl_\(specification)\n")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func put(_ path: String, _ text: String) throws {
        let file = folder + "/" + path
        try makeFolder((path as NSString).deletingLastPathComponent)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/" + path, withIntermediateDirectories: true)
    }

    func declareLayout(_ config: String?) throws {
        try put(
            "ocfl_layout.json",
            #"{"extension":"\#(Self.layout)","description":"by hash of the id"}"#)
        if let config { try put("extensions/\(Self.layout)/config.json", config) }
    }

    func addObject(_ path: String, id: String = "urn:example:object", _ version: String = "1.1")
        throws
    {
        let object = SampleObject(specification: version)
        object.folder = folder + "/" + path
        object.changeAll { $0["id"] = id }
        try object.write()
        object.folder = "/nonexistent"
    }

    func findings() -> [OCFLFinding] {
        var findings: [OCFLFinding] = []
        _ = OCFLVerification(at: folder)?.run(threads: 2) { findings.append($0) }
        return findings
    }

    func codes() -> Set<String> { Set(findings().map(\.code)) }
}

@Suite struct OCFLStorageRootTests {
    private let hashed = "af2ea9a3ef698601c17592cb2f1529553a1a1379c5b8a7c6553e9a97f84f01a4"

    @Test("an empty storage root and one with objects and files of its own are sound")
    func good() throws {
        let root = try SampleStorageRoot()
        #expect(root.findings().isEmpty)
        try root.put("ocfl_1.1.md", "the specification")
        try root.addObject("a/b/one", id: "urn:1")
        try root.addObject("a/c", id: "urn:2", "1.0")
        try root.addObject("d", id: "urn:3")
        #expect(root.findings().isEmpty)
        let summary = OCFLVerification(at: root.folder)?.run(threads: 2) { _ in }
        #expect(summary?.objects == 3)
        #expect(summary?.files == 3)
    }

    @Test("findings in an object have its path in the storage root")
    func paths() throws {
        let root = try SampleStorageRoot()
        try root.addObject("a/one")
        try root.put("a/one/v1/content/a.txt", "changed")
        try root.put("a/one/v1/x", "")
        #expect(root.findings().map(\.path) == ["a/one/v1/x", "a/one/v1/content/a.txt"])
    }

    @Test("each broken rule of a storage root is found under its code")
    func broken() throws {
        let cases: [(Set<String>, (SampleStorageRoot) throws -> Void)] = [
            (["E076"], { try $0.put("0=ocfl_1.0", "ocfl_1.0\n") }),
            (["E080"], { try $0.put("0=ocfl_1.1", "ocfl_1.1") }),
            (["E070"], { try $0.put("ocfl_layout.json", "[]") }),
            (["E070"], { try $0.put("ocfl_layout.json", #"{"extension":"x"}"#) }),
            (["E071"], { try $0.put("ocfl_layout.json", #"{"extension":"x","description":""}"#) }),
            (["E071"], { try $0.declareLayout(#"{"tupleSize":40}"#) }),
            (["E071"], { try $0.declareLayout(#"{"tupleSize":0}"#) }),
            (["E071"], { try $0.declareLayout("{") }),
            (["E072"], { try $0.put("a/file", "") }),
            (["E073"], { try $0.makeFolder("a/b") }),
            (["E112"], { try $0.put("extensions/file", "") }),
            (["W016"], { try $0.put("extensions/mine/file", "") }),
            (
                ["E003"],
                {
                    try $0.addObject("a")
                    try FileManager.default.removeItem(atPath: $0.folder + "/a/0=ocfl_object_1.1")
                }
            ),
            (
                ["E037"],
                {
                    try $0.addObject("a")
                    try $0.addObject("b")
                }
            ),
            (
                ["E090"],
                {
                    try FileManager.default.createSymbolicLink(
                        atPath: $0.folder + "/a", withDestinationPath: "/")
                }
            ),
            (
                ["E001"],
                {
                    try $0.addObject("a", id: "urn:1")
                    try $0.addObject("a/b", id: "urn:2")
                }
            ),
        ]
        for (index, (codes, change)) in cases.enumerated() {
            let root = try SampleStorageRoot()
            try change(root)
            #expect(root.codes() == codes, "case \(index)")
        }
    }

    @Test("a storage root of a version that is not known is one with a finding")
    func unknownVersion() throws {
        #expect(try SampleStorageRoot(specification: "9.9").codes() == ["E079"])
    }

    @Test("an object of a later OCFL than its storage root is found")
    func laterObject() throws {
        let root = try SampleStorageRoot(specification: "1.0")
        try root.addObject("a")
        #expect(root.codes() == ["E081"])
    }

    @Test("with the hashed layout an object must lie where its id says")
    func layout() throws {
        let places: [(config: String?, path: String)] = [
            (nil, "af2/ea9/a3e/\(hashed)"),
            (#"{"extensionName":"0004-hashed-n-tuple-storage-layout"}"#, "af2/ea9/a3e/\(hashed)"),
            (#"{"tupleSize":2,"numberOfTuples":2}"#, "af/2e/\(hashed)"),
            (
                #"{"tupleSize":2,"numberOfTuples":2,"shortObjectRoot":true}"#,
                "af/2e/\(hashed.dropFirst(4))"
            ),
            (#"{"tupleSize":0,"numberOfTuples":0}"#, hashed),
            (
                #"{"digestAlgorithm":"md5"}"#,
                "611/5f9/36e/6115f936e8363db1196f9d330caeba83"
            ),
        ]
        for (config, path) in places {
            let root = try SampleStorageRoot()
            try root.declareLayout(config)
            try root.addObject(path)
            #expect(root.codes().isEmpty, "\(config ?? "defaults")")
            try root.addObject("elsewhere", id: "urn:other")
            #expect(root.codes() == ["E083"], "\(config ?? "defaults")")
        }
    }
}
