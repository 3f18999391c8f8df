import Testing

@testable import OCFL

@Suite struct VersionNameTests {
    private func codes(_ names: [String]) -> Set<String> {
        let log = FindingLog()
        let versions = names.compactMap { VersionName(ByteString($0)) }
        VersionName.checkSequence(versions, path: "inventory.json", log: log)
        return Set(log.findings.map(\.code))
    }

    @Test(
        "versions are one sequence from 1 in one way of writing",
        arguments: [
            (["v1", "v2", "v10", "v9", "v8", "v7", "v6", "v5", "v4", "v3"], []),
            (["v001", "v002"], ["W001"]), (["v2"], ["E009"]), (["v0", "v1"], ["E009"]),
            (["v1", "v3"], ["E010"]), (["v1", "v02"], ["E012", "E013"]),
            (["v1", "v01"], ["E012", "E013"]), (["v001", "v02"], ["E012", "E013", "W001"]),
            (
                ["v01", "v02", "v03", "v04", "v05", "v06", "v07", "v08", "v09", "v10"],
                ["E011", "E013", "W001"]
            ),
        ] as [([String], Set<String>)])
    func sequence(names: [String], expected: Set<String>) {
        #expect(codes(names) == expected)
    }

    @Test(
        "other texts are no names of versions",
        arguments: ["", "v", "1", "V1", "v-1", "v1 ", "v1.0", "v99999999999999999999", "v１"])
    func notAName(text: String) {
        #expect(VersionName(ByteString(text)) == nil)
    }
}

@Suite struct InternetDateTests {
    @Test(
        "dates with time and zone are valid",
        arguments: [
            "2024-02-29T23:59:60Z", "1985-04-12T23:20:50.52Z", "1996-12-19t16:39:57-08:00",
            "2021-03-31T08:22:37.241208990+05:30",
        ])
    func valid(text: String) {
        #expect(InternetDate.isValid(ByteString(text)))
    }

    @Test(
        "anything less is not",
        arguments: [
            "", "2024", "2024-01-01", "2024-01-01T10:00Z", "2024-01-01T10:00:00",
            "2024-01-01 10:00:00Z", "2024-13-01T10:00:00Z", "2024-00-01T10:00:00Z",
            "2024-04-31T10:00:00Z", "2100-02-29T10:00:00Z", "2024-01-01T24:00:00Z",
            "2024-01-01T10:60:00Z", "2024-01-01T10:00:00.Z", "2024-01-01T10:00:00+25:00",
            "2024-01-01T10:00:00+0200", "2024-01-01T10:00:00Zulu",
        ])
    func invalid(text: String) {
        #expect(!InternetDate.isValid(ByteString(text)))
    }
}
