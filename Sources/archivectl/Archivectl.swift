import ArgumentParser

@main
struct Archivectl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "archivectl")
}
