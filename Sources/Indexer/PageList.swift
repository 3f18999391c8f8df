import Catalogue

/// How the pages of a document lie in one column: `scan:number` separated by spaces.
enum PageList {
    static func encode(_ pages: [PageReference]) -> String {
        pages.map { "\($0.scan.rawValue):\($0.number)" }.joined(separator: " ")
    }

    static func decode(_ text: String) -> [PageReference] {
        text.split(separator: " ").compactMap { item in
            let parts = item.split(separator: ":")
            guard parts.count == 2, let scan = Int64(parts[0]), let number = Int(parts[1])
            else { return nil }
            return PageReference(scan: ScanID(rawValue: scan), number: number)
        }
    }
}
