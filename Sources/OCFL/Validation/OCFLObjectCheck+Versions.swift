extension OCFLObjectCheck {
    /// Checks the inventories in the folders of the versions, each against the root inventory.
    func checkVersionInventories(
        _ root: InventoryStatement, rootBytes: [UInt8],
        folders: [ByteString: [ObjectFolder.Entry]],
        content: inout ObjectContent
    ) {
        var history = VersionHistory(root: root, log: log)
        for version in root.versions {
            guard let entries = folders[version.name] else { continue }
            let path = version.name.appending("inventory.json")
            guard entries.contains(where: { $0.name == "inventory.json" && $0.kind == .file })
            else {
                log.add("W010", version.name, "the version has no inventory")
                checkSidecarNames(entries, version: version.name, allowed: nil)
                continue
            }
            if version.name == root.versions.last?.name {
                checkLast(root, rootBytes: rootBytes, path: path, entries: entries)
            } else if let prior = readInventory(path)?.inventory {
                checkSidecarNames(entries, version: version.name, allowed: prior.sidecar)
                history.check(prior, of: version)
                content.expect(prior, upTo: version.number, log: log)
            }
        }
        history.finish()
    }

    /// The inventory of the last version must be the same file as that of the root.
    private func checkLast(
        _ root: InventoryStatement, rootBytes: [UInt8], path: ByteString,
        entries: [ObjectFolder.Entry]
    ) {
        var copy = InventoryStatement(path: path)
        copy.algorithm = root.algorithm
        copy.algorithmName = root.algorithmName
        let version = ByteString(path.elements[0])
        let bytes = try? folder.read(path, limit: Self.inventoryLimit)
        if bytes != rootBytes {
            log.add("E064", path, "it is not the same as the inventory in the object's root")
        }
        if let bytes { InventorySidecar.check(copy, bytes: bytes, in: folder, log: log) }
        checkSidecarNames(entries, version: version, allowed: copy.sidecar)
    }

    /// Reports files that begin like an inventory and are neither it nor its sidecar.
    private func checkSidecarNames(
        _ entries: [ObjectFolder.Entry], version: ByteString, allowed: ByteString?
    ) {
        for entry in entries where entry.kind == .file && entry.name.hasPrefix("inventory.json") {
            if entry.name != "inventory.json", entry.name != allowed {
                let path = version.appending(entry.name)
                log.add("E015", path, "a version may not have this file")
            }
        }
    }
}
