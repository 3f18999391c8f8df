/// The counts of a validation.
public struct OCFLSummary: Sendable {
    /// Checked objects.
    public var objects = 0
    /// Hashed content files.
    public var files = 0
    /// Bytes of them.
    public var bytes: Int64 = 0
    /// Findings that a MUST is broken.
    public var errors = 0
    /// Findings that a SHOULD is not followed.
    public var warnings = 0
}

/// Validates a storage root or a single object, by the OCFL specification 1.0 or 1.1.
public struct OCFLVerification {
    private enum Target {
        case object, storageRoot
    }

    /// Files that are hashed in one go; this limits the findings and paths in memory.
    private static let batch = 4096

    private let path: [UInt8]
    private let target: Target

    /// Determines what the folder declares itself to be.
    ///
    /// An inventory alone counts as an object too, so that its missing declaration is found.
    ///
    /// - Returns: nil if the folder is neither an object nor a storage root.
    public init?(at path: String) {
        self.path = Array(path.utf8)
        guard let entries = try? ObjectFolder(root: self.path).entries(of: "") else { return nil }
        let declarations = entries.filter(Declaration.isOne).map { Declaration(name: $0.name) }
        if declarations.contains(where: { $0.version(of: .storageRoot) != nil }) {
            target = .storageRoot
        } else if entries.contains(where: { $0.name == "inventory.json" })
            || declarations.contains(where: { $0.version(of: .object) != nil })
        {
            target = .object
        } else {
            return nil
        }
    }

    /// Validates everything, content included.
    ///
    /// - Parameters:
    ///   - threads: How many files are hashed at the same time.
    ///   - report: Gets each finding as soon as it is made.
    public func run(
        threads: Int, report: @escaping (OCFLFinding) -> Void
    ) -> OCFLSummary {
        var run = Run(threads: threads, report: report)
        switch target {
        case .object: _ = run.check(path, label: "")
        case .storageRoot:
            let root = OCFLStorageRootCheck(rootAt: path)
            root.run { label in
                let object = run.check(ObjectFolder(root: path).whole(label), label: label)
                root.checkPlace(of: object, at: label)
            }
            run.add(root.findings)
        }
        run.hash()
        return run.summary
    }

    /// One validation under way.
    private struct Run {
        let threads: Int
        let report: (OCFLFinding) -> Void
        var summary = OCFLSummary()
        private var waiting: [FixityJob] = []

        init(threads: Int, report: @escaping (OCFLFinding) -> Void) {
            self.threads = threads
            self.report = report
        }

        mutating func check(_ path: [UInt8], label: ByteString) -> OCFLObjectReport {
            var check = OCFLObjectCheck(objectAt: path, label: label)
            let result = check.run()
            summary.objects += 1
            add(result.findings)
            waiting += result.jobs
            if waiting.count >= OCFLVerification.batch { hash() }
            return result
        }

        mutating func add(_ findings: [OCFLFinding]) {
            for finding in findings {
                if finding.severity == .error { summary.errors += 1 } else { summary.warnings += 1 }
                report(finding)
            }
        }

        /// Hashes the files that wait for it.
        mutating func hash() {
            let result = FixityCheck.run(waiting, threads: threads)
            waiting = []
            summary.files += result.files
            summary.bytes += result.bytes
            add(result.findings)
        }
    }
}
