import ArgumentParser
import Pipeline

/// Serves the coordinator; started by it, never by people.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "worker", shouldDisplay: false)

    @Argument(help: "What the worker may touch, in JSON; see WorkerProcess.")
    var confinement: String?

    func run() async {
        var service = WorkerService()
        await service.run()
    }
}
