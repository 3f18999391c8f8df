package import ArchiveModel
import DurableFiles

/// Writes the recognised text of one scan as gzipped ALTO 4, a page at a time.
///
/// The same scan and pages give the same bytes. Not to be shared between threads.
package final class ALTOWriter {
    private let name: String
    private let gzip: GzipWriter
    private var xml = XMLBuffer()
    /// Identifiers of the engines, by their names.
    private let engineIDs: [String: String]
    private var lastNumber = 0
    private var isFinished = false

    private static let flushSize = 64 << 10

    /// Begins a file; the sink gets its bytes as they come.
    ///
    /// Throws `StoreError`, or the sink's errors.
    package init(scan: ALTOScan, sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        name = scan.fileName.display
        gzip = try GzipWriter(sink: sink)
        var ids: [String: String] = [:]
        var engines: [String] = []
        for engine in scan.engines.map(XMLCharacters.replacingForbidden) where ids[engine] == nil {
            guard engine.utf8.count <= ALTOFormat.longestEngine else {
                throw StoreError.altoRefused(name, problem: "the name of an engine is too long")
            }
            engines.append(engine)
            ids[engine] = "engine\(engines.count)"
        }
        engineIDs = ids
        xml.head(of: scan, engines: engines)
    }

    /// Writes a page; one that is not `done` has no text.
    ///
    /// Numbers must increase. Throws `StoreError`, or the sink's errors.
    package func write(_ page: ProcessedPage) throws {
        guard page.number > lastNumber && !isFinished else {
            throw refusal(page.number, problem: "it is out of order")
        }
        lastNumber = page.number
        let text = page.verdict == .done ? page.recognized?.withXMLText : nil
        xml.openPage(page)
        if let text {
            guard text.lines.reduce(0, { $0 + $1.words.count }) <= ALTOFormat.mostWords else {
                throw refusal(page.number, problem: "it has too many words")
            }
            guard let engine = engineIDs[text.engine] else {
                throw refusal(page.number, problem: "its engine was not announced")
            }
            xml.openText(text, engine: engine)
            try write(text, number: page.number)
            xml.markup("</PrintSpace></Page>\n")
        } else {
            xml.markup("/>\n")
        }
        try flush(above: Self.flushSize)
    }

    /// Writes the end of the file.
    ///
    /// Throws `StoreError`, including when there was no page, or the sink's errors.
    package func finish() throws {
        guard lastNumber > 0 && !isFinished else {
            throw StoreError.altoRefused(name, problem: "there is no page, or it is finished")
        }
        isFinished = true
        xml.markup("</Layout></alto>\n")
        try flush(above: 0)
        try gzip.finish()
    }

    /// Writes the blocks: consecutive lines of one block.
    private func write(_ text: RecognizedPage, number: Int) throws {
        var runs: [Int: Int] = [:]
        var rest = text.lines[...]
        while let block = rest.first?.block {
            let run = rest.prefix { $0.block == block }
            rest = rest.dropFirst(run.count)
            runs[block, default: 0] += 1
            guard run.allSatisfy({ $0.words.allSatisfy { ALTOWriter.isInReach($0.box) } }) else {
                throw refusal(number, problem: "a word lies outside of all pages")
            }
            xml.openBlock(run, id: Self.blockID(page: number, block: block, run: runs[block] ?? 1))
            for line in run {
                xml.line(line)
                try flush(above: Self.flushSize)
            }
            xml.markup("</TextBlock>\n")
        }
    }

    private static func blockID(page: Int, block: Int, run: Int) -> String {
        run == 1 ? "p\(page).b\(block)" : "p\(page).b\(block).\(run)"
    }

    private static func isInReach(_ box: BoundingBox) -> Bool {
        let reach = -ALTOFormat.farthestEdge...ALTOFormat.farthestEdge
        return reach.contains(box.left) && reach.contains(box.top) && reach.contains(box.right)
            && reach.contains(box.bottom)
    }

    private func flush(above size: Int) throws {
        guard xml.bytes.count > size else { return }
        try xml.bytes.withUnsafeBytes { try gzip.write($0) }
        xml.removeAll()
    }

    private func refusal(_ number: Int, problem: String) -> StoreError {
        .altoRefused("\(name), page \(number)", problem: problem)
    }
}
