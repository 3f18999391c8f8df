// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target of ours: Swift 6 mode, explicit existentials, imports that
/// stay internal unless said otherwise, and no warning left standing.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "archivectl",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "archivectl", targets: ["archivectl"]),
        .executable(name: "archivectl-worker", targets: ["archivectl-worker"]),
        .executable(name: "archivectl-print", targets: ["archivectl-print"]),
        .library(name: "ArchiveReading", targets: ["ArchiveReading"]),
        .library(name: "OCFL", targets: ["OCFL"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // In flow order; ARCHITECTURE.md has the same table and scripts/check-layers compares them.

        // The words shared by all stages; no input or output.
        .target(name: "ArchiveModel", swiftSettings: settings),

        // How Romanian text writes letters, dates, amounts, numbers and codes.
        .target(name: "RomanianText", dependencies: ["ArchiveModel"], swiftSettings: settings),

        // Dated tables that an archivist may edit: types, fields, labels; and what typed values mean.
        .target(
            name: "DomainTables",
            dependencies: [
                "ArchiveModel", "RomanianText", .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Resources/document-types.yaml"),
                .embedInCode("Resources/field-labels.yaml"),
                .embedInCode("Resources/fields.yaml"),
                .embedInCode("Resources/page-marks.yaml"),
                .embedInCode("Resources/parties.yaml"),
                .embedInCode("Resources/record-sheet.yaml"),
                .embedInCode("Resources/retention.yaml"),
                .embedInCode("Resources/type-fields.yaml"),
            ],
            swiftSettings: settings),

        // The C libraries, as Debian ships them, and what of them Swift cannot call.
        .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
        .systemLibrary(
            name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg62-turbo-dev"])]),
        .systemLibrary(
            name: "COpenJPEG", pkgConfig: "libopenjp2", providers: [.apt(["libopenjp2-7-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CEXIF", pkgConfig: "libexif", providers: [.apt(["libexif-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(
            name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
        // No pkgConfig: tesseract.pc would link libarchive and libcurl into our binary.
        .systemLibrary(name: "CTesseract", providers: [.apt(["libtesseract-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(
            name: "CScanShims", dependencies: ["CJPEG", "COpenJPEG", "CPNG", "CTIFF", "CZlib"]),
        .systemLibrary(
            name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
        // No pkgConfig: cairo-pdf.pc would add the headers of five other libraries.
        .systemLibrary(name: "CCairo", providers: [.apt(["libcairo2-dev"])]),
        .target(name: "CProcessShims"),
        .target(name: "CConfinement", dependencies: ["CSeccomp"]),
        .target(name: "CSQLiteShims"),

        // Folders of scanner output become batches of files: names, kinds, what is still being written.
        .target(
            name: "Ingest",
            dependencies: [
                "ArchiveModel", .product(name: "SystemPackage", package: "swift-system"),
            ],
            resources: [.embedInCode("Resources/names.txt")],
            swiftSettings: settings),

        // The bytes of a scan become pixels, or words where a PDF holds them.
        .target(
            name: "ScanDecoding",
            dependencies: [
                "ArchiveModel", "CEXIF", "CLeptonica", "CQPDF", "CScanShims",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: settings),

        // A page image becomes a straighter, cleaner one, with a list of what was done and measured.
        .target(
            name: "ImageCleanup", dependencies: ["ArchiveModel", "CLeptonica"],
            swiftSettings: settings),

        // A clean page becomes lines and words with boxes and confidence.
        .target(
            name: "OCRBridge", dependencies: ["ArchiveModel", "RomanianText", "CTesseract"],
            resources: [
                .embedInCode("Resources/abbreviations.txt"),
                .embedInCode("Resources/confusions.txt"), .embedInCode("Resources/words.txt"),
            ],
            swiftSettings: settings),

        // A page image becomes the codes on it: barcodes, and patches between documents.
        .target(
            name: "Barcodes", dependencies: ["ArchiveModel", "CZBar"], swiftSettings: settings),

        // The order of these four for one page, and what is to be thought of the result.
        .target(
            name: "PageReading",
            dependencies: [
                "ArchiveModel", "Barcodes", "ScanDecoding", "ImageCleanup", "CProcessShims",
            ],
            swiftSettings: settings),

        // What coordinator and workers say to each other, and the requests that wait.
        .target(name: "JobQueue", dependencies: ["ArchiveModel"], swiftSettings: settings),

        // Worker processes: found, started, watched, replaced.
        .target(
            name: "WorkerPool",
            dependencies: [
                "ArchiveModel", "JobQueue", "CProcessShims",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // The worker: the only program that parses scans, confined from its first line on.
        .executableTarget(
            name: "archivectl-worker",
            dependencies: [
                "ArchiveModel", "Barcodes", "JobQueue", "ScanDecoding", "ImageCleanup",
                "OCRBridge", "PageReading", "CProcessShims", "CConfinement",
            ],
            swiftSettings: settings),

        // A list becomes a PDF file: rows on pages, headings on each.
        .target(
            name: "ListPrinting", dependencies: ["ArchiveModel", "CCairo"],
            swiftSettings: settings),

        // The program that prints lists: the only one that is linked to what draws.
        .executableTarget(
            name: "archivectl-print", dependencies: ["ArchiveModel", "JobQueue", "ListPrinting"],
            swiftSettings: settings),

        // The pages of a batch become documents: where each begins, and why.
        .target(
            name: "DocumentAssembly",
            dependencies: ["ArchiveModel", "DomainTables", "RomanianText"],
            swiftSettings: settings),

        // Pages that are the same sheet, scanned twice: what they have in common, and whether they are that.
        .target(
            name: "Likeness", dependencies: ["ArchiveModel", "RomanianText"],
            swiftSettings: settings),

        // Recognized pages become documents, types and fields with evidence.
        .target(
            name: "MetadataExtraction",
            dependencies: ["ArchiveModel", "DomainTables", "RomanianText"],
            swiftSettings: settings),

        // Files and folders that are on the disk when a call returns: write, rename, lock, digest.
        .target(
            name: "DurableFiles",
            dependencies: [
                "ArchiveModel", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // OCFL objects: made a version at a time, and checked by the specification.
        .target(
            name: "OCFL",
            dependencies: [
                "ArchiveModel", "DurableFiles", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // Recognised text as gzipped ALTO, written and read a page at a time.
        .target(
            name: "PageXML",
            dependencies: [
                "ArchiveModel", "CExpat", "CZlib", "DurableFiles",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // The SQLite file: tables, rows, transactions, and the chain of events.
        .target(
            name: "Catalogue",
            dependencies: [
                "ArchiveModel", "CSQLiteShims", "DurableFiles",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // What is done with an archive: taking in, sealing, verifying, rebuilding, backing up.
        .target(
            name: "ArchiveStore",
            dependencies: [
                "ArchiveModel", "Catalogue", "DurableFiles", "OCFL", "PageXML",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings),

        // What makes the truth findable: analysis, inverted index, query language, ranking.
        .target(
            name: "Indexer",
            dependencies: [
                "ArchiveModel", "DomainTables", "RomanianText", "ArchiveStore", "Catalogue",
                "DurableFiles",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),

        // What persons do with an archive, a file a verb: both faces call these and word the outcome.
        .target(
            name: "ArchiveActs",
            dependencies: [
                "ArchiveModel", "RomanianText", "DomainTables", "ArchiveStore", "Catalogue",
                "Indexer",
            ],
            swiftSettings: settings),

        // The published JSON records of what an archive holds.
        .target(
            name: "ArchiveJSON",
            dependencies: ["ArchiveModel", "DomainTables", "ArchiveStore", "Catalogue", "Indexer"],
            swiftSettings: settings),

        // Archives opened for reading by programs of others: the one target with a public interface.
        .target(
            name: "ArchiveReading",
            dependencies: ["ArchiveModel", "ArchiveStore", "Catalogue", "Indexer"],
            swiftSettings: settings),

        // Runs the stages in order: workers, resumption, quarantine, progress.
        .target(
            name: "Pipeline",
            dependencies: [
                "ArchiveActs", "ArchiveModel", "DomainTables", "Ingest", "JobQueue", "WorkerPool",
                "DocumentAssembly", "Likeness", "MetadataExtraction", "ArchiveStore", "Catalogue",
                "DurableFiles", "Indexer", "PageXML",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // Parses arguments, calls, prints, exits.
        .executableTarget(
            name: "archivectl",
            dependencies: [
                "ArchiveModel", "DomainTables", "ArchiveStore", "Catalogue", "DurableFiles",
                "Indexer", "ArchiveActs", "ArchiveJSON", "OCFL", "JobQueue", "WorkerPool",
                "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // The rooms of the store, each by itself and in an archive.
        .testTarget(
            name: "DurableFilesTests",
            dependencies: [
                "ArchiveModel", "ArchiveStore", "ArchiveTestSupport", "Catalogue", "DurableFiles",
            ],
            swiftSettings: settings),
        .testTarget(name: "OCFLTests", dependencies: ["OCFL"], swiftSettings: settings),
        .testTarget(
            name: "PageXMLTests",
            dependencies: [
                "ArchiveModel", "ArchiveTestSupport", "Catalogue", "DurableFiles", "PageXML",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CatalogueTests",
            dependencies: [
                "ArchiveModel", "ArchiveStore", "ArchiveTestSupport", "Catalogue", "DurableFiles",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ArchiveStoreTests",
            dependencies: [
                "ArchiveModel", "ArchiveStore", "ArchiveTestSupport", "Catalogue", "DurableFiles",
                "OCFL", "PageXML", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "IndexerTests",
            dependencies: [
                "ArchiveModel", "ArchiveStore", "ArchiveTestSupport", "Catalogue", "DurableFiles",
                "Indexer", "RomanianText",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ArchiveActsTests",
            dependencies: [
                "ArchiveActs", "ArchiveModel", "ArchiveStore", "ArchiveTestSupport", "Catalogue",
                "DomainTables", "DurableFiles", "Indexer",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ArchiveJSONTests", dependencies: ["ArchiveJSON", "ArchiveModel"],
            swiftSettings: settings),
        .testTarget(
            name: "DocumentAssemblyTests",
            dependencies: ["ArchiveModel", "DocumentAssembly", "DomainTables", "RomanianText"],
            swiftSettings: settings),
        .testTarget(
            name: "LikenessTests", dependencies: ["ArchiveModel", "Likeness"],
            swiftSettings: settings),
        .testTarget(
            name: "MetadataExtractionTests",
            dependencies: ["ArchiveModel", "DomainTables", "MetadataExtraction", "RomanianText"],
            swiftSettings: settings),
        .testTarget(
            name: "DomainTablesTests",
            dependencies: ["ArchiveModel", "DomainTables", "RomanianText"],
            swiftSettings: settings),
        .testTarget(
            name: "RomanianTextTests", dependencies: ["ArchiveModel", "RomanianText"],
            swiftSettings: settings),

        // The built command, run as people run it, on the sample batch and on bad input.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "archivectl", "archivectl-print", "archivectl-worker", "ArchiveTestSupport",
                "reading-program",
            ],
            swiftSettings: settings),
        // A program of others, which sees what is public and no more.
        .executableTarget(
            name: "reading-program", dependencies: ["ArchiveReading"],
            path: "Tests/ReadingProgram", packageAccess: false, swiftSettings: settings),
        // What the tests share: fixtures and the truth about them, drawn pages, stand-ins.
        .target(
            name: "ArchiveTestSupport",
            dependencies: [
                "ArchiveModel", "ArchiveStore", "Catalogue", "DurableFiles", "Indexer", "JobQueue",
                "OCFL", "ScanDecoding", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/ArchiveTestSupport", swiftSettings: settings),
        .testTarget(
            name: "ListPrintingTests",
            dependencies: ["ArchiveModel", "ArchiveTestSupport", "ListPrinting"],
            swiftSettings: settings),
        .testTarget(
            name: "ArchiveModelTests", dependencies: ["ArchiveModel"], swiftSettings: settings),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "ArchiveModel", "ArchiveTestSupport", "Ingest",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ScanDecodingTests",
            dependencies: ["ArchiveModel", "ArchiveTestSupport", "ScanDecoding"],
            swiftSettings: settings),
        .testTarget(
            name: "ImageCleanupTests",
            dependencies: ["ArchiveModel", "ArchiveTestSupport", "ImageCleanup"],
            swiftSettings: settings),
        .testTarget(
            name: "BarcodesTests",
            dependencies: ["ArchiveModel", "ArchiveTestSupport", "Barcodes", "ScanDecoding"],
            swiftSettings: settings),
        .testTarget(
            name: "OCRBridgeTests",
            dependencies: [
                "ArchiveModel", "ArchiveTestSupport", "ImageCleanup", "OCRBridge", "ScanDecoding",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "PageReadingTests",
            dependencies: [
                "ArchiveModel", "ArchiveTestSupport", "ScanDecoding", "ImageCleanup", "OCRBridge",
                "PageReading",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "JobQueueTests",
            dependencies: ["ArchiveModel", "ArchiveTestSupport", "JobQueue"],
            swiftSettings: settings),
        .testTarget(
            name: "ArchivectlWorkerTests",
            dependencies: ["archivectl-worker", "ArchiveTestSupport", "JobQueue"],
            swiftSettings: settings),
        // The program itself is needed beside these tests: it is what the pool starts.
        .testTarget(
            name: "WorkerPoolTests",
            dependencies: [
                "archivectl-worker", "ArchiveModel", "ArchiveTestSupport", "JobQueue", "WorkerPool",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "archivectl-worker", "ArchiveModel", "ArchiveStore", "ArchiveTestSupport",
                "Catalogue", "DocumentAssembly", "DomainTables", "DurableFiles", "Ingest",
                "JobQueue",
                "Pipeline",
                "WorkerPool",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
