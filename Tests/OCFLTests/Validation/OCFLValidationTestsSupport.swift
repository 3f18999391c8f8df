import Foundation
import Testing

@testable import OCFL

typealias JSONObject = [String: Any]

/// An OCFL object in the making: changed as a test wants, then written to a folder and checked.
final class SampleObject {
    var folder = NSTemporaryDirectory() + "ocfl-" + UUID().uuidString
    /// Paths with what lies there, the inventories left out until `write`.
    var files: [String: Data] = [:]
    var folders: [String] = []
    /// The inventory of each version; the last is also that of the root.
    var inventories: [JSONObject] = []
    /// Done with all files just before they are written.
    var beforeWriting: (SampleObject) -> Void = { _ in }
    /// Done with the folder after that.
    var afterWriting: (String) throws -> Void = { _ in }

    var root: JSONObject {
        get { inventories[inventories.count - 1] }
        set { inventories[inventories.count - 1] = newValue }
    }

    /// - Parameters:
    ///   - versions: For each version its logical paths with their content; what was there before is
    ///     not stored again.
    ///   - algorithms: For each version the digest algorithm; sha512 when there are too few.
    init(
        _ versions: [[String: String]] = [["a.txt": "alpha"]], algorithms: [DigestAlgorithm] = [],
        specification: String = "1.1"
    ) {
        files["0=ocfl_object_\(specification)"] = Data("ocfl_object_\(specification)\n".utf8)
        var stored: [String: String] = [:]
        for (index, state) in versions.enumerated() {
            for (path, content) in state.sorted(by: { $0.key < $1.key })
            where stored[content] == nil {
                stored[content] = "v\(index + 1)/content/\(path)"
                files["v\(index + 1)/content/\(path)"] = Data(content.utf8)
            }
            let algorithm = index < algorithms.count ? algorithms[index] : .sha512
            let manifest = Dictionary(
                uniqueKeysWithValues: stored.map { (digest($0.key, algorithm), [$0.value]) })
            inventories.append([
                "id": "urn:example:object",
                "type": "https://ocfl.io/\(specification)/spec/#inventory",
                "digestAlgorithm": algorithm.rawValue, "head": "v\(index + 1)",
                "manifest": manifest,
                "versions": Dictionary(
                    uniqueKeysWithValues: versions[...index].enumerated().map { number, state in
                        ("v\(number + 1)", Self.version(state, algorithm))
                    }),
            ])
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func version(
        _ state: [String: String], _ algorithm: DigestAlgorithm
    ) -> JSONObject {
        let paths = Dictionary(grouping: state.keys.sorted()) { path in
            digest(state[path] ?? "", algorithm)
        }
        return [
            "created": "2024-02-29T10:00:00.5+02:00", "message": "taken in", "state": paths,
            "user": ["name": "Registry", "address": "mailto:registry@example.org"],
        ]
    }

    /// Changes the inventories of all versions.
    func changeAll(_ change: (inout JSONObject) -> Void) {
        for index in inventories.indices { change(&inventories[index]) }
    }

    /// Changes a version block in all inventories that have it.
    func changeVersion(_ name: String = "v1", _ change: (inout JSONObject) -> Void) {
        changeAll { inventory in
            var versions = inventory["versions"] as? JSONObject ?? [:]
            guard var version = versions[name] as? JSONObject else { return }
            change(&version)
            versions[name] = version
            inventory["versions"] = versions
        }
    }

    /// Puts an inventory's text and its sidecar at a path.
    func sign(_ path: String, _ text: Data, _ algorithm: String = "sha512") {
        files[path] = text
        let known = DigestAlgorithm(rawValue: algorithm) ?? .sha512
        files["\(path).\(algorithm)"] = Data(
            (known.digest(of: Array(text)).text + "\t inventory.json\n").utf8)
    }

    /// Writes the object; the inventory of the last version goes to the root as well.
    func write() throws {
        for (index, inventory) in inventories.enumerated() {
            let text = try JSONSerialization.data(
                withJSONObject: inventory, options: [.prettyPrinted, .sortedKeys])
            let algorithm = inventory["digestAlgorithm"] as? String ?? "sha512"
            sign("v\(index + 1)/inventory.json", text, algorithm)
            if index == inventories.count - 1 { sign("inventory.json", text, algorithm) }
        }
        beforeWriting(self)
        for path in folders + files.keys.map({ ($0 as NSString).deletingLastPathComponent }) {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + path, withIntermediateDirectories: true)
        }
        for (path, content) in files {
            try content.write(to: URL(fileURLWithPath: folder + "/" + path))
        }
        try afterWriting(folder)
    }

    /// Writes the object and validates it wholly.
    func findings() throws -> [OCFLFinding] {
        try write()
        var findings: [OCFLFinding] = []
        let verification = OCFLVerification(at: folder)
        _ = verification?.run(threads: 2) { findings.append($0) }
        return findings
    }
}

/// The digest of a text.
func digest(_ text: String, _ algorithm: DigestAlgorithm = .sha512) -> String {
    algorithm.digest(of: Array(text.utf8)).text
}

/// An object with one fault, and the codes of all that is found because of it.
struct BrokenObject: Sendable, CustomTestStringConvertible {
    let what: String
    let codes: Set<String>
    let make: @Sendable () -> SampleObject

    var testDescription: String { what }

    init(_ codes: Set<String>, _ what: String, _ make: @escaping @Sendable () -> SampleObject) {
        self.what = what
        self.codes = codes
        self.make = make
    }

    /// An object of one version with one file, changed.
    static func one(
        _ codes: Set<String>, _ what: String, _ change: @escaping @Sendable (SampleObject) -> Void
    ) -> BrokenObject {
        BrokenObject(codes, what) {
            let object = SampleObject()
            change(object)
            return object
        }
    }

    /// An object of three versions, changed.
    static func three(
        _ codes: Set<String>, _ what: String, _ change: @escaping @Sendable (SampleObject) -> Void
    ) -> BrokenObject {
        BrokenObject(codes, what) {
            let object = SampleObject([
                ["a.txt": "alpha"], ["a.txt": "beta"], ["a.txt": "gamma", "b.txt": "alpha"],
            ])
            change(object)
            return object
        }
    }
}
