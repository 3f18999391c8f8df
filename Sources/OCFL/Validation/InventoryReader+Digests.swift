extension InventoryReader {
    /// Reads the manifest and returns its well-formed paths.
    mutating func readManifest(_ value: JSONTree?) -> PathSet {
        var paths = PathSet()
        guard let value else {
            report("E041", "the key manifest is missing")
            return paths
        }
        guard let members = value.members else {
            report(specification == .v1_0 ? "E041" : "E106", "manifest is not a JSON object")
            return paths
        }
        let versions = Set(inventory.versions.map(\.name))
        var digests: Set<ByteString> = []
        for member in members {
            if let length = inventory.algorithm.map({ $0.byteCount * 2 }),
                !member.key.isHex(length: length)
            {
                report("E025", "the manifest has \(member.key.shown), which is no digest")
            }
            if !digests.insert(member.key.lowercased).inserted {
                report("E096", "the manifest has the digest \(member.key.shown) twice")
            }
            guard let texts = member.value.texts else {
                report("E092", "\(member.key.shown) has no list of paths in the manifest")
                continue
            }
            for path in texts where isContentPath(path, place: "the manifest", versions: versions) {
                if !paths.insert(path) {
                    report("E101", "the manifest has the path \(path.shown) twice")
                }
            }
            inventory.manifest.entries.append(.init(digest: member.key, paths: texts))
        }
        for path in paths.conflicts() {
            report("E101", "the manifest has \(path.shown) as a file and as a folder")
        }
        return paths
    }

    /// Whether a path may be in the manifest; reports why not.
    private func isContentPath(
        _ path: ByteString, place: String, versions: Set<ByteString>
    ) -> Bool {
        guard hasGoodForm(path, place: place) else { return false }
        let elements = path.elements
        guard elements.count >= 3, versions.contains(ByteString(elements[0])),
            elements[1].elementsEqual(inventory.contentFolder.bytes)
        else {
            report("E042", "\(path.shown) lies in no version's content folder")
            return false
        }
        return true
    }

    private func hasGoodForm(_ path: ByteString, place: String) -> Bool {
        switch PathSet.fault(of: path) {
        case .slash:
            report("E100", "\(place) has a path that begins or ends with a slash: \(path.shown)")
        case .element:
            report("E099", "\(place) has a path with an empty part, . or ..: \(path.shown)")
        case nil: return true
        }
        return false
    }

    /// Reads the fixity block; unknown algorithms are skipped.
    mutating func readFixity(_ value: JSONTree, manifest: PathSet) {
        guard let members = value.members else {
            return report(
                specification == .v1_0 ? "E056" : "E111", "fixity is not a JSON object")
        }
        checkKeys(of: members, in: "the fixity block", known: nil)
        for member in members {
            guard let algorithm = DigestAlgorithm(name: member.key) else { continue }
            guard let entries = member.value.members else {
                report("E057", "fixity for \(algorithm.rawValue) is not a JSON object")
                continue
            }
            var block = DigestBlock()
            var digests: Set<ByteString> = []
            for entry in entries {
                if !digests.insert(entry.key.lowercased).inserted {
                    report("E097", "fixity has the digest \(entry.key.shown) twice")
                }
                guard let paths = entry.value.texts,
                    entry.key.isHex(length: algorithm.byteCount * 2)
                else {
                    report("E057", "fixity has \(entry.key.shown), not a digest with paths")
                    continue
                }
                let good = paths.filter { hasGoodForm($0, place: "fixity") }
                for path in good where !manifest.contains(path) {
                    report("E057", "fixity has \(path.shown), which the manifest has not")
                }
                block.entries.append(.init(digest: entry.key, paths: good))
            }
            inventory.fixity.append((algorithm, block))
        }
    }
}
