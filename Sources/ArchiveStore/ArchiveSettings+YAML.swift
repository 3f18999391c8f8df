import ArchiveModel
import Catalogue
import DurableFiles
import Yams

extension ArchiveSettings {
    /// Reads the text of `archive.yaml`; missing keys have usual values.
    ///
    /// Throws `archive-settings-invalid` with the line of the trouble: a key that is not known or
    /// stands twice, a value of another kind or out of range.
    init(yaml text: String, path: String) throws(StoreError) {
        self.init()
        let root: Node?
        do {
            // No rules for kinds of values: what is a number or nothing is told by the reader below,
            // and the usual rules are regular expressions, tried on every key.
            root = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch {
            let trouble = Self.trouble(error, in: text)
            throw .settingsInvalid(path, line: trouble.line, problem: trouble.problem, cause: error)
        }
        guard let root else { return }
        guard let keys = root.mapping else {
            throw .settingsInvalid(
                path, line: root.mark?.line, problem: "'name: value' is expected")
        }
        let reader = SettingsReader(path: path)
        try reader.requireKnown(keys, among: Self.keys, elsewhere: Self.limitKeys)
        id = try reader.identity(keys["id"])
        institution = try reader.text(keys["institution"]) ?? nil
        languages = try reader.languages(keys["languages"]) ?? languages
        if let node = keys["secondReading"] { secondReading = try reader.language(node) }
        try reader.read(keys, into: &receiving)
        separators.payloads = try reader.payloads(keys["separators"]) ?? separators.payloads
        separators.patches = try reader.patches(keys["separatorPatches"]) ?? separators.patches
        confinement = try reader.confinement(keys["confinement"]) ?? confinement
        guard let node = keys["limits"], !SettingsReader.isNull(node) else { return }
        guard let limits = node.mapping else {
            throw .settingsInvalid(
                path, line: node.mark?.line,
                problem: "'limits' holds indented 'name: number' lines")
        }
        try reader.requireKnown(limits, among: Self.limitKeys, elsewhere: Self.keys)
        try reader.read(limits, into: &self.limits)
    }

    /// What may stand in `archive.yaml`.
    private static let keys = [
        "id", "institution", "languages", "secondReading", "skip", "unfinished", "quietSeconds",
        "staleHours", "duplex", "dossiers", "separators", "separatorPatches", "confinement",
        "limits",
    ]
    /// What may stand below `limits`.
    private static let limitKeys = [
        "maxPixelsPerPage", "secondsPerPage", "workerMemoryMegabytes", "maxPagesPerScan",
    ]

    /// The text of `archive.yaml`, with what a person who edits it needs to know.
    var yaml: String {
        let name = institution.map(SettingsReader.quoted) ?? ""
        return """
            # Settings of this archive, for any editor; changes hold from the next command.

            # Name of the institution, as it stands on its papers.
            institution: \(name)

            # Languages of recognition (Tesseract's names), the main one first.
            languages: [\(languages.map(SettingsReader.quoted).joined(separator: ", "))]

            # Model that words in doubt are read again with (a script, by Tesseract's name); empty: none.
            secondReading: \(secondReading.map(SettingsReader.quoted) ?? "")

            # Names of files that are no scans and are not taken in; each ingest says how many. * stands for any
            # letters, a slash at the end means folders only.
            skip: \(Self.list(receiving.skip))

            # Names of transfers that are not done, beside the usual ones.
            unfinished: \(Self.list(receiving.unfinished))

            # Seconds for which a file must have been left alone, by folder, for scanners that write a file
            # anew after each page, such as  "scans/copier*": 120. Without a line for its folder: 1.
            quietSeconds:\(Self.lines(receiving.quietSeconds))

            # Hours after which a transfer that is not done is told as broken off.
            staleHours: \(receiving.staleHours)

            # Sheets whose fronts lie in one file and whose backs lie in another, in reverse order, since the stack
            # was turned over between; names of both, such as  "*fronts*": "*backs*". One waits for the other.
            duplex:\(Self.lines(receiving.duplex))

            # Dossiers of the documents of some folders, such as  "*_*_*": "*/*/*"  for folders II.C.7_2024_12. A sheet,
            # a file dosar.yaml and ingest --dossier come first.
            dossiers:\(Self.lines(receiving.dossiers))

            # Sheets that only part documents: texts of their codes (Code 39, Code 128, QR), and their patch
            # codes (1, 2, 3, 4, 6, T).
            separators: \(Self.list(separators.payloads))
            separatorPatches: \(Self.list(separators.patches.compactMap(SettingsReader.patchName)))

            # Confinement of the processes that read scans: standard (what the kernel offers must hold),
            # strict (the kernel must offer all of it) or best-effort (reads on without).
            confinement: \(confinement.rawValue)

            # What one page or scan may cost, time in seconds of a processor; more than this goes to quarantine.
            limits:
              maxPixelsPerPage: \(limits.maxPixelsPerPage)
              secondsPerPage: \(limits.secondsPerPage)
              workerMemoryMegabytes: \(limits.workerMemoryMegabytes)
              maxPagesPerScan: \(limits.maxPagesPerScan)

            """ + (id.map(Self.identityLines) ?? "")
    }

    /// A text of settings without identity, with one added at its end.
    ///
    /// Nil when the text is such that a line at its end would not be read as meant.
    static func yaml(_ text: String, adding id: ArchiveID) -> String? {
        let added = text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + identityLines(id)
        guard var expected = try? ArchiveSettings(yaml: text, path: "") else { return nil }
        expected.id = id
        return (try? ArchiveSettings(yaml: added, path: "")) == expected ? added : nil
    }

    private static func identityLines(_ id: ArchiveID) -> String {
        """

        # Identity of this archive, made once; leave it as it is (see --archive-id).
        id: "\(id.text)"

        """
    }

    private static func list(_ patterns: [String]) -> String {
        "[" + patterns.map(SettingsReader.quoted).joined(separator: ", ") + "]"
    }

    private static func lines(_ times: [QuietTime]) -> String {
        times.map { "\n  \(SettingsReader.quoted($0.folders)): \($0.seconds)" }.joined()
    }

    private static func lines(_ names: [Duplex]) -> String {
        names.map {
            "\n  \(SettingsReader.quoted($0.fronts)): \(SettingsReader.quoted($0.backs))"
        }.joined()
    }

    private static func lines(_ rules: [FolderDossier]) -> String {
        rules.map {
            "\n  \(SettingsReader.quoted($0.folders)): \(SettingsReader.quoted($0.dossier))"
        }.joined()
    }

    /// The line on which a name stands for the second time, from 1.
    private static func secondLine(of name: String, after line: Int, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let places = lines.indices.filter { index in
            index + 1 >= line
                && lines[index].drop { " \"'".contains($0) }.hasPrefix(name)
        }
        return places.count > 1 ? places[1] + 1 : nil
    }

    /// Why a text is no YAML, and on which line, from 1.
    private struct Trouble {
        let line: Int?
        let problem: String
    }

    private static func trouble(
        _ error: any Error, in text: String
    ) -> Trouble {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Trouble(line: mark.line, problem: problem)
        case .reader(let problem, _, _, _): Trouble(line: nil, problem: problem)
        case .duplicatedKeysInMapping(let names, let context):
            Trouble(
                line: names.first.flatMap {
                    secondLine(of: $0, after: context.mark.line, in: text)
                } ?? context.mark.line,
                problem: "'\(names.first?.prefix(40) ?? "a name")' stands twice; keep one")
        default: Trouble(line: nil, problem: "it is no YAML")
        }
    }
}

