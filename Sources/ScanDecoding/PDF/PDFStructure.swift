import ArchiveModel
import CQPDF

/// The structure of a PDF: whether it can be opened, and how many pages its tree really holds.
struct PDFStructure {
    let pageCount: Int
    let warnings: [String]
    /// Content of the file that its pages do not show.
    let doubts: [Doubt]

    /// Reads the cross-reference table and the page tree; page contents are not touched.
    static func read(_ file: PDFFile) throws(ScanError) -> PDFStructure {
        let document = try PDFDocument.open(file)
        let pdf = document.handle
        let count = qpdf_get_num_pages(pdf)
        if count < 0 || qpdf_has_error(pdf) == QPDF_TRUE { throw failure(of: pdf) }
        if count == 0 { throw .damaged("the PDF has no page") }
        let isBroken = qpdf_more_warnings(pdf) == QPDF_TRUE
        return PDFStructure(
            pageCount: Int(count),
            warnings: isBroken ? ["the PDF's structure is broken and was read around"] : [],
            doubts: PDFContents(of: document).doubts)
    }

    /// Lifts one page, counted from 1 as in the page tree, out into a PDF of its own.
    static func page(_ number: Int, of file: PDFFile) throws(ScanError) -> [UInt8] {
        let source = try PDFDocument.open(file)
        return try lifted(number, from: source)
    }

    /// Lifts out a page with its pictures repaired; nil if there was nothing to repair.
    static func mendedPage(_ number: Int, of file: PDFFile) -> [UInt8]? {
        guard let source = try? PDFDocument.open(file), number >= 1, number <= source.pageCount
        else {
            return nil
        }
        let objects = PDFObjects(source.handle)
        let page = qpdf_get_page_n(source.handle, number - 1)
        guard objects.mendPictures(of: page) > 0 else { return nil }
        return try? lifted(number, from: source)
    }

    private static func lifted(
        _ number: Int, from source: PDFDocument
    ) throws(ScanError) -> [UInt8] {
        guard let target = PDFDocument.empty() else { throw .damaged("no memory for the PDF") }
        let page = qpdf_get_page_n(source.handle, number - 1)
        if failed(qpdf_add_page(target.handle, source.handle, page, QPDF_FALSE))
            || failed(qpdf_init_write_memory(target.handle)) || failed(qpdf_write(target.handle))
        {
            throw failure(of: target.handle)
        }
        guard let buffer = qpdf_get_buffer(target.handle) else {
            throw failure(of: target.handle)
        }
        return Array(
            UnsafeBufferPointer(start: buffer, count: qpdf_get_buffer_length(target.handle)))
    }

    static func failed(_ status: QPDF_ERROR_CODE) -> Bool {
        status & QPDF_ERROR_CODE(1 << 1) != 0
    }

    static func failure(of pdf: qpdf_data) -> ScanError {
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
