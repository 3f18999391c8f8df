package import ArchiveModel
package import ArchiveStore
package import Catalogue
package import DomainTables

extension Nomenclators {
    /// All editions that an archive has; throws what is wrong with one, by file and line.
    package static func read(in archive: Archive) throws -> Nomenclators {
        Nomenclators(
            try archive.ownTables(withPrefix: Nomenclator.filePrefix).compactMap { name in
                guard let yaml = try archive.ownTable(named: name) else { return nil }
                return try Nomenclator.read(yaml: yaml, file: name)
            })
    }
}

/// A person brings a new edition of the institution's nomenclator into an archive.
package struct NomenclatorImport {
    /// A file with a nomenclator.
    package struct Source {
        /// Its name, for messages; one that ends with `.yaml` or `.yml` is YAML, any other CSV.
        let name: String
        let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    private let archive: Archive
    private let user: ActingUser

    /// The archive must be open for writing.
    package init(_ archive: Archive, by user: ActingUser) {
        self.archive = archive
        self.user = user
    }

    /// Takes in an edition that holds from a day on; nil for an edition that is there already, as it is.
    ///
    /// `confirm` completes what the file does not say. Throws what is wrong with the file, by line, and
    /// `nomenclator-exists` when there is another edition of the same day, unless it is to be `replacing`.
    package func take(
        _ source: Source, validFrom: CalendarDate, replacing: Bool = false,
        confirm: (inout Nomenclator) -> Void = { _ in }
    ) throws -> Nomenclator? {
        var edition = try Self.read(source, validFrom: validFrom)
        confirm(&edition)
        let known = try Nomenclators.read(in: archive).editions
            .first { $0.validFrom == validFrom }
        if known == edition { return nil }
        guard known == nil || replacing else { throw ActError.nomenclatorExists(edition) }
        try archive.writeTable(Array(edition.yaml.utf8), named: edition.file, by: user)
        return edition
    }

    private static func read(_ source: Source, validFrom: CalendarDate) throws -> Nomenclator {
        let name = source.name.lowercased()
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
            return try .read(csv: source.bytes, file: source.name, validFrom: validFrom)
        }
        return try .read(yaml: source.bytes, file: source.name, validFrom: validFrom)
    }
}
