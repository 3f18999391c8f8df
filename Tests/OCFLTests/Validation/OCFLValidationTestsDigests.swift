import Foundation

@testable import OCFL

extension BrokenObject {
    /// Manifests, fixity blocks and the files they speak of.
    static let digests: [BrokenObject] = [
        one(["E092"], "a content file that was changed") {
            $0.files["v1/content/a.txt"] = Data("Alpha".utf8)
        },
        one(["E092"], "a content file that is missing") {
            $0.files["v1/content/a.txt"] = nil
        },
        one(["E023", "E092"], "a manifest with a text in place of a list") {
            $0.changeAll { $0["manifest"] = [digest("alpha"): "v1/content/a.txt"] }
        }.with(["E050"]),
        one(["E025", "E050", "E092", "E107"], "a manifest with a digest that is too short") {
            $0.changeAll { $0["manifest"] = ["0bad": ["v1/content/a.txt"]] }
        },
        one(["E096"], "a digest twice, once in capitals") {
            $0.changeAll {
                $0["manifest"] = [
                    digest("alpha"): ["v1/content/a.txt"],
                    digest("alpha").uppercased(): ["v1/content/b.txt"],
                ]
            }
            $0.files["v1/content/b.txt"] = Data("alpha".utf8)
        },
        text(["E096"], "a digest twice, letter by letter the same") {
            replace(
                $0, "\"manifest\" : {",
                "\"manifest\" : {\"\(digest("alpha"))\" : [],")
        },
        one(["E107"], "a digest that no version has") {
            $0.changeAll {
                $0["manifest"] = [
                    digest("alpha"): ["v1/content/a.txt"], digest("x"): ["v1/content/x"],
                ]
            }
            $0.files["v1/content/x"] = Data("x".utf8)
        },
        manifest(["E042"], "content/a.txt"), manifest(["E042"], "v2/content/a.txt"),
        manifest(["E042"], "v1/other/a.txt"), manifest(["E042"], "v1/content"),
        manifest(["E099"], "v1/content/../a.txt"), manifest(["E099"], "v1//content/a.txt"),
        manifest(["E100"], "/etc/passwd"), manifest(["E100"], "v1/content/a.txt/"),
        one(["E101"], "a content path twice") {
            $0.changeAll {
                $0["manifest"] = [digest("alpha"): ["v1/content/a.txt", "v1/content/a.txt"]]
            }
        },
        one(["E092", "E101"], "a content path below another") {
            $0.changeAll {
                $0["manifest"] = [digest("alpha"): ["v1/content/a.txt", "v1/content/a.txt/b"]]
            }
        },
        fixity(["E111"], "a fixity block that is null", NSNull()),
        fixity(["E057"], "a fixity block with a list", ["md5": [1]]),
        fixity(
            ["E057"], "a fixity digest of the wrong length", ["md5": ["0bad": ["v1/content/a.txt"]]]
        ),
        fixity(
            ["E057", "E093"], "fixity of a file that is in no manifest",
            ["md5": [digest("alpha", .md5): ["v1/content/b.txt"]]]),
        fixity(
            ["E093"], "fixity that does not fit",
            ["blake2b-512": [digest("x", .blake2b512): ["v1/content/a.txt"]]]),
        fixity(
            ["E097"], "a fixity digest twice",
            [
                "md5": [
                    digest("alpha", .md5): ["v1/content/a.txt"],
                    digest("alpha", .md5).uppercased(): ["v1/content/a.txt"],
                ]
            ]),
        fixity(
            ["E099", "E100"], "fixity with paths that lead elsewhere",
            ["md5": [digest("alpha", .md5): ["/v1/content/a.txt", "v1/content/../content/a.txt"]]]),
    ]

    private static func manifest(_ codes: Set<String>, _ path: String) -> BrokenObject {
        // The right path stays, so that nothing follows but a file that is not there.
        let codes = codes.contains("E042") ? codes.union(["E092"]) : codes
        return one(codes, "the content path \(path)") {
            $0.changeAll { $0["manifest"] = [digest("alpha"): ["v1/content/a.txt", path]] }
        }
    }

