package import ArchiveModel
package import Catalogue

/// What an institution decides about its archive; kept in `archive.yaml` for people to edit.
package struct ArchiveSettings: Codable, Hashable, Sendable {
    /// Where processing of one page or scan stops, so that no file can take the machine.
    package struct Limits: Codable, Hashable, Sendable {
        /// Most pixels of one page; A0 at 600 dpi has about 560 million, A3 70 million.
        package var maxPixelsPerPage: Int
        /// Processor time that one recognition of a page may take, in seconds.
        package var secondsPerPage: Int
        /// Most memory of one worker in megabytes (2²⁰ bytes).
        package var workerMemoryMegabytes: Int
        /// Most pages of one scan.
        package var maxPagesPerScan: Int

        /// Makes limits; what is not given has its usual value.
        package init(
            maxPixelsPerPage: Int = 200_000_000, secondsPerPage: Int = 120,
            workerMemoryMegabytes: Int = 2000, maxPagesPerScan: Int = 20_000
        ) {
            self.maxPixelsPerPage = maxPixelsPerPage
            self.secondsPerPage = secondsPerPage
            self.workerMemoryMegabytes = workerMemoryMegabytes
            self.maxPagesPerScan = maxPagesPerScan
        }
    }

    /// How long files of some folders must be left alone before they are taken in.
    package struct QuietTime: Codable, Hashable, Sendable {
        /// A pattern for the folder, from the one that is given to `ingest`, such as `scans/copier*`.
        package var folders: String
        /// The time in seconds, from 0 to a day.
        package var seconds: Int

        /// Makes a quiet time.
        package init(folders: String, seconds: Int) {
            self.folders = folders
            self.seconds = seconds
        }
    }

    /// How files with the two sides of the same sheets are named.
    package struct Duplex: Codable, Hashable, Sendable {
        /// A pattern for files with the fronts, in the order of the sheets.
        package var fronts: String
        /// A pattern with the same wildcards for files with the backs, in the reverse order.
        package var backs: String

        /// Makes a rule.
        package init(fronts: String, backs: String) {
            self.fronts = fronts
            self.backs = backs
        }
    }

    /// Which dossier the documents of some folders go to.
    package struct FolderDossier: Codable, Hashable, Sendable {
        /// A pattern for the name of the folder, or with a slash for its path from the folder that is given
        /// to `ingest`.
        package var folders: String
        /// The dossier as it is typed; wildcards stand for what those of the folder stand for.
        package var dossier: String

        /// Makes a rule.
        package init(folders: String, dossier: String) {
            self.folders = folders
            self.dossier = dossier
        }
    }

    /// What is taken in, and when.
    package struct Receiving: Codable, Hashable, Sendable {
        /// Patterns for names of files that are no scans and are not taken in; that is told.
        package var skip = Self.usualSkip
        /// Patterns for names of unfinished transfers, beside the built-in ones.
        package var unfinished: [String] = []
        /// Quiet times by folder, the first that fits counts; a second without.
        package var quietSeconds: [QuietTime] = []
        /// Hours after which an unfinished transfer counts as broken off.
        package var staleHours = 24
        /// Files with the two sides of the same sheets, the first that fits counts; none as is usual.
        package var duplex: [Duplex] = []
        /// Dossiers by folder, the first that fits counts; none as is usual.
        package var dossiers: [FolderDossier] = []

        /// What people and scanners leave beside scans, and what nothing could be read of: notes and logs,
        /// programs, files of office programs.
        ///
        /// Not what a paper may come in, such as mail or packed files: that goes to quarantine.
        package static let usualSkip = [
            "*.txt", "*.log", "*.csv", "*.doc", "*.docx", "*.docm", "*.dot", "*.dotx", "*.rtf",
            "*.odt", "*.xls", "*.xlsx", "*.xlsm", "*.ods", "*.ppt", "*.pptx", "*.odp", "*.exe",
            "*.msi", "*.dll", "*.bat", "*.lnk", "*.url",
        ]

        /// Makes the usual ways of receiving.
        package init() {}
    }

    /// The archive's identity; nil when none is written down, as before archives had one.
    package var id: ArchiveID?
    /// Name of the institution as it stands on its papers; nil when not given.
    package var institution: String?
    /// Languages of recognition by Tesseract's names, the main one first.
    package var languages: [String]
    /// The model of a script that words in doubt are read again with, by Tesseract's name; nil for none.
    package var secondReading: String?
    /// Limits of processing.
    package var limits: Limits
    /// What is taken in, and when.
    package var receiving = Receiving()
    /// Which sheets only part documents.
    package var separators = SeparatorSheets()
    /// How strictly workers are confined.
    package var confinement: ConfinementPolicy

    /// All models of recognition that have to be installed, each once.
    package var models: [String] {
        languages + [secondReading].compactMap { $0 }.filter { !languages.contains($0) }
    }

    /// Makes settings; what is not given has its usual value.
    package init(
        institution: String? = nil, languages: [String] = ["ron"],
        secondReading: String? = "Latin", limits: Limits = Limits(),
        confinement: ConfinementPolicy = .standard
    ) {
        self.institution = institution
        self.languages = languages
        self.secondReading = secondReading
        self.limits = limits
        self.confinement = confinement
    }
}
