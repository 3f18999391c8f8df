import ArchiveTestSupport

@testable import ArchiveStore

extension BatchObject {
    /// What the newest version says of what was made of the batch.
    func sealed() throws -> SealedBatch {
        let head = try json("inventory.json")["head"] as? String ?? ""
        let documents = try state(of: Int(head.dropFirst()) ?? 0)["documents.json"] ?? "none"
        return try SealedBatch.read(at: path + "/" + documents)
    }
}
