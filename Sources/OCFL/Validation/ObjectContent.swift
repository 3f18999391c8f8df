/// The content files that an object really has, and the digests that its inventories give them.
struct ObjectContent {
    private struct File {
        /// The version whose folder contains it.
        let version: Int
        var expected: [ExpectedDigest] = []
    }

    private var files: [ByteString: File] = [:]
    private var missing: Set<ByteString> = []

    /// Records an existing file.
    mutating func add(_ path: ByteString, version: Int) {
        files[path] = File(version: version)
    }

    /// Compares the files up to a version with an inventory, and notes the digests it gives.
    ///
    /// - Parameter last: The version that the inventory was made for.
    mutating func expect(_ inventory: InventoryStatement, upTo last: Int, log: FindingLog) {
        let listed = expectManifest(inventory, log: log)
        expectFixity(inventory, log: log)
        for (path, file) in files where file.version <= last && !listed.contains(path) {
            let isText = String(validating: path.bytes, as: UTF8.self) != nil
            let reason = isText ? "" : "; its name is not UTF-8"
            log.add("E023", path, "the manifest of \(inventory.path.shown) has it not\(reason)")
        }
    }

    private mutating func expectManifest(
        _ inventory: InventoryStatement, log: FindingLog
    ) -> Set<ByteString> {
        var listed: Set<ByteString> = []
        for entry in inventory.manifest.entries {
            let digest = entry.digest.lowercased
            for path in entry.paths where PathSet.fault(of: path) == nil {
                listed.insert(path)
                if let algorithm = inventory.algorithm, files[path] != nil {
                    let expected = ExpectedDigest(
                        algorithm: algorithm, digest: digest, rule: .manifest,
                        inventory: inventory.path)
                    note(expected, for: path)
                } else if files[path] == nil, missing.insert(path).inserted {
                    log.add("E092", path, "the file is in a manifest and not in the object")
                }
            }
        }
        return listed
    }

    private mutating func expectFixity(_ inventory: InventoryStatement, log: FindingLog) {
        for (algorithm, block) in inventory.fixity {
            for entry in block.entries {
                let digest = entry.digest.lowercased
                for path in entry.paths {
                    guard files[path] != nil else {
                        log.add("E093", path, "the file is in a fixity block, not in the object")
                        continue
                    }
                    let expected = ExpectedDigest(
                        algorithm: algorithm, digest: digest, rule: .fixity,
                        inventory: inventory.path)
                    note(expected, for: path)
                }
            }
        }
    }

    /// Keeps a digest unless another inventory gave the same.
    private mutating func note(_ expected: ExpectedDigest, for path: ByteString) {
        let isKnown = files[path]?.expected.contains {
            $0.algorithm == expected.algorithm && $0.digest == expected.digest
        }
        if isKnown == false { files[path]?.expected.append(expected) }
    }

    /// The files to hash, in the order of their paths.
    func jobs(in folder: ObjectFolder, prefix: ByteString) -> [FixityJob] {
        files.filter { !$0.value.expected.isEmpty }
            .sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
            .map { path, file in
                FixityJob(
                    path: folder.whole(path), label: prefix.appending(path),
                    expected: file.expected)
            }
    }
}
