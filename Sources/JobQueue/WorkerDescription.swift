package import ArchiveModel

/// The question a worker gets before it is given work.
package struct DescriptionRequest: Codable, Sendable {
    /// Language data to read with, by the name of its files; each is reported, found or not.
    package var models: [String]
    /// The value of `TESSDATA_PREFIX`; nil if it is not set.
    package var dataFolder: String?

    /// Makes a request.
    package init(models: [String], dataFolder: String?) {
        self.models = models
        self.dataFolder = dataFolder
    }
}

/// A worker's description of itself: its build, the libraries it is linked to, and what it finds on
/// the machine.
package struct WorkerDescription: Codable, Sendable {
    /// The build that it belongs to.
    package var build: ProgramBuild
    /// The libraries that read scans, and the one that confines.
    package var libraries: [Component]
    /// Language data: the requested and the installed ones.
    package var languages: [Component]
    /// Programs that it starts.
    package var tools: [Component]
    /// The folder of the language data; nil if there is none.
    package var dataFolder: String?
    /// The requested data that are missing, with the remedy; nil if all are there.
    package var missingData: Failure?

    /// Makes a description.
    package init(
        build: ProgramBuild, libraries: [Component], languages: [Component], tools: [Component],
        dataFolder: String?, missingData: Failure?
    ) {
        self.build = build
        self.libraries = libraries
        self.languages = languages
        self.tools = tools
        self.dataFolder = dataFolder
        self.missingData = missingData
    }

    /// Throws for the first missing thing without which no page can be read.
    package func requireAll() throws(WorkerError) {
        if let missingData { throw .refused(missingData) }
        for tool in tools where !tool.isPresent {
            throw .componentMissing(tool.name, package: tool.package)
        }
    }
}
