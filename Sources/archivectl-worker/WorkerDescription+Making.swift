import ArchiveModel
import Barcodes
import CConfinement
import ImageCleanup
import JobQueue
import OCRBridge
import ScanDecoding

extension WorkerDescription {
    /// Asks the libraries, and looks for language data and programs.
    static func made(for request: DescriptionRequest) -> WorkerDescription {
        let data = try? TesseractData.find(preferred: request.dataFolder)
        return WorkerDescription(
            build: .current, libraries: readers + [seccomp],
            languages: languages(request.models, in: data), tools: tools,
            dataFolder: data?.folder, missingData: missing(of: request))
    }

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
                name: "zbar", found: CodeFinder.libraryVersion, package: "libzbar0",
                purpose: "barcodes on separator sheets"),
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

    private static var seccomp: Component {
        let version = cps_seccomp_version()
        return Component(
            name: "libseccomp", found: "\(version.first).\(version.second).\(version.third)",
            package: "libseccomp2", purpose: "confinement of workers")
    }

    private static func languages(_ wanted: [String], in data: TesseractData?) -> [Component] {
        let installed = data?.installedLanguages ?? []
        return Set(wanted + installed).sorted().map { language in
            Component(
                name: "language \(language)",
                found: installed.contains(language) ? data?.folder : nil,
                package: TesseractData.package(of: language), purpose: "recognition of text")
        }
    }

    private static func missing(of request: DescriptionRequest) -> Failure? {
        do throws(OCRError) {
            try TesseractData.find(preferred: request.dataFolder).require(request.models)
            return nil
        } catch {
            return error.asFailure
        }
    }

    private static var tools: [Component] {
        ScanDecoder.requiredTools.map { tool in
            Component(
                name: tool.name, found: Programs.path(of: tool.name), package: tool.package,
                purpose: "reading of PDF scans")
        }
    }
}
