import ArchiveModel
import DurableFiles
import OCFL

/// An inventory that its sidecar vouches for.
struct SoundInventory {
    let bytes: [UInt8]
    let inventory: ObjectInventory

    /// Reads the inventory in a folder; nil when it or its sidecar is missing or damaged.
    static func read(at folder: String) -> SoundInventory? {
        guard let bytes = try? Folder.readFile("\(folder)/inventory.json", limit: 1 << 30),
            let sidecar = try? Folder.readFile("\(folder)/inventory.json.sha512"),
            sidecar == ObjectInventory.sidecar(of: bytes),
            let inventory = try? ObjectInventory(decoding: bytes)
        else { return nil }
        return SoundInventory(bytes: bytes, inventory: inventory)
    }
}

/// What the inventory in an object's own folder is, which is a copy of its newest version's.
enum NewestInventory: Equatable {
    case sound
    /// It and its sidecar are those of different versions: one is being replaced, or was when the
    /// machine stopped. The next writer ends it.
    case between
    case damaged
    /// There is neither of the two.
    case missing

    /// Looks at the object in a folder, whose versions from `first` on are read.
    ///
    /// One that belongs to a version before `first` counts as damaged.
    static func look(at object: String, from first: Int) -> NewestInventory {
        let inventory = try? Folder.readFile("\(object)/inventory.json", limit: 1 << 30)
        let sidecar = try? Folder.readFile("\(object)/inventory.json.sha512")
        guard inventory != nil || sidecar != nil else {
            return .missing
        }
        if let own = SoundInventory.read(at: object), own.inventory.headNumber >= first {
            return .sound
        }
        var hasInventory = false
        var hasSidecar = false
        var number = first
        while let version = SoundInventory.read(at: "\(object)/v\(number)") {
            hasInventory = hasInventory || inventory == version.bytes
            hasSidecar = hasSidecar || sidecar == ObjectInventory.sidecar(of: version.bytes)
            number += 1
        }
        return hasInventory && hasSidecar ? .between : .damaged
    }
}
