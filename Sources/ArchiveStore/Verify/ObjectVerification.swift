import ArchiveModel
import DurableFiles
import OCFL

/// The check of one object: its structure, its kind, and what the catalogue says of it.
struct ObjectVerification {
    /// What the structure showed.
    private(set) var report: OCFLObjectReport?
    /// Everything found, but for digests of content.
    private(set) var findings: [ArchiveFinding] = []

    private let label: ByteString
    private let archive: Archive?
    private let store: ObjectStore
    private let sample: VerifySample?

    /// - Parameter label: The object's path in the storage root.
    init(_ label: ByteString, verification: ArchiveVerification) {
        self.label = label
        archive = verification.archive
        store = verification.store
        sample = verification.sample
    }

    /// Whether anything is damaged.
    var hasErrors: Bool { findings.contains { $0.severity == .error } }

    private var place: String { "objects/" + label.shown }

    /// Checks the object as it is now; what an earlier run found is forgotten.
    mutating func run() throws {
        let path = ObjectFolder(root: Array(store.objects.utf8)).whole(label)
        // Findings of the digests, made later, need the whole path.
        var check = OCFLObjectCheck(
            objectAt: path, label: ByteString("objects").appending(label))
        let report = check.run()
        self.report = report
        findings = report.findings.map { ArchiveFinding($0) }
        guard !hasErrors, let id = report.id, let archive else { return }
        findings += try compare(String(decoding: id.bytes, as: UTF8.self), with: archive)
    }

    private func compare(_ id: String, with archive: Archive) throws -> [ArchiveFinding] {
        let inventory: ObjectInventory
        let kind: ObjectKind
        do throws(StoreError) {
            inventory = try store.inventory(of: id)
            kind = ObjectKind.of(inventory, in: store)
            if kind == .batch {
                _ = try BatchFile.read(at: store.path(of: LogicalPath.batch, in: inventory))
            }
        } catch {
            return [ArchiveFinding(unreadable: error, at: place)]
        }
        let altered = alteredSidecars(of: inventory)
        guard altered.isEmpty else { return altered }
        switch kind {
        case .batch: return try compareBatch(inventory, with: archive)
        case .journal:
            return try JournalObjectCheck(inventory, subject: place, archive: archive).run()
        case .dossier:
            return try DossierObjectCheck(inventory, subject: place, archive: archive).run()
        case .unknown: return [ArchiveFinding(unknownKindAt: place)]
        }
    }

    private func compareBatch(
        _ inventory: ObjectInventory, with archive: Archive
    ) throws -> [ArchiveFinding] {
        var comparison = BatchComparison(inventory, subject: place, archive: archive)
        do {
            let isDeep =
                sample?.includes(hex: ContentDigest(of: Array(inventory.id.utf8)).hex) ?? true
            try comparison.run(isDeep: isDeep)
        } catch let error as StoreError where error.exitStatus == .damaged {
            return comparison.findings + [
                ArchiveFinding(
                    "catalogue-damaged", severity: .error, subject: place,
                    message: "what the catalogue says of it cannot be read")
            ]
        }
        return comparison.findings
    }

    /// Sidecars that are not as we write them, byte for byte: OCFL lets digits be of either case.
    private func alteredSidecars(of inventory: ObjectInventory) -> [ArchiveFinding] {
        let folders = [""] + (1...inventory.headNumber).map { "v\($0)/" }
        return folders.compactMap { folder in
            let path = "\(store.folder(of: inventory.id))/\(folder)inventory.json"
            guard let bytes = try? Folder.readFile(path, limit: 1 << 30),
                (try? Folder.readFile(path + ".sha512")) != ObjectInventory.sidecar(of: bytes)
            else { return nil }
            return ArchiveFinding(alteredFile: "\(place)/\(folder)inventory.json.sha512")
        }
    }
}
