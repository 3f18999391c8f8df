import Foundation
import Testing

@testable import OCFL

extension BrokenObject {
    /// What lies where, and the files that say what they are.
    static let structure: [BrokenObject] = declarations + sidecars + folders

    private static let declarations: [BrokenObject] = [
        one(["E003"], "no declaration") { $0.files["0=ocfl_object_1.1"] = nil },
        one(["E003"], "two declarations") {
            $0.files["0=ocfl_object_1.0"] = Data("ocfl_object_1.0\n".utf8)
        },
        one(["E003", "E006"], "a declaration of something else beside it") {
            $0.files["0=bagit_1.0"] = Data("bagit_1.0\n".utf8)
        },
        one(["E004"], "a version of OCFL that is not known") {
            $0.files["0=ocfl_object_7.3"] = Data("ocfl_object_7.3\n".utf8)
            $0.files["0=ocfl_object_1.1"] = nil
        },
        one(["E007"], "a declaration without line break") {
            $0.files["0=ocfl_object_1.1"] = Data("ocfl_object_1.1".utf8)
        },
        one(["E038"], "a declaration older than the inventory") {
            $0.files["0=ocfl_object_1.0"] = Data("ocfl_object_1.0\n".utf8)
            $0.files["0=ocfl_object_1.1"] = nil
        },
    ]

    private static let sidecars: [BrokenObject] = [
        one(["E058"], "no sidecar") {
            $0.beforeWriting = { $0.files["inventory.json.sha512"] = nil }
        },
        one(["E001", "E015", "E058"], "a sidecar of another algorithm") {
            $0.beforeWriting = { object in
                for path in ["", "v1/"] {
                    object.files[path + "inventory.json.sha256"] = object.files.removeValue(
                        forKey: path + "inventory.json.sha512")
                }
            }
        },
        one(["E060", "E064"], "a root inventory that was changed") {
            $0.beforeWriting = { $0.files["inventory.json"]?.append(contentsOf: " ".utf8) }
        },
        one(["E061"], "a sidecar with another file's name") {
            $0.beforeWriting = {
                $0.files["inventory.json.sha512"] = Data("00ff manifest.json\n".utf8)
            }
        },
        one(["E061"], "a sidecar with the digest alone") {
            $0.beforeWriting = { $0.files["inventory.json.sha512"] = Data("00ff".utf8) }
        },
        one(["E061"], "an empty sidecar") {
            $0.beforeWriting = { $0.files["inventory.json.sha512"] = Data() }
        },
    ]

    private static let folders: [BrokenObject] = [
        one(["E001"], "a file that does not belong in the root") {
            $0.files["readme.txt"] = Data()
        },
        one(["E001"], "a folder that does not belong in the root") {
            $0.files["other/file"] = Data()
        },
        one(["E046"], "a version's folder that no inventory has") {
            $0.files["v2/content/b.txt"] = Data()
        },
        three(["E010", "E046", "E092"], "a version's folder that is missing") {
            $0.beforeWriting = { object in
                object.files = object.files.filter { !$0.key.hasPrefix("v2/") }
            }
        },
        one(["E015"], "a file beside the content folder") { $0.files["v1/a.tif"] = Data() },
        one(["W002"], "a folder beside the content folder") { $0.files["v1/tmp/x"] = Data() },
        one(["W003"], "an empty content folder") {
            $0.changeAll { $0["manifest"] = JSONObject() }
            $0.changeVersion { $0["state"] = JSONObject() }
            $0.files["v1/content/a.txt"] = nil
            $0.folders = ["v1/content"]
        },
        one(["E023"], "a content file that the manifest has not") {
            $0.files["v1/content/new.txt"] = Data()
        },
        one(["E023"], "a content file whose name is not UTF-8") {
            $0.afterWriting = { folder in
                let name = (folder + "/v1/content/a").utf8CString.dropLast() + [-2, 0]
                let file = try #require(name.withUnsafeBufferPointer { fopen($0.baseAddress, "w") })
                fclose(file)
            }
        },
        one(["E024"], "an empty folder in the content") { $0.folders = ["v1/content/empty"] },
        one(["E063"], "no inventory") {
            $0.beforeWriting = {
                $0.files["inventory.json"] = nil
                $0.files["inventory.json.sha512"] = nil
            }
        },
        one(["E067"], "a file among the extensions") { $0.files["extensions/x"] = Data() },
        one(["W013"], "an extension that is not registered") {
            $0.files["extensions/x/y"] = Data()
        },
        one(["E090"], "a link in the root") {
            $0.afterWriting = { try link("/etc", $0 + "/link") }
        },
        one(["E090", "E092"], "a link in place of a content file") {
            $0.files["v1/content/a.txt"] = nil
            $0.files["v1/content/b.txt"] = nil
            $0.folders = ["v1/content"]
            $0.afterWriting = { try link("/etc/hostname", $0 + "/v1/content/a.txt") }
        },
        one(["E023"], "a pipe among the content, which holds nothing up") {
            $0.afterWriting = { _ = mkfifo($0 + "/v1/content/pipe", 0o600) }
        },
        three(["W010"], "a version without inventory") {
            $0.beforeWriting = {
                $0.files["v2/inventory.json"] = nil
                $0.files["v2/inventory.json.sha512"] = nil
            }
        },
    ]

    private static func link(_ target: String, _ path: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
}
