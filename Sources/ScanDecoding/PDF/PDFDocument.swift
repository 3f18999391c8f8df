import CQPDF

/// Where the bytes of a PDF are.
enum PDFFile {
    case path(String)
    /// A PDF that was reassembled in memory.
    case bytes([UInt8])
}

/// Owner of an open PDF; nothing is printed, and damage is read around if possible.
final class PDFDocument {
    let handle: qpdf_data
    /// The bytes that `qpdf_read_memory` reads from as long as the handle lives.
    private let memory: UnsafeMutableBufferPointer<CChar>?

    /// Opens a PDF.
    ///
    /// - Throws: `ScanError` if it is damaged, encrypted or of an unknown kind.
    static func open(_ file: PDFFile) throws(ScanError) -> PDFDocument {
        guard let handle = silent() else { throw .damaged("no memory for the PDF") }
        let document: PDFDocument
        let status: QPDF_ERROR_CODE
        switch file {
        case .path(let path):
            document = PDFDocument(owning: handle)
            status = qpdf_read(handle, path, nil)
        case .bytes(let bytes):
            let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
            _ = copy.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
            document = PDFDocument(owning: handle, memory: copy)
            status = qpdf_read_memory(
                handle, "memory", copy.baseAddress, UInt64(bytes.count), nil)
        }
        if PDFStructure.failed(status) {
            // The handle is closed with the document.
            throw withExtendedLifetime(document) { PDFStructure.failure(of: handle) }
        }
        return document
    }

    private init(owning handle: qpdf_data, memory: UnsafeMutableBufferPointer<CChar>? = nil) {
        self.handle = handle
        self.memory = memory
    }

    /// A PDF without pages; nil without memory.
    static func empty() -> PDFDocument? {
        guard let handle = silent() else { return nil }
        let document = PDFDocument(owning: handle)
        return PDFStructure.failed(qpdf_empty_pdf(handle)) ? nil : document
    }

    deinit {
        var owned: qpdf_data? = handle
        qpdf_cleanup(&owned)
        memory?.deallocate()
    }

    /// Pages of the tree; 0 if it is broken.
    var pageCount: Int {
        let count = qpdf_get_num_pages(handle)
        return count > 0 && qpdf_has_error(handle) == QPDF_FALSE ? Int(count) : 0
    }

    /// Whether a page says how large it is, as each must, counted from 1 as in the page tree.
    func hasSize(ofPage number: Int) -> Bool {
        PDFObjects(handle).shownBox(of: qpdf_get_page_n(handle, number - 1)) != nil
    }

    /// Whether qpdf has found a violation of the rules.
    var hasComplaints: Bool {
        qpdf_more_warnings(handle) == QPDF_TRUE || qpdf_has_error(handle) == QPDF_TRUE
    }

    /// How many points the page's unit has, from 1 as in the page tree.
    func userUnit(ofPage number: Int) -> Double {
        PDFObjects(handle).userUnit(of: qpdf_get_page_n(handle, number - 1))
    }

    private static func silent() -> qpdf_data? {
        guard let handle = qpdf_init() else { return nil }
        qpdf_set_suppress_warnings(handle, QPDF_TRUE)
        qpdf_silence_errors(handle)
        return handle
    }
}
