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
        "the second reading is Latin unless something else, or nothing, is named",
        arguments: [
            ("institution: X\n", "Latin"), ("secondReading: Cyrillic\n", "Cyrillic"),
            ("secondReading: \"Latin\"\n", "Latin"), ("secondReading: eng_best\n", "eng_best"),
            ("secondReading:\n", nil), ("secondReading: ~\n", nil), ("secondReading: null\n", nil),
        ] as [(String, String?)])
    func secondReading(yaml: String, model: String?) throws {
        let settings = try open(yaml: yaml)
        #expect(settings.secondReading == model)
        #expect(settings.languages == ["ron"])
        #expect(settings.models == ["ron"] + [model].compactMap { $0 })
    }

    @Test("each model is needed once", arguments: ["ron", "eng"])
    func models(second: String) {
        let settings = ArchiveSettings(languages: ["ron", "eng"], secondReading: second)
        #expect(settings.models == ["ron", "eng"])
    }

    @Test("what is written is read again as it was", arguments: ["Latin", "script/Latin", nil])
    func roundTrip(model: String?) throws {
        let settings = ArchiveSettings(institution: "X", secondReading: model)
        let temporary = try TemporaryArchive(settings: settings)
        let text = try String(contentsOfFile: temporary.path + "/archive.yaml", encoding: .utf8)
        #expect(text.contains("\nsecondReading: \(model.map { "\"\($0)\"" } ?? "")\n"))
        #expect(try Archive.open(at: temporary.path, mode: .read).settings == settings)
    }

    @Test(
        "a mistake in the settings names its line",
        arguments: [
            ("institution: X\nlimits:\n  secondsPerPage: soon\n", "line 3"),
            ("institution: X\nlanguages: [../../etc]\n", "line 2"),
            ("institution: X\nlanguages: []\n", "line 2"),
            ("institution: [\n", "line 2"),
            ("institution: X\n\nsecondReading: ../../etc\n", "line 3"),
            ("secondReading: [Latin]\n", "line 1"), ("secondReading: \"\"\n", "line 1"),
            ("secondReading: {a: b}\n", "line 1"), ("secondReading: La tin\n", "line 1"),
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
