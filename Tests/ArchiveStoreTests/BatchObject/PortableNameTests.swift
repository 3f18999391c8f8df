import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import OCFL

@Suite struct PortableNameTests {
    /// A name as the file system gave it and where it stands in an object.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: [UInt8]
        let path: String
        var version: Int?
        var testDescription: String { path }

        init(_ name: [UInt8], _ path: String, version: Int? = nil) {
            self.name = name
            self.path = path
            self.version = version
        }

        init(_ name: String, _ path: String, version: Int? = nil) {
            self.init(Array(name.utf8), path, version: version)
        }
    }

    @Test(
        "names stand in an object as the format says",
        arguments: [
            Case("0001.tif", "originals/0001.tif"),
            Case("Hot\u{103}r\u{E2}re 12.pdf", "originals/Hot\u{103}r\u{E2}re 12.pdf"),
            Case([0x63, 0x61, 0x66, 0xE9, 0x2E, 0x6A, 0x70, 0x67], "originals/caf%E9.jpg"),
            Case("100%.tif", "originals/100%25.tif"),
            Case("0001.tif", "originals/0001.tif%v3", version: 3),
        ])
    func table(_ example: Case) {
        expect(example)
    }

    @Test(
        "hostile names become harmless ones",
        arguments: [
            Case("..", "originals/%2E%2E"), Case(".", "originals/%2E"),
            Case("...", "originals/..."), Case("..a", "originals/..a"),
            Case("two\nlines", "originals/two%0Alines"),
            Case("a\u{7F}\u{85}", "originals/a%7F%C2%85"),
            Case("x\u{202E}fdp.exe", "originals/x%E2%80%AEfdp.exe"),
            Case("a\\b", "originals/a%5Cb"), Case("%41", "originals/%2541"),
            Case("a%v3", "originals/a%25v3"), Case("a%v3", "originals/a%25v3%v2", version: 2),
            Case("%n00", "originals/%25n00"), Case("a\u{2028}b", "originals/a%E2%80%A8b"),
            Case([0xC0, 0xAF], "originals/%C0%AF"),
            Case([0xED, 0xA0, 0x80], "originals/%ED%A0%80"),
            Case("\u{301}a", "originals/%CC%81a"), Case("e\u{301}", "originals/e%CC%81"),
            Case("\u{E9}", "originals/\u{E9}"), Case("\u{212B}", "originals/%E2%84%AB"),
            Case([0x63, 0xE9, 0xCC, 0x81], "originals/c%E9\u{301}"),
        ])
    func hostile(_ example: Case) {
        expect(example)
    }

    @Test("names that look alike or are the same to Unicode keep paths of their own")
    func canonicalEquivalence() {
        let names = ["\u{103}", "a\u{306}", "\u{C5}", "\u{212B}", "A\u{30A}", "\u{301}", "%CC%81"]
        let paths = names.map { LogicalPath.original(ScanName($0)) }
        // As String compares them: by canonical equivalence.
        #expect(Set(paths).count == names.count)
    }

    @Test("any bytes come back, and their path is always plain text")
    func roundTrip() throws {
        var random = Random(state: 20_240_318)
        for _ in 0..<3000 {
            let bytes = random.name()
            let path = LogicalPath.original(ScanName(bytes: bytes))
            try #require(LogicalPath.name(ofOriginal: path) == ScanName(bytes: bytes), "\(bytes)")
            let later = LogicalPath.original(ScanName(bytes: bytes), version: 12)
            try #require(LogicalPath.name(ofOriginal: later) == ScanName(bytes: bytes), "\(bytes)")
            #expect(path.utf8.count { $0 == UInt8(ascii: "/") } == 1)
            #expect(!path.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(!path.contains("\\"))
            let folder = ScanName(bytes: bytes + [0x2F] + bytes)
            #expect(PortableName.decode(PortableName.encode(folder, isPath: true)) == folder)
        }
    }

    @Test(
        "paths that stand for no received file are refused",
        arguments: [
            "originals/", "originals/a/b", "originals/..", "originals/.", "documents.json",
            "alto/a", "originals/%", "originals/%4", "originals/%4g", "originals/%ab",
            "originals/%+F", "originals/%-1", "originals/%v", "originals/%v3", "originals/a%v",
            "originals/a%v0", "originals/a%v+3", "originals/a%v-3", "originals/a%v03",
            "originals/a%v3x", "originals/a%v3%v4", "originals/a%n", "originals/a%q1",
            "/originals/a", "originals//a", "originals/\u{301}a",
        ])
    func refused(path: String) {
        #expect(LogicalPath.name(ofOriginal: path) == nil)
    }

    @Test("a name over 255 bytes lies under the digest of its path")
    func longNames() throws {
        let fits = "originals/" + String(repeating: "a", count: 255)
        #expect(ContentPath.below(fits) == fits)
        for name in [String(repeating: "%", count: 86), String(repeating: "\u{301}", count: 127)] {
            let path = LogicalPath.original(ScanName(name))
            let hex = try Checksum.sha512(Array(path.utf8))
            #expect(path.utf8.count > 265)
            #expect(ContentPath.below(path) == "originals/%n" + hex.prefix(64))
            let alto = LogicalPath.alto(ofOriginal: path)
            #expect(alto == "alto/" + path.dropFirst(10) + ".xml.gz")
            #expect(ContentPath.below(alto).hasPrefix("alto/%n"))
            #expect(ContentPath.below(alto) != "alto/%n" + hex.prefix(64))
        }
        let composed = LogicalPath.original(ScanName(String(repeating: "\u{103}", count: 127)))
        #expect(ContentPath.below(composed) == composed)
        #expect(
            ContentPath.below(LogicalPath.alto(ofOriginal: composed)).hasPrefix("alto/%n"))
    }

    private func expect(_ example: Case) {
        let name = ScanName(bytes: example.name)
        let path = LogicalPath.original(name, version: example.version)
        #expect(Array(path.utf8) == Array(example.path.utf8), "\(path)")
        #expect(LogicalPath.name(ofOriginal: path) == name)
    }

    /// Repeatable names of bytes that are trouble.
    private struct Random {
        var state: UInt64

        static let pieces: [[UInt8]] =
            ["%", "\\", "v", "n", "3", "A", ".", "..", " ", "\n", "e", "\u{301}", "\u{103}"]
            .map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80], [0xF0, 0x9F], [0xE2, 0x80, 0xAE]]

        mutating func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }

        mutating func name() -> [UInt8] {
            let count = 1 + next() % 40
            let bytes = (0..<count).flatMap { _ -> [UInt8] in
                if next() % 2 == 0 { return Self.pieces[next() % Self.pieces.count] }
                let byte = UInt8(next() % 255 + 1)
                return byte == 0x2F ? [0x30] : [byte]
            }
            return Array(bytes.prefix(255))
        }
    }
}
