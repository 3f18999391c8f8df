import ArchiveModel
import Catalogue
import DomainTables

extension TypedChanges {
    /// What is to become of a field, as it was typed.
    package struct Field {
        /// What is to be done.
        enum Act: Equatable {
            /// It says this from then on.
            case set(String)
            /// The paper does not have it.
            case clear
            /// The list has this, too.
            case add(String)
            /// The list does not have this.
            case remove(String)
            /// The list has one item in the place of another.
            case replace(String, by: String)
        }

        /// The field's name.
        let name: String
        let act: Act

        /// A field with its value; without one it is to be taken away.
        package init(name: String, value: String?) {
            self.name = name
            act = value.map(Act.set) ?? .clear
        }

        /// Reads `field=value`, and of lists `field+=item`, `field-=item` and `field:item=other`; nil when a name
        /// or a value is empty.
        package init?(_ typed: String) {
            let parts = typed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            self.init(target: parts[0], value: parts[1])
        }

        /// The same with what stands before and behind the equals sign, as columns and cells of a table do.
        init?(target: Substring, value: Substring) {
            guard !value.isEmpty else { return nil }
            let value = String(value)
            if let colon = target.firstIndex(of: ":") {
                name = String(target[..<colon])
                let former = String(target[target.index(after: colon)...])
                guard !former.isEmpty else { return nil }
                act = .replace(former, by: value)
            } else if target.hasSuffix("+") {
                name = String(target.dropLast())
                act = .add(value)
            } else if target.hasSuffix("-") {
                name = String(target.dropLast())
                act = .remove(value)
            } else {
                name = String(target)
                act = .set(value)
            }
            guard !name.isEmpty else { return nil }
        }

        /// Whether it says what becomes of all of the field, and not of an item in it.
        var isWhole: Bool {
            switch act {
            case .set, .clear: true
            case .add, .remove, .replace: false
            }
        }
    }

    /// The name of something that is to be two things; nil when all names are different.
    ///
    /// A list may get several items, but not beside a value of the whole.
    package static func repeated(types: [String], fields: [Field]) -> String? {
        var whole: Set<String> = []
        let named = types.map { _ in DocumentChange.type } + fields.filter(\.isWhole).map(name)
        if let twice = named.first(where: { !whole.insert($0).inserted }) {
            return TerminalText.sanitized(twice)
        }
        return fields.filter { !$0.isWhole }.map(name).first(where: whole.contains)
            .map(TerminalText.sanitized)
    }

    /// The name that a field has in records, whatever was typed.
    private static func name(of field: Field) -> String {
        FieldTable.isType(field.name)
            ? DocumentChange.type
            : FieldTable.builtIn.named(field.name)?.name.rawValue ?? field.name
    }
}