    private static func fixity(
        _ codes: Set<String>, _ what: String, _ block: @autoclosure @escaping @Sendable () -> Any
    ) -> BrokenObject {
        one(codes, what) { object in object.changeAll { $0["fixity"] = block() } }
    }

    /// The inventories of earlier versions against the root inventory.
    static let history: [BrokenObject] = [
        three(["E037"], "another id in an earlier version") {
            $0.inventories[0]["id"] = "urn:other"
        },
        three(["E040", "E066"], "a later inventory in an earlier version") {
            $0.inventories[1] = $0.inventories[2]
        },
        three(["E019"], "a content folder that is named too late") {
            $0.inventories[1]["contentDirectory"] = "content"
            $0.inventories[2]["contentDirectory"] = "content"
        },
        three(["E020"], "a content folder that is named and then not") {
            $0.inventories[0]["contentDirectory"] = "content"
        },
        three(["E060"], "a version's inventory that was changed") {
            $0.beforeWriting = { $0.files["v1/inventory.json"]?.append(contentsOf: "\n".utf8) }
        },
        three(["E064"], "another inventory in the last version") {
            $0.beforeWriting = {
                $0.sign("v3/inventory.json", ($0.files["inventory.json"] ?? Data()) + [0x0A])
            }
        },
        three(["E103"], "an earlier OCFL after a later one") {
            $0.inventories[1]["type"] = "https://ocfl.io/1.0/spec/#inventory"
        },
        three(["E066"], "another path in an earlier state") {
            $0.inventories[0]["versions"] = [
                "v1": ($0.inventories[0]["versions"] as? JSONObject)?["v1"].map { version in
                    var version = version as? JSONObject ?? [:]
                    version["state"] = [digest("alpha"): ["z.txt"]]
                    return version
                } ?? [:]
            ]
        },
        BrokenObject(["E066", "W004"], "another path where the algorithm differs") {
            let object = SampleObject(
                [["a.txt": "alpha"], ["a.txt": "alpha"]], algorithms: [.sha256])
            var versions = object.inventories[0]["versions"] as? JSONObject ?? [:]
            var version = versions["v1"] as? JSONObject ?? [:]
            version["state"] = [digest("alpha", .sha256): ["z.txt"]]
            versions["v1"] = version
            object.inventories[0]["versions"] = versions
            return object
        },
        BrokenObject(["E092", "W004"], "a wrong digest of another algorithm") {
            let object = SampleObject(
                [["a.txt": "alpha"], ["a.txt": "alpha"]], algorithms: [.sha256])
            let text = String(
                decoding: (try? JSONSerialization.data(withJSONObject: object.inventories[0]))
                    ?? Data(), as: UTF8.self
            ).replacingOccurrences(of: digest("alpha", .sha256), with: digest("x", .sha256))
            let changed = try? JSONSerialization.jsonObject(with: Data(text.utf8))
            object.inventories[0] = changed as? JSONObject ?? [:]
            return object
        },
        three(["W011"], "another message in an earlier version") {
            var versions = $0.inventories[2]["versions"] as? JSONObject ?? [:]
            var version = versions["v1"] as? JSONObject ?? [:]
            version["message"] = "corrected"
            versions["v1"] = version
            $0.inventories[2]["versions"] = versions
        },
        three(["E093"], "wrong fixity in an earlier version") {
            $0.inventories[0]["fixity"] = ["sha1": [digest("x", .sha1): ["v1/content/a.txt"]]]
        },
        three(["E023"], "a file that an earlier manifest has not") {
            $0.files["v1/content/late.txt"] = Data("gamma".utf8)
            var manifest = $0.root["manifest"] as? JSONObject ?? [:]
            manifest[digest("gamma")] = ["v3/content/a.txt", "v1/content/late.txt"]
            $0.root["manifest"] = manifest
        },
    ]
}
