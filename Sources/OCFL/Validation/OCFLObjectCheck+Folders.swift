/// The registered extensions of OCFL, which folders in `extensions/` should be named after.
enum RegisteredExtensions {
    static let names: Set<ByteString> = [
        "0001-digest-algorithms", "0002-flat-direct-storage-layout",
        "0003-hash-and-id-n-tuple-storage-layout", "0004-hashed-n-tuple-storage-layout",
        "0005-mutable-head", "0006-flat-omit-prefix-storage-layout",
        "0007-n-tuple-omit-prefix-storage-layout", "0008-schema-registry",
        "0009-digest-algorithms", "0010-differential-n-tuple-omit-prefix-storage-layout",
        "0011-direct-clean-path-layout", "0012-hash-and-no-prefix-id-n-tuple-storage-layout",
    ]

    /// Checks the entries of `extensions/`.
    ///
    /// - Parameters:
    ///   - codes: For anything but a folder, and for a folder that is not registered.
    static func check(
        _ entries: [ObjectFolder.Entry], codes: (file: String, name: String), log: FindingLog
    ) {
        for entry in entries {
            let path = ByteString("extensions").appending(entry.name)
            if entry.kind != .folder {
                log.add(codes.file, path, "only folders of extensions may be here")
            } else if !names.contains(entry.name) {
                log.add(codes.name, path, "this is not the name of a registered extension")
            }
        }
    }
}

extension OCFLObjectCheck {
    /// Checks the direct content of the object.
    ///
    /// - Parameter inventory: The root inventory; nil if it is missing or not understood.
    func checkRoot(_ entries: [ObjectFolder.Entry], inventory: InventoryStatement?) {
        let versions = Set(inventory?.versions.map(\.name) ?? [])
        for entry in entries {
            switch entry.kind {
            case .file: checkRootFile(entry.name, inventory: inventory)
            case .folder where entry.name == "extensions":
                RegisteredExtensions.check(
                    list("extensions") ?? [], codes: ("E067", "W013"), log: log)
            case .folder:
                checkRootFolder(entry.name, versions: versions, isKnown: inventory != nil)
            case .link: reportLink(entry.name)
            case .other: log.add("E001", entry.name, "this is neither a file nor a folder")
            }
        }
    }

    private func checkRootFile(_ name: ByteString, inventory: InventoryStatement?) {
        let sidecar = inventory?.sidecar
        let isSidecar = sidecar.map { $0 == name } ?? name.hasPrefix("inventory.json.")
        if name != "inventory.json", !isSidecar, !name.hasPrefix("0=") {
            log.add("E001", name, "an object may not have this file in its root")
        }
    }

    private func checkRootFolder(_ name: ByteString, versions: Set<ByteString>, isKnown: Bool) {
        if name == "logs" || versions.contains(name) { return }
        if VersionName(name) == nil {
            log.add("E001", name, "an object may not have this folder in its root")
        } else if isKnown {
            log.add("E046", name, "the root inventory does not have this version")
        }
    }

    func reportLink(_ path: ByteString) {
        log.add("E090", path, "this is a symbolic link, which is not followed")
    }

    /// Lists the folders of all versions and collects their content; returns the entries of each.
    func versionFolders(
        of inventory: InventoryStatement, _ entries: [ObjectFolder.Entry],
        into content: inout ObjectContent
    ) -> [ByteString: [ObjectFolder.Entry]] {
        let there = Set(entries.filter { $0.kind == .folder }.map(\.name))
        var folders: [ByteString: [ObjectFolder.Entry]] = [:]
        for version in inventory.versions {
            guard there.contains(version.name) else {
                log.add("E046", version.name, "the folder of this version is missing")
                log.add("E010", version.name, "the sequence of versions has a gap here")
                continue
            }
            let listed = list(version.name) ?? []
            folders[version.name] = listed
            for entry in listed {
                checkVersionEntry(
                    entry, version: version, contentFolder: inventory.contentFolder, into: &content)
            }
        }
        return folders
    }

    private func checkVersionEntry(
        _ entry: ObjectFolder.Entry, version: VersionBlock, contentFolder: ByteString,
        into content: inout ObjectContent
    ) {
        let path = version.name.appending(entry.name)
        switch entry.kind {
        case .folder where entry.name == contentFolder:
            collect(path, version: version.number, into: &content)
        case .folder: log.add("W002", path, "a version should have its content folder only")
        case .link: reportLink(path)
        // The name of the sidecar is known once the version's inventory was read.
        case .file where entry.name.hasPrefix("inventory.json"): break
        case .file, .other: log.add("E015", path, "a version may not have this file")
        }
    }

    /// Walks a content folder; its depth costs no stack.
    private func collect(_ root: ByteString, version: Int, into content: inout ObjectContent) {
        var waiting = [root]
        while let path = waiting.popLast() {
            guard let entries = list(path) else { continue }
            if entries.isEmpty {
                path == root
                    ? log.add("W003", path, "the content folder is empty")
                    : log.add("E024", path, "the folder is empty")
            }
            for entry in entries {
                let below = path.appending(entry.name)
                switch entry.kind {
                case .file: content.add(below, version: version)
                case .folder: waiting.append(below)
                case .link: reportLink(below)
                case .other: log.add("E023", below, "this is neither a file nor a folder")
                }
            }
        }
    }
}
