import SystemPackage

/// The findings of the check of one object, and the files that remain to be hashed.
package struct OCFLObjectReport {
    /// All findings except those that the digests of the content files will show.
    package let findings: [OCFLFinding]
    /// The content files with the digests they must have.
    package let jobs: [FixityJob]
    /// The object's identifier, if its inventory has one.
    package let id: ByteString?
    /// The name of the last version.
    package let head: ByteString?
    /// The algorithm that addresses the content.
    let algorithm: DigestAlgorithm?
    /// The specification that the object's declaration names.
    let specification: OCFLSpecification?
}

/// Checks one OCFL object (1.0 or 1.1): names, structure, inventories and their digests.
///
/// Only inventories are read; content files are listed in the report, to be hashed by `FixityCheck`.
package struct OCFLObjectCheck {
    /// Largest inventory that is read: about a million files.
    static let inventoryLimit = 256 << 20

    /// The object being checked.
    package let folder: ObjectFolder
    let log: FindingLog
    private(set) var specification: OCFLSpecification?

    /// - Parameters:
    ///   - path: The object's root folder.
    ///   - label: Its name in findings: its path in the storage root, or nothing.
    package init(objectAt path: [UInt8], label: ByteString = "") {
        folder = ObjectFolder(root: path)
        log = FindingLog(prefix: label)
    }

    /// Checks the object.
    package mutating func run() -> OCFLObjectReport {
        var content = ObjectContent()
        var root: InventoryStatement?
        if let entries = list("") {
            checkDeclaration(entries)
            let read = readRoot(entries)
            root = read?.inventory
            checkRoot(entries, inventory: root)
            if let read {
                let folders = versionFolders(of: read.inventory, entries, into: &content)
                content.expect(read.inventory, upTo: .max, log: log)
                checkVersionInventories(
                    read.inventory, rootBytes: read.bytes, folders: folders, content: &content)
            }
        }
        return OCFLObjectReport(
            findings: log.findings, jobs: content.jobs(in: folder, prefix: log.prefix),
            id: root?.id, head: root?.head, algorithm: root?.algorithm,
            specification: specification)
    }

    /// The entries of a folder; nil, and a finding, if it cannot be read.
    package func list(_ path: ByteString) -> [ObjectFolder.Entry]? {
        do throws(Errno) {
            return try folder.entries(of: path)
        } catch {
            log.add("E092", path, "the folder cannot be read (\(error))")
            return nil
        }
    }

    private mutating func checkDeclaration(_ entries: [ObjectFolder.Entry]) {
        let declarations = entries.filter(Declaration.isOne).map { Declaration(name: $0.name) }
        if declarations.isEmpty {
            log.add("E003", "", "the file that declares an OCFL object is missing")
        }
        if declarations.count > 1 {
            log.add("E003", "", "several files declare what this is")
        }
        for declaration in declarations {
            let declared = declaration.specification(of: .object)
            specification = [specification, declared].compactMap(\.self).max()
            if declaration.version(of: .object) == nil {
                log.add("E006", declaration.name, "the name does not declare an OCFL object")
            } else if declared == nil {
                log.add("E004", declaration.name, "the version of OCFL is not known")
            }
            if !declaration.hasRightContent(in: folder) {
                log.add("E007", declaration.name, "the file does not say the same as its name")
            }
        }
    }

    /// An inventory with its bytes.
    struct ReadInventory {
        let inventory: InventoryStatement
        let bytes: [UInt8]
    }

    private func readRoot(
        _ entries: [ObjectFolder.Entry]
    ) -> ReadInventory? {
        guard entries.contains(where: { $0.name == "inventory.json" }) else {
            log.add("E063", "inventory.json", "the object has no inventory")
            return nil
        }
        guard let read = readInventory("inventory.json") else { return nil }
        if let specification, let said = read.inventory.specification, said != specification {
            log.add("E038", "inventory.json", "type is not that of OCFL \(specification.rawValue)")
        }
        return read
    }

    /// Reads an inventory, checks it by itself and against its sidecar.
    func readInventory(_ path: ByteString) -> ReadInventory? {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try folder.read(path, limit: Self.inventoryLimit)
        } catch {
            log.add("E033", path, "the inventory cannot be read (\(error))")
            return nil
        }
        let assumed = specification ?? .v1_1
        guard
            let inventory = InventoryReader.read(bytes, path: path, assumed: assumed, log: log)
        else { return nil }
        InventorySidecar.check(inventory, bytes: bytes, in: folder, log: log)
        return ReadInventory(inventory: inventory, bytes: bytes)
    }
}
