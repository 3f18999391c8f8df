import Foundation

/// A Tesseract model file without its list of words.
///
/// The words are 88 of the 89 megabytes of the Latin script's model; an engine that holds them
/// needs 250 megabytes and half a second to start. Doubtful words were read the same without them.
///
/// A `.traineddata` file begins with the number of its parts (32 bits) and the offset of each (64
/// bits, -1 for a missing part), little-endian; see tesseract's `tessdatamanager`.
struct TrainedModel {
    /// The content of the file without the words.
    let bytes: [UInt8]

    /// Number of the part that holds the words (`TESSDATA_LSTM_SYSTEM_DAWG`).
    private static let wordList = 19
    /// How many kinds of parts a file may name; more means another format.
    private static let partCounts = 20...64
    /// The kept parts have a few megabytes; more means another format.
    private static let mostBytes = 64 << 20

    /// Reads a model file; nil if it cannot be read or has another format.
    static func read(_ path: String) -> TrainedModel? {
        guard
            let file = try? Data(
                contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        else { return nil }
        return parse(file)
    }

    /// Takes a model apart; nil if it has another format.
    static func parse(_ file: Data) -> TrainedModel? {
        guard let count = number(UInt32.self, at: 0, of: file).map(Int.init),
            partCounts.contains(count)
        else { return nil }
        let offsets = (0..<count).compactMap { number(Int64.self, at: 4 + 8 * $0, of: file) }
        guard offsets.count == count else { return nil }
        let head = 4 + 8 * count
        let starts = offsets.filter { $0 >= 0 }.map(Int.init).sorted()
        guard let first = starts.first, let last = starts.last, first >= head,
            last < file.count, Set(starts).count == starts.count
        else { return nil }
        var newOffsets = [Int64](repeating: -1, count: count)
        var body: [UInt8] = []
        for (part, offset) in offsets.enumerated() where offset >= 0 && part != wordList {
            let start = Int(offset)
            let end = starts.first { $0 > start } ?? file.count
            guard body.count + end - start <= mostBytes else { return nil }
            newOffsets[part] = Int64(head + body.count)
            body += file[file.startIndex + start..<file.startIndex + end]
        }
        return TrainedModel(
            bytes: bytes(of: UInt32(count)) + newOffsets.flatMap(bytes(of:)) + body)
    }

    private static func number<Number: FixedWidthInteger>(
        _ type: Number.Type, at offset: Int, of file: Data
    ) -> Number? {
        let size = MemoryLayout<Number>.size
        guard offset + size <= file.count else { return nil }
        return file.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type))
        }
    }

    private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
