import ArchiveStore
package import JobQueue
import PageXML

/// What the product needs from the machine apart from what the worker reads with.
package enum Components {
    /// Libraries that keep documents and find them.
    package static var storage: [Component] {
        [
            Component(
                name: "sqlite", found: Archive.sqliteVersion, package: "libsqlite3-0",
                purpose: "catalogue"),
            Component(
                name: "sqlite fts5", found: Archive.hasFullTextSearch ? Archive.sqliteVersion : nil,
                package: "libsqlite3-0", purpose: "full-text index"),
            Component(
                name: "zlib", found: PageXMLLibraries.zlibVersion, package: "zlib1g",
                purpose: "compression of recognized text"),
            Component(
                name: "expat", found: PageXMLLibraries.expatVersion, package: "libexpat1",
                purpose: "parsing of recognized text"),
        ]
    }
}
