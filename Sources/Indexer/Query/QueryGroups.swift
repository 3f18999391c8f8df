/// Takes the parentheses out of a query where it means the same without them.
struct QueryGroups {
    private(set) var notes: [QueryNote] = []
    private let items: [QueryItem]
    private var index = 0
    private var depth = 0

    /// Deeper than anybody types; each level is a call.
    private static let deepest = 32

    /// The parts without parentheses, `AND` and `NOT`; throws where only parentheses could say it.
    static func flattened(
        _ items: [QueryItem]
    ) throws(QuerySyntaxError) -> NotedItems {
        var groups = QueryGroups(items)
        let flat = try groups.group(until: nil)
        return NotedItems(items: flat, notes: groups.notes)
    }

    private init(_ items: [QueryItem]) {
        self.items = items
    }

    /// The parts up to the end of a group; `open` is where it began, nil at the top.
    private mutating func group(until open: QueryItem?) throws(QuerySyntaxError) -> [QueryItem] {
        var result: [QueryItem] = []
        var isExcluded = false
        while index < items.count {
            var item = items[index]
            index += 1
            switch item.kind {
            case .close:
                if open != nil { return result }
                notes.append(.parenthesis(item.column))
                continue
            case .not:
                if isEnd(at: index, or: { $0 == .or || $0 == .not }) {
                    notes.append(.operatorAlone("NOT", at: item.column))
                }
                isExcluded = true
                continue
            case .and(let name):
                if result.isEmpty || Self.isJoint(items[index - 2].kind)
                    || isEnd(at: index, or: { $0 == .or })
                {
                    notes.append(.operatorAlone(name, at: item.column))
                }
                continue
            case .open:
                item.isExcluded = item.isExcluded || isExcluded
                result += try inner(item, behind: result.last)
            default:
                item.isExcluded = item.isExcluded || (isExcluded && item.kind != .or)
                result.append(item)
            }
            isExcluded = false
        }
        if let open { notes.append(.parenthesis(open.column)) }
        return result
    }

    /// Whether nothing follows to which an operator could belong.
    private func isEnd(at index: Int, or isOther: (QueryItem.Kind) -> Bool) -> Bool {
        index == items.count || items[index].kind == .close || isOther(items[index].kind)
    }

    private static func isJoint(_ kind: QueryItem.Kind) -> Bool {
        switch kind {
        case .and, .or, .not: true
        default: false
        }
    }

    /// The parts of a group, when they mean the same without its parentheses.
    private mutating func inner(
        _ open: QueryItem, behind previous: QueryItem?
    ) throws(QuerySyntaxError) -> [QueryItem] {
        guard depth < Self.deepest else { throw .groupUnknown(open.column) }
        depth += 1
        let parts = try group(until: open)
        depth -= 1
        guard !parts.isEmpty else { return [] }
        let isRow = Self.isRow(parts)
        if open.isExcluded {
            // Without all of these is without each of them; without a pair is another question.
            guard isRow, parts.allSatisfy({ !$0.isExcluded }) else {
                throw .groupUnknown(open.column)
            }
            return parts.filter { $0.kind != .or }.map { part in
                var part = part
                part.isExcluded = true
                return part
            }
        }
        let isJoined =
            previous?.kind == .or || (index < items.count && items[index].kind == .or)
        if isJoined && !isRow { throw .groupUnknown(open.column) }
        return parts
    }

    /// Whether the parts are one, or joined by OR only.
    private static func isRow(_ parts: [QueryItem]) -> Bool {
        parts.enumerated().allSatisfy { place, part in
            (part.kind == .or) == (place % 2 == 1)
        } && parts.count % 2 == 1
    }
}
