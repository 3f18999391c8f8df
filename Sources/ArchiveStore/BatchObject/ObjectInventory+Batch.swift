import OCFL

extension ObjectInventory {
    /// Whether the newest version brought what was made of scans, and not scans.
    var newestAddsDerived: Bool {
        let before = version(headNumber - 1)?.state.values.joined()
        let after = newest?.state.first { $0.value.contains(LogicalPath.documents) }
        guard let after else { return false }
        let content = manifest[after.key]?.first ?? ""
        return content.hasPrefix(head + "/") || before?.contains(LogicalPath.documents) == false
    }
}
