import ArchiveStore
import Foundation
import Ingest

extension WorkerConfiguration {
    /// What the settings of an archive make of it.
    ///
    /// - Parameter dataFolder: Where the language data lies.
    init(_ settings: ArchiveSettings, dataFolder: String) {
        let limits = settings.limits
        self.init(
            languages: settings.languages, dataFolder: dataFolder,
            secondReading: settings.secondReading,
            limits: DecodeLimits(
                maxPixels: limits.maxPixelsPerPage, maxPages: limits.maxPagesPerScan,
                seconds: limits.secondsPerPage),
            secondsPerPage: limits.secondsPerPage,
            memoryBytes: UInt64(limits.workerMemoryMegabytes) << 20,
            confinement: Confinement(
                readable: Self.languageData(settings.models, in: dataFolder),
                runnable: ScanDecoder.requiredTools.compactMap { Programs.path(of: $0.name) },
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
