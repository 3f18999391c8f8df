import ArchiveStore
import CProcessShims
import ImageCleanup
import Ingest
import OCRBridge

/// One thing that the product needs from the machine.
package struct Component: Sendable, Codable, Hashable {
    /// What it is called.
    package let name: String
    /// Its version or place; nil when it is missing.
    package let found: String?
    /// The Debian package that brings it.
    package let package: String
    /// What it is for.
    package let purpose: String

    /// Whether it is there.
    package var isPresent: Bool { found != nil }
}

/// What the product needs from the machine, and whether it is there.
package enum Components {
    /// Versions of the libraries that are linked in.
    package static var libraries: [Component] { readers + storage + [seccomp] }

    /// What reads scans.
    private static var readers: [Component] {
        [
            Component(
                name: "tesseract", found: TesseractRecognizer.libraryVersion,
                package: "libtesseract5", purpose: "recognition of text"),
            Component(
                name: "leptonica", found: PageCleaner.libraryVersion, package: "liblept5",
                purpose: "image clean-up"),
            Component(
                name: "libtiff", found: ScanLibraries.tiff, package: "libtiff6",
                purpose: "reading of TIFF scans"),
            Component(
                name: "libpng", found: ScanLibraries.png, package: "libpng16-16",
                purpose: "reading of PNG scans"),
            Component(
                name: "libjpeg", found: ScanLibraries.jpeg, package: "libjpeg62-turbo",
                purpose: "reading of JPEG scans"),
            Component(
                name: "openjpeg", found: ScanLibraries.openJPEG, package: "libopenjp2-7",
                purpose: "reading of JPEG 2000 scans"),
            Component(
                name: "libexif", found: ScanLibraries.exif, package: "libexif12",
                purpose: "orientation of photographs"),
            Component(
                name: "qpdf", found: ScanLibraries.qpdf, package: "libqpdf29",
                purpose: "structure of PDF scans"),
        ]
    }

    /// What keeps them.
    private static var storage: [Component] {
        [
            Component(
                name: "sqlite", found: Archive.sqliteVersion, package: "libsqlite3-0",
                purpose: "catalogue"),
            Component(
                name: "sqlite fts5", found: Archive.hasFullTextSearch ? Archive.sqliteVersion : nil,
                package: "libsqlite3-0", purpose: "full-text index"),
            Component(
                name: "zlib", found: Archive.zlibVersion, package: "zlib1g",
                purpose: "compression of recognized text"),
            Component(
                name: "expat", found: Archive.expatVersion, package: "libexpat1",
                purpose: "parsing of recognized text"),
        ]
    }

    private static var seccomp: Component {
        let version = cps_seccomp_version()
        return Component(
            name: "libseccomp", found: "\(version.first).\(version.second).\(version.third)",
            package: "libseccomp2", purpose: "confinement of workers")
    }

    /// Language data; each of `wanted` is listed, found or not.
    package static func languages(wanted: [String], dataFolder: String?) -> [Component] {
        let data = try? TesseractData(preferred: dataFolder)
        let installed = data?.installedLanguages ?? []
        return Set(wanted + installed).sorted().map { language in
            Component(
                name: "language \(language)",
                found: installed.contains(language) ? data?.folder : nil,
                package: TesseractData.package(of: language), purpose: "recognition of text")
        }
    }

    /// Codes of the installed languages.
    package static func installedLanguages(dataFolder: String?) -> [String] {
        (try? TesseractData(preferred: dataFolder))?.installedLanguages ?? []
    }

    /// Programs that run as children of workers.
    package static var tools: [Component] {
        ScanDecoder.requiredTools.map { tool in
            Component(
                name: tool.name, found: Programs.path(of: tool.name), package: tool.package,
                purpose: "reading of PDF scans")
        }
    }

    /// Throws `component-missing` for the first program that is not installed.
    static func requireTools() throws(PipelineError) {
        for tool in tools where !tool.isPresent {
            throw .componentMissing(tool.name, package: tool.package)
        }
    }
}
