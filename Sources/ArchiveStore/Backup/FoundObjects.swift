import ArchiveModel
import DurableFiles
import OCFL

/// The objects that lie in a storage root, found without a catalogue.
struct FoundObjects {
    /// Each with the newest version of which there is a sound inventory.
    private(set) var objects: [ObjectHead] = []
    /// Folders that cannot be taken for objects.
    private(set) var problems: [ArchiveFinding] = []
    private let store: ObjectStore
    private var seen: Set<String> = []

    /// Walks the storage root of a folder; `known` objects, by their folders, are left out.
    init(in store: ObjectStore, but known: Set<String> = []) {
        self.store = store
        var places: [String] = []
        OCFLStorageRootCheck(rootAt: Array(store.objects.utf8)).run { label in
            let place = "\(store.objects)/\(String(decoding: label.bytes, as: UTF8.self))"
            // Of an object that is not whole only a version may be found.
            if !known.contains(place), !known.contains(Folder.parent(of: place)) {
                places.append(place)
            }
        }
        for place in places.sorted() { look(at: place) }
    }

    /// Takes up an object by what its own inventories say, when it lies where it belongs.
    ///
    /// Of one that was not completed only a version may be what the walk came upon.
    private mutating func look(at place: String) {
        let versions = Self.versions(in: place)
        let inventory =
            SoundInventory.read(at: place)?.inventory
            ?? versions.lazy.compactMap { SoundInventory.read(at: "\(place)/v\($0)")?.inventory }
            .first
        guard let id = inventory?.id,
            [place, Folder.parent(of: place)].contains(store.folder(of: id))
        else {
            problems.append(
                ArchiveFinding(
                    "object-unusable", severity: .error, subject: store.local(place),
                    message:
                        "no inventory in it is sound and says that it belongs here; nothing of "
                        + "it was copied"))
            return
        }
        guard seen.insert(id).inserted else { return }
        let folder = store.folder(of: id)
        let whole = SoundInventory.read(at: folder)?.inventory.headNumber
        let newest = Self.versions(in: folder).first {
            SoundInventory.read(at: "\(folder)/v\($0)") != nil
        }
        guard let head = whole ?? newest, let inventory else { return }
        objects.append(
            ObjectHead(
                id: id, head: head, isBatch: ObjectKind.of(inventory, in: store) == .batch))
    }

    /// The numbers of the versions in an object's folder, the newest first.
    static func versions(in object: String) -> [Int] {
        (Folder.names(in: object) ?? []).compactMap { bytes in
            let name = String(decoding: bytes, as: UTF8.self)
            return name.hasPrefix("v") ? Int(name.dropFirst()) : nil
        }.sorted(by: >)
    }
}
