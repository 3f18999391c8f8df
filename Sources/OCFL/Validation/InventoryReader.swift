import ArchiveModel

/// Reads one inventory and checks it by itself, without looking at the files it names.
struct InventoryReader {
    let log: FindingLog
    /// The specification to apply until the inventory has named one.
    let assumed: OCFLSpecification
    var inventory: InventoryStatement

    init(path: ByteString, assumed: OCFLSpecification, log: FindingLog) {
        inventory = InventoryStatement(path: path)
        self.assumed = assumed
        self.log = log
    }

    /// The specification whose rules apply.
    var specification: OCFLSpecification { inventory.specification ?? assumed }

    /// The inventory in the bytes; nil if there is none.
    static func read(
        _ bytes: [UInt8], path: ByteString, assumed: OCFLSpecification, log: FindingLog
    ) -> InventoryStatement? {
        var reader = InventoryReader(path: path, assumed: assumed, log: log)
        return reader.read(bytes) ? reader.inventory : nil
    }

    func report(_ code: String, _ message: @autoclosure () -> String) {
        log.add(code, inventory.path, message())
    }

    private mutating func read(_ bytes: [UInt8]) -> Bool {
        let tree: JSONTree
        do throws(JSONSyntaxError) {
            tree = try JSONReader.read(bytes)
        } catch {
            report("E033", "this is not JSON: \(error.problem), at byte \(error.offset)")
            return false
        }
        guard let members = tree.members else {
            report("E033", "this is not a JSON object")
            return false
        }
        checkKeys(
            of: members, in: "the inventory",
            known: [
                "id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions",
                "fixity",
            ])
        readType(members["type"])
        readID(members["id"])
        readAlgorithm(members["digestAlgorithm"])
        readContentDirectory(members["contentDirectory"])
        readVersions(members["versions"])
        readHead(members["head"])
        let paths = readManifest(members["manifest"])
        checkStates()
        if let fixity = members["fixity"] { readFixity(fixity, manifest: paths) }
        return true
    }

    /// Reports keys that occur twice, and keys that the specification does not know.
    func checkKeys(of members: [JSONMember], in what: String, known: Set<ByteString>?) {
        var seen: Set<ByteString> = []
        for member in members {
            if !seen.insert(member.key).inserted {
                report("E033", "\(what) has the key \(member.key.shown) twice")
            }
            if let known, !known.contains(member.key) {
                report("E102", "\(what) has the key \(member.key.shown), which OCFL does not know")
            }
        }
    }

    private mutating func readType(_ value: JSONTree?) {
        guard let value else { return report("E036", "the key type is missing") }
        inventory.specification = OCFLSpecification.allCases.first {
            $0.inventoryType == value.text
        }
        if inventory.specification == nil {
            report("E038", "type names no inventory of a known OCFL specification")
        }
    }

    private mutating func readID(_ value: JSONTree?) {
        guard let value else { return report("E036", "the key id is missing") }
        guard let id = value.text, !id.isEmpty else {
            return report("E037", "id is not a text of at least one character")
        }
        inventory.id = id
        if !id.isURI { report("W005", "id is not a URI") }
    }

    private mutating func readAlgorithm(_ value: JSONTree?) {
        guard let value else { return report("E036", "the key digestAlgorithm is missing") }
        inventory.algorithmName = value.text
        guard let algorithm = value.text.flatMap(DigestAlgorithm.init(name:)),
            algorithm.addressesContent
        else { return report("E025", "digestAlgorithm is neither sha512 nor sha256") }
        inventory.algorithm = algorithm
        if algorithm == .sha256 { report("W004", "the digests are sha256, not sha512") }
    }

    private mutating func readContentDirectory(_ value: JSONTree?) {
        guard let value else { return }
        guard let name = value.text, !name.isEmpty, !name.bytes.contains(UInt8(ascii: "/")) else {
            return report("E017", "contentDirectory is not the name of a folder")
        }
        if name == "." || name == ".." {
            return report("E018", "contentDirectory is \(name.text)")
        }
        inventory.contentDirectory = name
    }

    private mutating func readHead(_ value: JSONTree?) {
        guard let value else { return report("E036", "the key head is missing") }
        inventory.head = value.text
        guard let last = inventory.versions.last else { return }
        if value.text != last.name {
            report("E040", "head is not \(last.name.shown), which is the last version")
        }
    }
}

extension ByteString {
    /// Whether it begins with the scheme of a URI (RFC 3986) and continues after the colon.
    var isURI: Bool {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count else {
            return false
        }
        let scheme = bytes[..<colon]
        func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        guard let first = scheme.first, isLetter(first) else { return false }
        return scheme.allSatisfy { byte in
            isLetter(byte) || byte.isASCIIDigit || "+-.".utf8.contains(byte)
        }
    }
}
