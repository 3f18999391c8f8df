import Foundation

/// A worker with the programs that it has started, as the kernel shows them in `/proc`.
struct ProcessGroup {
    let id: Int32

    /// The state of a group's processes at one moment.
    struct State {
        /// Whether one of them works, or waits for the processor or the disk, or all are stopped.
        var isBusy = false
        /// Processor time so far of the living processes, in ticks of a hundredth of a second.
        var ticks = 0

        /// Whether nothing was done between an earlier moment and this: less than a hundredth of the time.
        func isStill(since earlier: State, seconds: Int) -> Bool {
            !isBusy && abs(ticks - earlier.ticks) < max(1, seconds)
        }
    }

    var state: State {
        var state = State()
        var stopped = false
        for entry in Self.processes where entry.group == id {
            state.ticks += entry.ticks
            if ["R", "D"].contains(entry.state) { state.isBusy = true }
            if ["T", "t"].contains(entry.state) { stopped = true }
        }
        state.isBusy = state.isBusy || stopped
        return state
    }

    /// Whether a process has ended, even if nobody has collected its status yet.
    static func hasEnded(_ process: Int32) -> Bool {
        guard let entry = Entry(process: "\(process)") else { return true }
        return ["Z", "X"].contains(entry.state)
    }

    private static var processes: [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { $0.first?.isNumber == true }.compactMap(Entry.init(process:))
    }

    /// One line of `/proc/…/stat`.
    private struct Entry {
        let state: String
        let group: Int32
        let ticks: Int

        init?(process: String) {
            // The second column is the program's name in brackets and may hold anything.
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat"),
                let bracket = bytes.lastIndex(of: UInt8(ascii: ")"))
            else { return nil }
            let columns = String(decoding: bytes[bracket...].dropFirst(2), as: UTF8.self)
                .split(separator: " ")
            guard columns.count > 12, let group = Int32(columns[2]), let user = Int(columns[11]),
                let system = Int(columns[12])
            else { return nil }
            state = String(columns[0])
            self.group = group
            ticks = user + system
        }
    }
}

/// Processes that the kernel has ended for lack of memory since the machine started, all together.
enum KernelKills {
    /// Nil if the kernel does not say.
    static var count: Int? {
        guard let text = try? String(contentsOfFile: "/proc/vmstat", encoding: .utf8) else {
            return nil
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
        return line?.split(separator: " ").last.flatMap { Int($0) }
    }
}
