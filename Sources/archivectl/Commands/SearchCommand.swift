import ArgumentParser
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "search")
}
