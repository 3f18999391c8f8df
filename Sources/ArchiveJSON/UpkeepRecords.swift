package import ArchiveStore

/// Says how many batches were sealed, and how many decisions were moved from the journal into objects.
package struct SealedRecord: Encodable {
    let type = "sealed"
    /// How many batches.
    package let batches: Int
    /// How many decisions.
    package let decisions: Int

    package init(batches: Int, decisions: Int) {
        self.batches = batches
        self.decisions = decisions
    }
}

/// Says that the index was made again.
package struct ReindexedRecord: Encodable {
    let type = "reindexed"
    let documents: Int

    package init(documents: Int) { self.documents = documents }
}

/// What a rebuild came to, as a JSON line.
package struct RebuiltRecord: Encodable {
    let type = "rebuilt"
    let batches, scans, pages, documents, unread, problems: Int
    let keptCatalogue: String?

    private enum CodingKeys: String, CodingKey {
        case type, batches, scans, pages, documents, unread, problems
        case keptCatalogue = "kept_catalogue"
    }

    package init(_ summary: RebuildSummary, kept: String?) {
        batches = summary.batches
        scans = summary.scans
        pages = summary.pages
        documents = summary.documents
        unread = summary.unread
        problems = summary.problems.count
        keptCatalogue = kept
    }
}

/// What a backup or a restore came to, as a JSON line.
package struct CopiedRecord: Encodable {
    let type: String
    let batches, filesCopied, filesPresent, filesMended, problems: Int
    let bytesCopied: Int64
    let keptCatalogue: String?

    private enum CodingKeys: String, CodingKey {
        case type, batches, problems
        case filesCopied = "files_copied"
        case filesPresent = "files_present"
        case filesMended = "files_mended"
        case bytesCopied = "bytes_copied"
        case keptCatalogue = "kept_catalogue"
    }

    package init(type: String, _ summary: BackupSummary) {
        self.type = type
        batches = summary.batches
        filesCopied = summary.copied
        filesPresent = summary.present
        filesMended = summary.mended.count
        problems = summary.problems.count
        bytesCopied = summary.copiedBytes
        keptCatalogue = summary.keptCatalogue
    }
}
