import ArchiveModel
import CQPDF

/// What the structure of a PDF says: whether it can be opened, how many pages its tree really holds.
struct PDFStructure {
    let pageCount: Int
    let warnings: [String]

    /// Reads the cross-reference table and the page tree; page contents are not touched.
    init(path: String) throws(IngestError) {
        var document: qpdf_data? = qpdf_init()
        guard let pdf = document else { throw .damaged("no memory for the PDF") }
        defer { qpdf_cleanup(&document) }
        qpdf_set_suppress_warnings(pdf, QPDF_TRUE)
        qpdf_silence_errors(pdf)
        let status = qpdf_read(pdf, path, nil)
        if Self.failed(status) { throw Self.failure(of: pdf) }
        let count = qpdf_get_num_pages(pdf)
        if count < 0 || qpdf_has_error(pdf) == QPDF_TRUE { throw Self.failure(of: pdf) }
        if count == 0 { throw .damaged("the PDF has no page") }
        pageCount = Int(count)
        warnings =
            qpdf_more_warnings(pdf) == QPDF_TRUE
            ? ["the PDF's structure is broken and was read around"] : []
    }

    /// Lifts one page, counted from 1 as in the page tree, out into a PDF of its own.
    static func page(_ number: Int, ofFile path: String) throws(IngestError) -> [UInt8] {
        var old: qpdf_data? = qpdf_init()
        var new: qpdf_data? = qpdf_init()
        defer {
            qpdf_cleanup(&new)
            qpdf_cleanup(&old)
        }
        guard let source = old, let target = new else { throw .damaged("no memory for the PDF") }
        for pdf in [source, target] {
            qpdf_set_suppress_warnings(pdf, QPDF_TRUE)
            qpdf_silence_errors(pdf)
        }
        if failed(qpdf_read(source, path, nil)) || failed(qpdf_empty_pdf(target)) {
            throw failure(of: source)
        }
        let page = qpdf_get_page_n(source, number - 1)
        if failed(qpdf_add_page(target, source, page, QPDF_FALSE))
            || failed(qpdf_init_write_memory(target)) || failed(qpdf_write(target))
        {
            throw failure(of: target)
        }
        guard let buffer = qpdf_get_buffer(target) else { throw failure(of: target) }
        return Array(UnsafeBufferPointer(start: buffer, count: qpdf_get_buffer_length(target)))
    }

    private static func failed(_ status: QPDF_ERROR_CODE) -> Bool {
        status & QPDF_ERROR_CODE(1 << 1) != 0
    }

    private static func failure(of pdf: qpdf_data) -> IngestError {
        guard let error = qpdf_get_error(pdf) else { return .damaged("PDF structure") }
        switch qpdf_get_error_code(pdf, error) {
        case qpdf_e_password: return .encrypted()
        case qpdf_e_unsupported:
            return qpdf_is_encrypted(pdf) == QPDF_TRUE
                ? .encrypted() : .unsupported("a PDF feature unknown to qpdf")
        default: return .damaged("PDF structure")
        }
    }
}
