/// The known abbreviations: a table in the program.
struct Abbreviations {
    /// The text that must follow a misread word.
    enum Follower: String {
        case number, code, anything
    }

    /// Abbreviations that always have a dot, without it, in small letters.
    let dotted: Set<String>
    /// For each misreading, in small letters, the printed form.
    let misread: [String: (printed: String, follower: Follower)]
    /// For each row of capitals the abbreviation with its dots.
    let letters: [String: String]

    /// The table that comes with the program.
    static let builtIn = Abbreviations(
        String(decoding: PackageResources.abbreviations_txt, as: UTF8.self))

    /// Reads a table; an invalid line is a bug in the program that contains it.
    init(_ table: String) {
        var dotted: Set<String> = []
        var misread: [String: (printed: String, follower: Follower)] = [:]
        var letters: [String: String] = [:]
        for line in table.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: " ").map(String.init)
            switch (cells.first, cells.count) {
            case ("dot", 2): dotted.insert(cells[1])
            case ("letters", 2): letters[cells[1].filter { $0 != "." }] = cells[1]
            case ("misread", 4):
                guard let follower = Follower(rawValue: cells[3]) else { fallthrough }
                misread[cells[1]] = (cells[2], follower)
            default: preconditionFailure("a row of abbreviations.txt is of no kind: \(line)")
            }
        }
        self.dotted = dotted
        self.misread = misread
        self.letters = letters
    }
}
