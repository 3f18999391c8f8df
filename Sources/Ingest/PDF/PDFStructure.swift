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