/// Reads single settings and names the line when one is wrong.
struct SettingsReader {
    let path: String

    static func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }

    /// The text in double quotes, with escapes for what would end it or act on a terminal.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value):
                result += "\\x" + Hexadecimal.text(of: CollectionOfOne(UInt8(scalar.value)))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Throws for a key that is not known, with the nearest that is.
    func requireKnown(
        _ mapping: Node.Mapping, among known: [String], elsewhere: [String]
    ) throws(StoreError) {
        for (key, _) in mapping {
            let name = key.scalar?.string ?? ""
            if known.contains(name) { continue }
            let shown = "'\(name.prefix(40))' is not known here"
            if elsewhere.contains(name) {
                throw invalid(
                    key,
                    problem: known.contains("limits")
                        ? shown + "; it stands below 'limits'"
                        : shown + "; it stands at the left edge")
            }
            let remedy =
                NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
                ?? "there are \(known.joined(separator: ", "))"
            throw invalid(key, problem: "\(shown); \(remedy)")
        }
    }

    /// What is taken in, and when.
    func read(
        _ keys: Node.Mapping, into receiving: inout ArchiveSettings.Receiving
    ) throws(StoreError) {
        if let node = keys["skip"] { receiving.skip = try patterns(node) }
        receiving.unfinished = try patterns(keys["unfinished"], mayEndWithSlash: false)
        receiving.staleHours =
            try number(keys["staleHours"], in: 1...8760) ?? receiving.staleHours
        receiving.duplex = try duplex(keys["duplex"])
        receiving.dossiers = try dossiers(keys["dossiers"])
        guard let node = keys["quietSeconds"], !Self.isNull(node) else { return }
        guard let folders = node.mapping else {
            let seconds = try number(node, in: 0...86_400) ?? 1
            receiving.quietSeconds = [.init(folders: "*", seconds: seconds)]
            return
        }
        for (key, value) in folders {
            guard let pattern = key.scalar?.string, !pattern.isEmpty else {
                throw invalid(
                    key, problem: "a pattern for folders is expected, such as \"scans/copier*\"")
            }
            let seconds = try number(value, in: 0...86_400) ?? 1
            receiving.quietSeconds.append(.init(folders: pattern, seconds: seconds))
        }
    }

    private func patterns(
        _ node: Node?, mayEndWithSlash: Bool = true
    ) throws(StoreError) -> [String] {
        guard let node, !Self.isNull(node) else { return [] }
        var result: [String] = []
        for item in node.sequence.map(Array.init) ?? [node] {
            let text = item.scalar?.string ?? ""
            // A pattern for everything would silently take in nothing.
            guard text.contains(where: { !"*?/".contains($0) }) else {
                throw invalid(item, problem: "a pattern for names is expected, such as \"*.bak\"")
            }
            // Held against single names, it would never match.
            if text.dropLast(mayEndWithSlash ? 1 : 0).contains("/") {
                throw invalid(
                    item,
                    problem: "a pattern is for single names, and no name has a slash"
                        + (mayEndWithSlash ? " but a folder's at its end" : ""))
            }
            result.append(text)
        }
        return result
    }

    func text(_ node: Node?) throws(StoreError) -> String? {
        guard let node, !Self.isNull(node) else { return nil }
        guard let text = node.scalar?.string else {
            throw invalid(node, problem: "a single text is expected")
        }
        return text
    }

    func identity(_ node: Node?) throws(StoreError) -> ArchiveID? {
        guard let node, !Self.isNull(node) else { return nil }
        guard let id = node.scalar.flatMap({ ArchiveID($0.string) }) else {
            throw invalid(node, problem: "an identity is five groups of hexadecimal digits")
        }
        return id
    }

    func language(_ node: Node) throws(StoreError) -> String? {
        if Self.isNull(node) { return nil }
        guard let name = node.scalar?.string, Self.isLanguage(name) else {
            throw invalid(node, problem: "a model is a name such as Latin")
        }
        return name
    }

    func languages(_ node: Node?) throws(StoreError) -> [String]? {
        guard let node, !Self.isNull(node) else { return nil }
        let items = node.sequence.map(Array.init) ?? [node]
        var result: [String] = []
        for item in items {
            guard let name = item.scalar?.string, Self.isLanguage(name) else {
                throw invalid(item, problem: "a language is a name such as ron or eng")
            }
            result.append(name)
        }
        guard !result.isEmpty else {
            throw invalid(node, problem: "at least one language is needed")
        }
        return result
    }

    func confinement(_ node: Node?) throws(StoreError) -> ConfinementPolicy? {
        guard let node, !Self.isNull(node) else { return nil }
        guard let value = node.scalar.flatMap({ ConfinementPolicy(rawValue: $0.string) })
        else { throw invalid(node, problem: "confinement is standard, strict or best-effort") }
        return value
    }

    func read(
        _ keys: Node.Mapping, into limits: inout ArchiveSettings.Limits
    ) throws(StoreError) {
        limits.maxPixelsPerPage =
            try number(keys["maxPixelsPerPage"], in: 1...1_000_000_000_000)
            ?? limits.maxPixelsPerPage
        limits.secondsPerPage =
            try number(keys["secondsPerPage"], in: 1...86_400) ?? limits.secondsPerPage
        limits.workerMemoryMegabytes =
            try number(keys["workerMemoryMegabytes"], in: 1...16_777_216)
            ?? limits.workerMemoryMegabytes
        limits.maxPagesPerScan =
            try number(keys["maxPagesPerScan"], in: 1...1_000_000_000) ?? limits.maxPagesPerScan
    }

    private func number(
        _ node: Node?, in range: ClosedRange<Int>
    ) throws(StoreError) -> Int? {
        guard let node, !Self.isNull(node) else { return nil }
        let digits = node.scalar?.string.filter { $0 != "_" } ?? ""
        guard let number = Int(digits), range.contains(number) else {
            throw invalid(
                node,
                problem:
                    "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return number
    }

    /// Names of data files, `script/Latin` included; nothing that could lead out of their folder.
    private static func isLanguage(_ name: String) -> Bool {
        let allowed = name.utf8.allSatisfy { byte in
            byte.isASCIIDigit || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2F
        }
        return allowed && !name.isEmpty && !name.hasPrefix("/") && name.utf8.count <= 64
    }

    func invalid(_ node: Node, problem: String) -> StoreError {
        .settingsInvalid(path, line: node.mark?.line, problem: problem)
    }
}
