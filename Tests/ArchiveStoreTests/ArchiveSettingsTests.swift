import ArchiveModel
import ArchiveStore
import ArchiveTestSupport
import Foundation
import Testing

@testable import DurableFiles

@Suite struct ArchiveSettingsTests {
    private func open(yaml: String) throws -> ArchiveSettings {
        let temporary = try TemporaryArchive()
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: temporary.path + "/archive.yaml"))
        return try Archive.open(at: temporary.path, mode: .read).settings
    }

    @Test("missing keys have their usual values")
    func usualValues() throws {
        let settings = try open(
            yaml: "languages: ron\nlimits:\n  secondsPerPage: 30\n")
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

    @Test(
        "a key that is not known is a mistake, with the nearest that is",
        arguments: [
            ("institution: X\nlangauges: ron\n", 2, "'languages'"),
            ("limits:\n  secondPerPage: 30\n", 2, "'secondsPerPage'"),
            ("secondsPerPage: 30\n", 1, "below 'limits'"),
            ("limits:\n  languages: ron\n", 2, "at the left edge"),
            ("Limits:\n  secondsPerPage: 30\n", 1, "'limits'"),
            ("institution: X\n\ncolour: blue\n", 3, "there are id, institution"),
            ("limits:\n  secondsPerPage: 30\n  secondsPerPage: 60\n", 3, "stands twice"),
            ("languages: ron\ninstitution: X\nlanguages: eng\n", 3, "stands twice"),
            ("limits:\n  secondsPerPage: 100000\n", 2, "from 1 to 86400"),
            ("limits:\n  workerMemoryMegabytes: 2 GB\n", 2, "whole number"),
            ("limits:\n  workerMemoryMegabytes: -5\n", 2, "whole number"),
            ("quietSeconds: soon\n", 1, "whole number"),
            ("quietSeconds:\n  \"a\": [1]\n", 2, "whole number"),
            ("separators: [\"\"]\n", 1, "a text of a code"),
            ("separatorPatches:\n- T\n- 5\n", 3, "1, 2, 3, 4, 6 or T"),
            ("skip: [\"*\"]\n", 1, "a pattern for names"), ("staleHours: 0\n", 1, "from 1"),
            ("skip:\n- x\n- a/b\n", 3, "single names"), ("skip: [a/b/]\n", 1, "single names"),
            ("unfinished: [\"x/\"]\n", 1, "single names"),
            ("duplex: \"*f*\"\n", 1, "indented"), ("duplex:\n  \"*f*\": \"b*\"\n", 2, "the same *"),
            ("duplex:\n  \"f*\": \"F*\"\n", 2, "two different"),
            ("duplex:\n  \"*\": \"*b\"\n", 2, "two different"),
            ("duplex:\n  \"a/f*\": \"a/b*\"\n", 2, "patterns for names"),
            ("duplex:\n  \"f*\": [b]\n", 2, "patterns for names"),
            ("dossiers: A\n", 1, "indented"),
            ("dossiers:\n  \"a\": vechi\n", 2, "CODE/YEAR/NUMBER"),
            ("dossiers:\n  \"a\": A/2024/1\n  \"*_*\": \"*/*/*\"\n", 3, "the same as"),
            ("dossiers:\n  \"*\": \"*/2024/1\"\n", 2, "a pattern for folders"),
            ("institution: [X]\n", 1, "single text"), ("limits: 5\n", 1, "indented"),
        ])
    func mistypedKeys(yaml: String, line: Int, words: String) throws {
        let error = #expect(throws: StoreError.self) { try open(yaml: yaml) }
        #expect(error?.codeName == "archive-settings-invalid")
        #expect(error?.message.contains("line \(line) ") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test("what is taken in, and when, is read and written as it was")
    func receiving() throws {
        let settings = try open(
            yaml: "skip: \"*.bak\"\nunfinished: [\"*.mov\", 'x?']\nquietSeconds:\n"
                + "  \"scans/copier*\": 120\n  \"*\": 5\nstaleHours: 3\n"
                + "dossiers:\n  \"*_*_*\": \"*/*/*\"\n  \"a\": A/2024/1\n"
                + "duplex:\n  \"*f*\": \"*b*\"\n  \"1?\": \"2?\"\n")
        #expect(settings.receiving.duplex.map(\.fronts) == ["*f*", "1?"])
        #expect(settings.receiving.duplex.map(\.backs) == ["*b*", "2?"])
        #expect(settings.receiving.dossiers.map(\.folders) == ["*_*_*", "a"])
        #expect(settings.receiving.dossiers.map(\.dossier) == ["*/*/*", "A/2024/1"])
        #expect(settings.receiving.skip == ["*.bak"])
        #expect(settings.receiving.unfinished == ["*.mov", "x?"])
        #expect(settings.receiving.quietSeconds.map(\.seconds) == [120, 5])
        #expect(settings.receiving.staleHours == 3)
        let temporary = try TemporaryArchive(settings: settings)
        var written = try Archive.open(at: temporary.path, mode: .read).settings
        written.id = settings.id
        #expect(written == settings)
        #expect(
            try open(yaml: "quietSeconds: 60\n").receiving.quietSeconds
                == [.init(folders: "*", seconds: 60)])
    }

    @Test("which sheets are separators is read and written as it was")
    func separators() throws {
        #expect(try open(yaml: "institution: X\n").separators == SeparatorSheets())
        let settings = try open(
            yaml: "separators: [\"ARH-SEP\", 'a \"b\"']\nseparatorPatches: [t, 2]\n")
        #expect(settings.separators.payloads == ["ARH-SEP", "a \"b\""])
        #expect(settings.separators.patches == [.patchT, .patch2])
        let temporary = try TemporaryArchive(settings: settings)
        let written = try Archive.open(at: temporary.path, mode: .read).settings
        #expect(written.separators == settings.separators)
        let none = try open(yaml: "separators: []\nseparatorPatches: []\n").separators
        #expect(none.payloads.isEmpty && none.patches.isEmpty)
    }

    @Test("what is written is read again as it was", arguments: ["Latin", "script/Latin", nil])
    func roundTrip(model: String?) throws {
        var settings = ArchiveSettings(institution: "X", secondReading: model)
        let temporary = try TemporaryArchive(settings: settings)
        settings.id = temporary.archive.settings.id
        #expect(settings.id != nil)
        let text = try String(contentsOfFile: temporary.path + "/archive.yaml", encoding: .utf8)
        #expect(text.contains("\nsecondReading: \(model.map { "\"\($0)\"" } ?? "")\n"))
        var written = try Archive.open(at: temporary.path, mode: .read).settings
        written.id = settings.id
        #expect(written == settings)
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
