/// Compares the inventories of earlier versions with the root inventory, in their order.
struct VersionHistory {
    private let root: InventoryStatement
    private let log: FindingLog
    private let rootPaths: [ByteString: [ByteString]]
    private let rootVersions: [ByteString: VersionBlock]
    /// The latest specification that an earlier inventory conforms to.
    private var latest = OCFLSpecification.v1_0

    init(root: InventoryStatement, log: FindingLog) {
        self.root = root
        self.log = log
        rootPaths = root.manifest.pathsByDigest()
        rootVersions = Dictionary(
            root.versions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Checks the inventory in the folder of a version that is not the last one.
    mutating func check(_ prior: InventoryStatement, of version: VersionBlock) {
        let path = prior.path
        if let head = prior.head, head != version.name, prior.versions.last?.name == head {
            log.add("E040", path, "head is \(head.shown), and the folder \(version.name.shown)")
        }
        if let id = root.id, prior.id != nil, prior.id != id {
            log.add("E037", path, "id is not the same as in the root inventory")
        }
        checkContentDirectory(prior, isFirst: version.number == 1)
        checkSpecification(prior)
        checkVersions(prior, upTo: version.number)
    }

    /// Checks the root inventory as the last in the sequence.
    mutating func finish() {
        checkSpecification(root)
    }

    private func checkContentDirectory(_ prior: InventoryStatement, isFirst: Bool) {
        if prior.contentFolder != root.contentFolder {
            log.add("E020", prior.path, "contentDirectory is not the same as in the root inventory")
        }
        if isFirst, let set = root.contentDirectory, prior.contentDirectory != set {
            log.add("E019", prior.path, "contentDirectory is set later, and not here")
        } else if prior.contentDirectory != nil, root.contentDirectory == nil {
            log.add("E020", prior.path, "contentDirectory is set here, and not in the root")
        }
    }

    private mutating func checkSpecification(_ inventory: InventoryStatement) {
        guard let specification = inventory.specification else { return }
        if specification < latest {
            log.add("E103", inventory.path, "a version before this one conforms to a later OCFL")
        }
        latest = max(latest, specification)
    }

    private func checkVersions(_ prior: InventoryStatement, upTo last: Int) {
        let expected = root.versions.prefix { $0.number <= last }.map(\.name)
        if prior.versions.map(\.name) != expected {
            log.add("E066", prior.path, "it does not have the versions up to its own")
        }
        let priorPaths = prior.manifest.pathsByDigest()
        for block in prior.versions {
            guard let current = rootVersions[block.name] else { continue }
            let isSame = block.created == current.created && block.message == current.message
            if !isSame || block.userName != current.userName
                || block.userAddress != current.userAddress
            {
                log.add(
                    "W011", prior.path,
                    "version \(block.name.shown) is described otherwise than in the root inventory")
            }
            if !isSameState(block, prior: prior, priorPaths: priorPaths, current: current) {
                log.add(
                    "E066", prior.path,
                    "version \(block.name.shown) is not the same as in the root inventory")
            }
        }
    }

    /// Whether two descriptions of a version have the same files with the same content.
    private func isSameState(
        _ block: VersionBlock, prior: InventoryStatement,
        priorPaths: [ByteString: [ByteString]],
        current: VersionBlock
    ) -> Bool {
        let before = block.state.digestsByPath()
        let now = current.state.digestsByPath()
        guard before.count == now.count else { return false }
        if prior.algorithm == root.algorithm { return before == now }
        // Digests cannot be compared; the content files that they stand for can. A later version
        // may have more copies of the same content.
        return before.allSatisfy { path, digest in
            guard let other = now[path] else { return false }
            return Set(priorPaths[digest] ?? []).isSubset(of: rootPaths[other] ?? [])
        }
    }
}
