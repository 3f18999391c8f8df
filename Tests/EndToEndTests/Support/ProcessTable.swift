import Foundation

/// The processes of this machine.
enum ProcessTable {
    /// Numbers of the processes with a tool's mark in their environment; the dead do not count.
    static func processes(of tool: CommandLineTool) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { pid in
            guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else {
                return false
            }
            return data.range(of: Data(tool.marker.utf8)) != nil
        }
    }

    /// Waits until no process of the tool is left; returns those that stay.
    static func remaining(of tool: CommandLineTool) async throws -> [Int32] {
        for _ in 0..<600 {
            if processes(of: tool).isEmpty { return [] }
            try await Task.sleep(for: .milliseconds(50))
        }
        return processes(of: tool)
    }
}
