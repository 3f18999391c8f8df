import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import OCRBridge

@Suite("Model files without their words")
struct TrainedModelTests {
    @Test("all parts but the words are kept, in whatever order they lie")
    func parts() throws {
        for order in [[0, 17, 19, 23], [19, 0, 23, 17], [23, 17, 0, 19]] {
            let model = try #require(TrainedModel.parse(ModelFile(order: order).bytes))
            let kept = ModelFile(model.bytes)
            #expect(kept.offsets.count == 24)
            #expect(kept.parts.mapValues { $0.count } == [0: 10, 17: 27, 23: 33], "\(order)")
            for (part, bytes) in kept.parts {
                #expect(bytes.allSatisfy { $0 == UInt8(part) })
            }
            #expect(kept.offsets.filter { $0 >= 0 } == kept.offsets.filter { $0 >= 0 }.sorted())
        }
    }

    @Test("a model that has no words is kept as it is")
    func withoutWords() throws {
        let file = ModelFile(order: [0, 17, 23]).bytes
        #expect(try #require(TrainedModel.parse(file)).bytes == Array(file))
    }

    @Test("a part of a larger buffer is read from its own beginning")
    func slice() throws {
        let file = ModelFile(order: [0, 19, 17]).bytes
        let slice = (Data("before".utf8) + file)[6...]
        #expect(TrainedModel.parse(slice)?.bytes == TrainedModel.parse(file)?.bytes)
    }

    @Test("what is cut off within the table, or before a part begins, is no model")
    func truncated() {
        let file = ModelFile(order: [0, 17, 19]).bytes
        let begin = ModelFile(Array(file)).offsets[19]
        for length in 0...Int(begin) {
            #expect(TrainedModel.parse(file.prefix(length)) == nil, "\(length)")
        }
        #expect(TrainedModel.parse(file.prefix(Int(begin) + 1)) != nil)
    }

    @Test(
        "counts that no model has are refused",
        arguments: [0, 1, 19, 65, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x1800_0000] as [UInt32])
    func counts(_ count: UInt32) {
        var file = ModelFile(order: [0, 17, 19]).bytes
        file.replaceSubrange(0..<4, with: withUnsafeBytes(of: count.littleEndian) { Data($0) })
        #expect(TrainedModel.parse(file) == nil)
    }

    @Test(
        "a part that begins in the table, behind the file or where another does is refused",
        arguments: [0, 195, 100_000, .max, ModelFile.head + 10] as [Int64])
    func lyingOffsets(_ offset: Int64) {
        var file = ModelFile(order: [0, 17, 19])
        file.offsets[23] = offset
        #expect(TrainedModel.parse(file.bytes) == nil)
    }

    @Test("a file without any part, and a file that is not there, are no models")
    func nothing() throws {
        #expect(TrainedModel.parse(ModelFile(order: []).bytes) == nil)
        #expect(TrainedModel.read("/nowhere/Latin.traineddata") == nil)
        let folder = try TemporaryFolder()
        #expect(TrainedModel.read(folder.path) == nil)
    }

    @Test("parts of a gigabyte are not copied")
    func absurdSize() throws {
        let folder = try TemporaryFolder()
        try folder.write("big.traineddata", Array(ModelFile(order: [0, 17, 19]).bytes))
        let path = folder.path + "/big.traineddata"
        let whole = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        // A hole in the file: it takes no room on the disk.
        try whole.truncate(atOffset: 1 << 30)
        try whole.close()
        #expect(TrainedModel.read(path) != nil, "the last part is the words")
        try folder.write("big.traineddata", Array(ModelFile(order: [0, 19, 17]).bytes))
        let other = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try other.truncate(atOffset: 1 << 30)
        try other.close()
        #expect(TrainedModel.read(path) == nil)
    }

    @Test("the Latin model is small without its words, and its engine reads")
    func latin() async throws {
        let path = try TesseractData.find(preferred: nil).folder + "/Latin.traineddata"
        let model = try #require(TrainedModel.read(path))
        #expect(model.bytes.count < 2_000_000)
        #expect(model.bytes.count > 500_000)
        let engine = try TesseractEngine.load(model, language: "Latin")
        engine.show(try await Fixtures.image(format: "png-grey.png"), dotsPerInch: 200)
        try engine.run(within: 60)
        let text = TesseractResult(of: engine.handle).lines().map(\.text)
        #expect(text == ["Registrul general 2024"])
    }
}

/// A made model file: 24 parts at most; part `n` holds `n + 10` bytes of the value `n`.
private struct ModelFile {
    static let head: Int64 = 4 + 8 * 24
    var offsets = [Int64](repeating: -1, count: 24)
    var body: [UInt8] = []

    /// Lays parts one after another.
    init(order: [Int]) {
        for part in order {
            offsets[part] = Self.head + Int64(body.count)
            body += [UInt8](repeating: UInt8(part), count: part + 10)
        }
    }

    /// Takes a sound file apart.
    init(_ bytes: [UInt8]) {
        let table = bytes.dropFirst(4).prefix(8 * 24)
        offsets = stride(from: table.startIndex, to: table.endIndex, by: 8).map { start in
            (0..<8).reduce(0) { $0 | Int64(bytes[start + $1]) << (8 * Int64($1)) }
        }
        body = Array(bytes.dropFirst(Int(Self.head)))
    }

    /// The file.
    var bytes: Data {
        var data = Data([24, 0, 0, 0])
        for offset in offsets {
            withUnsafeBytes(of: offset.littleEndian) { data.append(contentsOf: $0) }
        }
        return data + body
    }

    /// The bytes of each part, by its number.
    var parts: [Int: [UInt8]] {
        let starts = offsets.filter { $0 >= 0 }.sorted() + [Self.head + Int64(body.count)]
        var result: [Int: [UInt8]] = [:]
        for (part, offset) in offsets.enumerated() where offset >= 0 {
            let end = starts.first { $0 > offset } ?? offset
            result[part] = Array(body[Int(offset - Self.head)..<Int(end - Self.head)])
        }
        return result
    }
}
