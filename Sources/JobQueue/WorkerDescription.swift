package import ArchiveModel

/// What a worker is asked before it is given work.
package struct DescriptionRequest: Codable, Sendable {
    /// Language data to read with, by the name of its files; each is reported, found or not.
    package var models: [String]
    /// The value of `TESSDATA_PREFIX`; nil when it is not set.
    package var dataFolder: String?

    /// Makes a request.
    package init(models: [String], dataFolder: String?) {
        self.models = models
        self.dataFolder = dataFolder
    }
}

/// What a worker says of itself: its build, the libraries that it is linked to, and what it finds on the machine.
package struct WorkerDescription: Codable, Sendable {
    /// The build that it belongs to.
    package var build: ProgramBuild
    /// The libraries that read scans, and that which confines.
    package var libraries: [Component]
    /// Language data: what was asked for and what is installed.
    package var languages: [Component]
    /// Programs that it starts.
    package var tools: [Component]
    /// The folder of the language data; nil when there is none.
    package var dataFolder: String?
    /// What of the data that was asked for is missing, with the remedy; nil when all is there.
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

    /// Throws for the first thing without which no page can be read.
    package func requireAll() throws(WorkerError) {
        if let missingData { throw .refused(missingData) }
        for tool in tools where !tool.isPresent {
            throw .componentMissing(tool.name, package: tool.package)
        }
    }
}
