import Foundation
import Synchronization

/// Folders that exist now; those that shared archives hold on to are removed at the very end.
private let existing = Mutex<Set<String>>([])

private let removalAtExit: Void = {
    atexit {
        for path in existing.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}()

/// A folder that goes away with the object.
final class TemporaryFolder: Sendable {
    /// Its path, short enough for the path of a socket in it.
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "e2e-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        removalAtExit
        _ = existing.withLock { $0.insert(path) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        _ = existing.withLock { $0.remove(path) }
    }

    /// Makes a folder in it.
    func makeFolder(_ name: String) throws -> String {
        let folder = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Copies fixtures, named by paths under `fixtures`, into a folder in it.
    @discardableResult
    func copy(_ fixtures: [String], into name: String) throws -> String {
        let folder = try makeFolder(name)
        for fixture in fixtures {
            let source = Fixtures.path + "/" + fixture
            let target = folder + "/" + URL(fileURLWithPath: source).lastPathComponent
            try FileManager.default.copyItem(atPath: source, toPath: target)
        }
        return folder
    }

    /// Copies one fixture to a path in it.
    func copy(_ fixture: String, to name: String) throws {
        try FileManager.default.copyItem(
            atPath: Fixtures.path + "/" + fixture, toPath: path + "/" + name)
    }
}
