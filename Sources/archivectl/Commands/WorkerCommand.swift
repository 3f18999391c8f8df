import ArgumentParser
import Pipeline

/// Serves the coordinator; started by it, never by people.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "worker", shouldDisplay: false)

    func run() async {
        var service = WorkerService()
        await service.run()
    }
}
