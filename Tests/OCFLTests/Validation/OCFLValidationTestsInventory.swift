import Foundation

@testable import OCFL

extension BrokenObject {
    /// What an inventory says of itself, and of each version.
    static let inventory: [BrokenObject] = [
        text(["E033"], "JSON that is cut off") { $0.prefix($0.count / 2) },
        text(["E033"], "an inventory that is a list") { _ in Data("[]".utf8) },
        text(["E033"], "an empty inventory") { _ in Data() },
        text(["E033"], "an inventory with bytes that are no UTF-8") { $0 + [0xFF] },
        text(["E033"], "brackets without end") { _ in Data(repeating: 0x5B, count: 1_000_000)
        },
        text(["E033"], "a key twice") {
            replace($0, "\"head\" :", "\"head\" : \"v1\", \"head\" :")
        },
        one(["E102"], "a key that OCFL does not know") { $0.changeAll { $0["owner"] = "x" } },
        one(["E036"], "no id") { $0.changeAll { $0["id"] = nil } },
        one(["E036"], "no type") { $0.changeAll { $0["type"] = nil } },
        one(["E036"], "no head") { $0.changeAll { $0["head"] = nil } },
        one(["E036"], "no digestAlgorithm") { $0.changeAll { $0["digestAlgorithm"] = nil } },
        one(["E037"], "an empty id") { $0.changeAll { $0["id"] = "" } },
        one(["E037"], "an id that is a number") { $0.changeAll { $0["id"] = 1e300 } },
        one(["W005"], "an id that is no URI") { $0.changeAll { $0["id"] = "lot 7" } },
        one(["E038"], "a type of another kind") { $0.changeAll { $0["type"] = "Inventory" } },
        one(["E038"], "a type that is a list") { $0.changeAll { $0["type"] = [Int]() } },
        one(["E025"], "md5 as digestAlgorithm") { $0.changeAll { $0["digestAlgorithm"] = "md5" } },
        one(["E040"], "a head that is not there") { $0.changeAll { $0["head"] = "v9" } },
        one(["E040"], "a head that is a number") { $0.changeAll { $0["head"] = 1 } },
        one(["E017", "E042"], "a content folder with a slash") {
            $0.changeAll {
                $0["contentDirectory"] = "data/files"
                $0["manifest"] = [digest("alpha"): ["v1/data/files/a.txt"]]
            }
            $0.files["v1/data/files/a.txt"] = $0.files.removeValue(forKey: "v1/content/a.txt")
        }.with(["E092", "W002"]),
        one(["E018"], "a content folder that is the one above") {
            $0.changeAll { $0["contentDirectory"] = ".." }
        },
        one(["E041", "E023", "E050"], "no manifest") { $0.changeAll { $0["manifest"] = nil } },
        one(["E106", "E023", "E050"], "a manifest that is a list") {
            $0.changeAll { $0["manifest"] = [Int]() }
        },
        one(["E041", "E042", "E046", "E107"], "no versions") {
            $0.changeAll { $0["versions"] = nil }
        }.with(["E092"]),
        one(["E044", "E042", "E046", "E107"], "versions that are a list") {
            $0.changeAll { $0["versions"] = ["v1"] }
        }.with(["E092"]),
        one(["E008", "E042", "E046", "E107"], "no version") {
            $0.changeAll { $0["versions"] = JSONObject() }
        }.with(["E092"]),
    ]

    /// What an inventory says of each version.
    static let versions: [BrokenObject] = [
        one(["E047", "E107"], "a version that is a text") {
            $0.changeAll { $0["versions"] = ["v1": "first"] }
        },
        one(["E104"], "a version with another name") { object in
            object.changeAll { inventory in
                var versions = inventory["versions"] as? JSONObject ?? [:]
                versions["version2"] = versions["v1"]
                inventory["versions"] = versions
            }
        },
        one(["E048", "E107"], "neither created nor state") {
            $0.changeVersion {
                $0["created"] = nil
                $0["state"] = nil
            }
        },
        one(["E049"], "a time without zone") {
            $0.changeVersion { $0["created"] = "2024-01-01T01:02:03" }
        },
        one(["E049"], "a time without seconds") {
            $0.changeVersion { $0["created"] = "2024-01-01T01:02Z" }
        },
        one(["E049"], "a day that was not") {
            $0.changeVersion { $0["created"] = "2023-02-29T01:02:03Z" }
        },
        one(["E049"], "a date that is a number") { $0.changeVersion { $0["created"] = 20240101 } },
        one(["E094"], "a message that is a number") { $0.changeVersion { $0["message"] = 1 } },
        one(["E054"], "a user that is a text") { $0.changeVersion { $0["user"] = "clerk" } },
        one(["E054"], "a user without name") {
            $0.changeVersion { $0["user"] = ["address": "x:y"] }
        },
        one(["E054"], "an address that is a list") {
            $0.changeVersion { $0["user"] = ["name": "clerk", "address": [1]] as JSONObject }
        },
        one(["W007"], "neither message nor user") {
            $0.changeVersion {
                $0["message"] = nil
                $0["user"] = nil
            }
        },
        one(["W008"], "a user without address") {
            $0.changeVersion { $0["user"] = ["name": "clerk"] }
        },
        one(["W009"], "an empty name, which is one, and an empty address, which is no URI") {
            $0.changeVersion { $0["user"] = ["name": "", "address": ""] }
        },
        one(["W009"], "an address that is no URI") {
            $0.changeVersion { $0["user"] = ["name": "clerk", "address": "Strada Lungă 1"] }
        },
        one(["E050", "E107"], "a state that is a list") {
            $0.changeVersion { $0["state"] = ["a.txt"] }
        },
        one(["E050"], "a state with a path in place of a list") {
            $0.changeVersion { $0["state"] = [digest("alpha"): "a.txt"] }
        }.with(["E107"]),
        one(["E050", "E107"], "a state with a digest that the manifest has not") {
            $0.changeVersion { $0["state"] = [digest("other"): ["a.txt"]] }
        },
        one(["E050"], "a state with the digest in other letters") {
            $0.changeVersion { $0["state"] = [digest("alpha").uppercased(): ["a.txt"]] }
        },
        paths(["E052"], ["x/../a"]), paths(["E052"], ["./a"]), paths(["E052"], ["x//a"]),
        paths(["E052"], [""]),
        paths(["E053"], ["/a"]), paths(["E053"], ["a/"]),
        paths(["E095"], ["a", "a"]), paths(["E095"], ["a", "b", "a/b/c"]),
    ]

    private static func paths(_ codes: Set<String>, _ paths: [String]) -> BrokenObject {
        one(codes, "logical paths \(paths)") {
            $0.changeVersion { $0["state"] = [digest("alpha"): paths] }
        }
    }

    /// An object whose inventory's text is changed, with the right sidecar.
    static func text(
        _ codes: Set<String>, _ what: String, _ change: @escaping @Sendable (Data) -> Data
    ) -> BrokenObject {
        one(codes, what) {
            $0.beforeWriting = { object in
                let changed = change(object.files["inventory.json"] ?? Data())
                object.sign("inventory.json", changed)
                object.sign("v1/inventory.json", changed)
            }
        }
    }

    static func replace(_ text: Data, _ old: String, _ new: String) -> Data {
        Data(String(decoding: text, as: UTF8.self).replacingOccurrences(of: old, with: new).utf8)
    }

    /// The same with codes that follow from the fault.
    func with(_ more: Set<String>) -> BrokenObject {
        BrokenObject(codes.union(more), what, make)
    }
}
