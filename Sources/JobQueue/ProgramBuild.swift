/// The identity of a build, by which coordinator and worker know that they understand each other.
package struct ProgramBuild: Codable, Sendable, Hashable {
    /// The version of the program.
    package var version: String
    /// The number of the protocol; changed with every change of the messages.
    package var wireFormat: Int

    /// Makes the identity of a build.
    package init(version: String, wireFormat: Int) {
        self.version = version
        self.wireFormat = wireFormat
    }

    /// This build.
    package static let current = ProgramBuild(version: "0.1.0", wireFormat: 4)

    /// The build in a few words.
    package var text: String { "version \(version), protocol \(wireFormat)" }
}
