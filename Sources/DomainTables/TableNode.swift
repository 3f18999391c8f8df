import ArchiveModel
import Yams

/// A value of a table, with the words to say where it stands when it is wrong.
struct TableNode {
    /// Name of the table's file.
    let file: String
    /// Keys that lead to the value.
    let path: String
    private let node: Node

    /// Reads the top of a table.
    init(yaml: [UInt8], file: String) throws(TableError) {
        let text = String(decoding: yaml, as: UTF8.self)
        let top: Node?
        do {
            // No rules for kinds of values: all of ours are read as texts, and the usual rules are
            // regular expressions, tried on every key.
            top = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            let trouble = Self.explain(error)
            throw .notYAML(file: file, line: trouble.line, problem: trouble.problem)
        } catch {
            throw .notYAML(file: file, line: nil, problem: "unreadable")
        }
        guard let top else { throw .notYAML(file: file, line: nil, problem: "it is empty") }
        self.init(file: file, path: "the table", node: top)
    }

    private init(file: String, path: String, node: Node) {
        self.file = file
        self.path = path
        self.node = node
    }

    /// Line of the value, from 1.
    var line: Int? { node.mark?.line }

    /// The values of a mapping; keys that are not allowed are refused, nil allows all.
    func mapping(
        allowing keys: [String]? = nil
    ) throws(TableError) -> [String: TableNode] {
        guard let mapping = node.mapping else { throw wrong("a mapping of keys to values") }
        var result: [String: TableNode] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            if let keys, !keys.contains(name) {
                throw .unknownKey(file: file, line: key.mark?.line, key: name, allowed: keys)
            }
            result[name] = TableNode(file: file, path: name, node: value)
        }
        return result
    }

    /// A value of this mapping that must be there.
    func required(
        _ key: String, in values: [String: TableNode]
    ) throws(TableError) -> TableNode {
        guard let value = values[key] else {
            throw .missingKey(file: file, line: line, key: key)
        }
        return value
    }

    /// The items of a list.
    func items() throws(TableError) -> [TableNode] {
        guard let sequence = node.sequence else { throw wrong("a list") }
        return sequence.map { TableNode(file: file, path: path, node: $0) }
    }

    /// Whether the value is a list.
    var isList: Bool { node.sequence != nil }

    /// A text that is not empty.
    func text() throws(TableError) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw wrong("a text") }
        return text
    }

    /// A text without control characters and the like, which would reach terminals and pages.
    func plainText() throws(TableError) -> String {
        let text = try text()
        guard TerminalText.sanitized(text) == text else { throw wrong("a text of one line") }
        return text
    }

    /// A whole number within bounds.
    func number(_ bounds: ClosedRange<Int>) throws(TableError) -> Int {
        guard let text = node.scalar?.string, let number = Int(text), bounds.contains(number)
        else { throw wrong("a number from \(bounds.lowerBound) to \(bounds.upperBound)") }
        return number
    }

    /// `true` or `false`.
    func flag() throws(TableError) -> Bool {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw wrong("true or false")
        }
    }

    /// A day, such as `2026-11-30`.
    func date() throws(TableError) -> CalendarDate {
        guard let date = CalendarDate(iso: node.scalar?.string ?? "") else {
            throw wrong("a day such as 2026-11-30")
        }
        return date
    }

    /// One of the words that a type knows.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        among type: Choice.Type
    ) throws(TableError) -> Choice {
        guard let choice = Choice(rawValue: node.scalar?.string ?? "") else {
            throw wrong("one of " + type.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    /// The error that this value is not what is expected.
    func wrong(_ expected: String) -> TableError {
        .wrongValue(file: file, line: line, key: path, expected: expected)
    }

    /// Why a table is no YAML, and on which line, from 1.
    private struct Trouble {
        let line: Int?
        let problem: String
    }

    private static func explain(_ error: YamlError) -> Trouble {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Trouble(line: mark.line, problem: problem)
        case .duplicatedKeysInMapping(_, let context):
            return Trouble(line: context.mark.line, problem: "a key stands twice")
        default: return Trouble(line: nil, problem: "unreadable")
        }
    }
}
