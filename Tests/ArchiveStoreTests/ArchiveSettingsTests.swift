import ArchiveStore
import Foundation
import Testing

@Suite struct ArchiveSettingsTests {
    private func open(yaml: String) throws -> ArchiveSettings {
        let temporary = try TemporaryArchive()
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: temporary.path + "/archive.yaml"))
        return try Archive.open(at: temporary.path, mode: .read).settings
    }

    @Test("missing keys have their usual values and unknown ones are ignored")
    func usualValues() throws {
        let settings = try open(
            yaml: "colour: blue\nlanguages: ron\nlimits:\n  secondsPerPage: 30\n  other: x\n")
        #expect(settings == ArchiveSettings(limits: .init(secondsPerPage: 30)))
        #expect(try open(yaml: "") == ArchiveSettings())
    }

    @Test(
        "a mistake in the settings names its line",
        arguments: [
            ("institution: X\nlimits:\n  secondsPerPage: soon\n", "line 3"),
            ("institution: X\nlanguages: [../../etc]\n", "line 2"),
            ("institution: X\nlanguages: []\n", "line 2"),
            ("institution: [\n", "line 2"),
            ("limits:\n  secondsPerPage: 0\n", "line 2"),
            ("a: 1\na: 2\n", "line"),
            ("limits: 5\n", "line 1"),
        ])
    func namesTheLine(yaml: String, line: String) throws {
        let error = storeError { _ = try open(yaml: yaml) }
        #expect(error?.code == .settingsInvalid)
        #expect(error?.message.hasPrefix(line) == true, "\(error?.message ?? "none")")
    }
}
