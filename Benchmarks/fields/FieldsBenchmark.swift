import ArchiveModel
import DomainTables
import Foundation
import MetadataExtraction

/// Reads documents, one as JSON on each line, and prints the type and the fields that are read from each.
///
/// A line is an array of pages. What is printed has the keys `type` and `fields` of `dump --form scoring`. The last
/// line on standard error says how long a page took.
@main enum FieldsBenchmark {
    static func main() throws {
        let extractor = MetadataExtractor(rules: try MetadataRules())
        let scan = ContentDigest(hex: String(repeating: "0", count: 128))!
        let clock = ContinuousClock()
        var (spent, pageCount) = (Duration.zero, 0)
        while let line = readLine() {
            let readings = try JSONDecoder().decode([RecognizedPage].self, from: Data(line.utf8))
            let pages = readings.enumerated().map { index, reading in
                AddressedPage(
                    address: PageAddress(scan: scan, number: index + 1), reading: reading)
            }
            var document = ExtractedDocument.unknown
            spent += clock.measure { document = extractor.extract(from: pages) }
            pageCount += pages.count
            print(String(decoding: try JSONEncoder().encode(Answer(document)), as: UTF8.self))
        }
        let parts = spent.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        let each = String(format: "%.3f", seconds * 1000 / Double(max(1, pageCount)))
        FileHandle.standardError.write(Data("\(each) ms a page, \(pageCount) pages\n".utf8))
    }
}

/// What was read from a document.
private struct Answer: Encodable {
    let type: String?
    let fields: [String: FieldAnswer]

    init(_ document: ExtractedDocument) {
        type = document.type?.rawValue
        fields = Dictionary(grouping: document.fields) { $0.name.rawValue }
            .mapValues(FieldAnswer.init)
    }
}

/// The values of a field; a list if the table says that it is one.
private struct FieldAnswer: Encodable {
    let values: [ValueAnswer]
    let isList: Bool

    init(_ fields: [ExtractedField]) {
        values = fields.map(ValueAnswer.init)
        isList = fields.contains { FieldTable.builtIn[$0.name]?.isList ?? false }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if isList {
            try container.encode(values)
        } else {
            try container.encode(values[0])
        }
    }
}

/// A value, with what is known of it.
private struct ValueAnswer: Encodable {
    let value: String
    let valid: Bool?
    let confidence: Double
    let rule: String
    let state: String

    init(_ field: ExtractedField) {
        value = field.value
        valid = field.check.isPassed
        confidence = field.confidence.value
        rule = field.rule
        state = field.state.rawValue
    }
}
