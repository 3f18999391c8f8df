package import ArchiveStore
import Foundation
package import JobQueue

extension WorkerConfiguration {
    /// What the settings of an archive make of it.
    ///
    /// - Parameter description: Where language data and programs lie.
    package init(_ settings: ArchiveSettings, description: WorkerDescription) {
        let limits = settings.limits
        let folder = description.dataFolder ?? ""
        self.init(
            languages: settings.languages, dataFolder: folder,
            secondReading: settings.secondReading, maxPixels: limits.maxPixelsPerPage,
            maxPages: limits.maxPagesPerScan, secondsPerPage: limits.secondsPerPage,
            memoryBytes: UInt64(limits.workerMemoryMegabytes) << 20,
            separators: settings.separators,
            confinement: Confinement(
                readable: Self.languageData(settings.models, in: folder),
                runnable: description.tools.compactMap(\.found),
                policy: settings.confinement))
    }

    /// The folder of language data, and where links in it lead.
    private static func languageData(_ models: [String], in folder: String) -> [String] {
        guard !folder.isEmpty else { return [] }
        return [folder]
            + models.map {
                URL(fileURLWithPath: "\(folder)/\($0).traineddata").resolvingSymlinksInPath().path
            }
    }
}
