import Yams

extension ArchiveSettings {
    /// Reads the text of `archive.yaml`; unknown keys are ignored, missing ones have usual values.
    ///
    /// Throws `archive-settings-invalid` with the line of the trouble.
    init(yaml text: String, path: String) throws(StoreError) {
        self.init()
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let (line, problem) = Self.trouble(error)
            throw .settingsInvalid(path, line: line, problem: problem, cause: error)
        }
        guard let root else { return }
        guard let keys = root.mapping else {
            throw .settingsInvalid(
                path, line: root.mark?.line, problem: "'name: value' is expected")
        }
        let reader = SettingsReader(path: path)
        institution = try reader.text(keys["institution"]) ?? nil
        languages = try reader.languages(keys["languages"]) ?? languages
        if let node = keys["secondReading"] { secondReading = try reader.language(node) }
        guard let node = keys["limits"], !SettingsReader.isNull(node) else { return }
        guard let limits = node.mapping else {
            throw .settingsInvalid(
                path, line: node.mark?.line,
                problem: "'limits' holds indented 'name: number' lines")
        }
        try reader.read(limits, into: &self.limits)
    }

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

            # What one page or scan may cost; more than this goes to quarantine.
            limits:
              maxPixelsPerPage: \(limits.maxPixelsPerPage)
              secondsPerPage: \(limits.secondsPerPage)
              workerMemoryMegabytes: \(limits.workerMemoryMegabytes)
              maxPagesPerScan: \(limits.maxPagesPerScan)

            """
    }

    private static func trouble(_ error: any Error) -> (line: Int?, problem: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .reader(let problem, _, _, _): (nil, problem)
        case .duplicatedKeysInMapping(_, let context):
            (context.mark.line, "the same name stands twice")
        default: (nil, "it is no YAML")
        }
    }
}

/// Reads single settings and names the line when one is wrong.
private struct SettingsReader {
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
                let hex = String(scalar.value, radix: 16)
                result += "\\x" + (hex.count < 2 ? "0" : "") + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    func text(_ node: Node?) throws(StoreError) -> String? {
        guard let node, !Self.isNull(node) else { return nil }
        guard let text = node.scalar?.string else {
            throw invalid(node, "a single text is expected")
        }
        return text
    }

    func language(_ node: Node) throws(StoreError) -> String? {
        if Self.isNull(node) { return nil }
        guard let name = node.scalar?.string, Self.isLanguage(name) else {
            throw invalid(node, "a model is a name such as Latin")
        }
        return name
    }

    func languages(_ node: Node?) throws(StoreError) -> [String]? {
        guard let node, !Self.isNull(node) else { return nil }
        let items = node.sequence.map(Array.init) ?? [node]
        var result: [String] = []
        for item in items {
            guard let name = item.scalar?.string, Self.isLanguage(name) else {
                throw invalid(item, "a language is a name such as ron or eng")
            }
            result.append(name)
        }
        guard !result.isEmpty else { throw invalid(node, "at least one language is needed") }
        return result
    }

    func read(
        _ keys: Node.Mapping, into limits: inout ArchiveSettings.Limits
    ) throws(StoreError) {
        limits.maxPixelsPerPage =
            try number(keys["maxPixelsPerPage"]) ?? limits.maxPixelsPerPage
        limits.secondsPerPage = try number(keys["secondsPerPage"]) ?? limits.secondsPerPage
        limits.workerMemoryMegabytes =
            try number(keys["workerMemoryMegabytes"]) ?? limits.workerMemoryMegabytes
        limits.maxPagesPerScan = try number(keys["maxPagesPerScan"]) ?? limits.maxPagesPerScan
    }

    private func number(_ node: Node?) throws(StoreError) -> Int? {
        guard let node, !Self.isNull(node) else { return nil }
        let digits = node.scalar?.string.filter { $0 != "_" } ?? ""
        guard let number = Int(digits), (1...1_000_000_000_000).contains(number) else {
            throw invalid(node, "a whole number from 1 is expected")
        }
        return number
    }

    /// Names of data files, `script/Latin` included; nothing that could lead out of their folder.
    private static func isLanguage(_ name: String) -> Bool {
        let allowed = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2F
        }
        return allowed && !name.isEmpty && !name.hasPrefix("/") && name.utf8.count <= 64
    }

    private func invalid(_ node: Node, _ problem: String) -> StoreError {
        .settingsInvalid(path, line: node.mark?.line, problem: problem)
    }
}
