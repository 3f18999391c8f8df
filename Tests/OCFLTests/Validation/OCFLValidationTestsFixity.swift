import Foundation
import Testing

@testable import OCFL

@Suite struct FixityTests {
    @Test(
        "digests are those of other programs",
        arguments: [
            (
                DigestAlgorithm.md5, "d41d8cd98f00b204e9800998ecf8427e",
                "900150983cd24fb0d6963f7d28e17f72"
            ),
            (
                .sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "a9993e364706816aba3e25717850c26c9cd0d89d"
            ),
            (.sha256, "e3b0c44298fc1c14", "ba7816bf8f01cfea"),
            (.sha512, "cf83e1357eefb8bd", "ddaf35a193617aba"),
            (.blake2b512, "786a02f742015903", "ba80a53f981c4d0d"),
            (.blake2b384, "b32811423377f52d", "6f56a82c8e7ef526"),
            (.blake2b256, "0e5751c026e543b2", "bddd813c63423972"),
            (.blake2b160, "3345524abf6bbe18", "384264f676f39536"),
        ])
    func vectors(algorithm: DigestAlgorithm, ofNothing: String, ofABC: String) {
        #expect(digest("", algorithm).hasPrefix(ofNothing))
        #expect(digest("abc", algorithm).hasPrefix(ofABC))
        #expect(digest("", algorithm).utf8.count == algorithm.byteCount * 2)
    }

    @Test("a digest does not depend on how the bytes come in", arguments: DigestAlgorithm.allCases)
    func pieces(algorithm: DigestAlgorithm) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let whole = algorithm.digest(of: bytes)
        for size in [1, 127, 128, 129, 256] {
            var running = RunningDigest(algorithm)
            for start in stride(from: 0, to: bytes.count, by: size) {
                Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes {
                    running.update($0)
                }
            }
            #expect(running.finish() == whole)
        }
    }

    @Test("files larger than the buffer are hashed, and findings come in the order of the jobs")
    func largeFiles() throws {
        let folder = NSTemporaryDirectory() + "fixity-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let content = Data((0..<FixityCheck.chunk * 2 + 17).map { UInt8(truncatingIfNeeded: $0) })
        let right = DigestAlgorithm.sha512.digest(of: Array(content))
        let jobs = try (0..<8).map { number in
            let path = "\(folder)/\(number)"
            try content.write(to: URL(fileURLWithPath: path))
            let digest = number % 3 == 1 ? ByteString("00") : right
            return FixityJob(
                path: Array(path.utf8), label: ByteString("\(number)"),
                expected: [
                    ExpectedDigest(
                        algorithm: .sha512, digest: digest, rule: .manifest,
                        inventory: "inventory.json")
                ])
        }
        for threads in [1, 3, 50] {
            let result = FixityCheck.run(jobs, threads: threads)
            #expect(result.findings.map(\.path) == ["1", "4", "7"])
            #expect(result.files == 8)
            #expect(result.bytes == Int64(content.count * 8))
        }
    }

    @Test("a file that is gone, a folder and a pipe are findings and hold nothing up")
    func unreadable() throws {
        let folder = NSTemporaryDirectory() + "fixity-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder + "/folder", withIntermediateDirectories: true)
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        let jobs = ["none", "folder", "pipe"].map { name in
            FixityJob(
                path: Array("\(folder)/\(name)".utf8), label: ByteString(name),
                expected: [
                    ExpectedDigest(
                        algorithm: .md5, digest: "00", rule: .fixity, inventory: "inventory.json")
                ])
        }
        let result = FixityCheck.run(jobs, threads: 2)
        #expect(result.findings.map(\.path) == ["none", "folder", "pipe"])
        #expect(result.findings.allSatisfy { $0.code == "E093" })
        #expect(result.bytes == 0)
    }

    @Test("no job is no work")
    func nothing() {
        #expect(FixityCheck.run([], threads: 4).files == 0)
    }
}
