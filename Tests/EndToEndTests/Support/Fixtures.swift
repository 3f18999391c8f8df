import Foundation

/// Where the fixtures lie, and often used choices of them.
enum Fixtures {
    /// The folder `fixtures` of the repository.
    static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("fixtures").path

    /// A contract of three pages and three papers of one.
    static let sixPages = [
        "batch/lot_0001/20240318_0001.tif", "batch/lot_0001/20240318_0002.png",
        "batch/lot_0001/20240318_0003.tif", "batch/lot_0002/Certificat 5120.pdf",
    ]

    /// A picture with one line of text, quickly read.
    static let oneLine = "formats/png-grey.png"
}
