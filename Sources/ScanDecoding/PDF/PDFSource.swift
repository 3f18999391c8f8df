/// One page of a PDF as the drawing programs find it.
struct PDFSource {
    /// The name to give to a program: a path, or poppler's name for standard input.
    let name: String
    /// The program's standard input.
    let bytes: [UInt8]
    /// Number of the page, from 1.
    private let page: Int

    /// A page of a file, by its name or handed over on standard input.
    init(_ file: PDFFile, page: Int) {
        switch file {
        case .path(let path): (name, bytes) = (path, [])
        case .bytes(let whole): (name, bytes) = ("fd://0", whole)
        }
        self.page = page
    }

    /// A PDF of a single page, handed over on standard input: a worker writes no files.
    init(bytes: [UInt8]) {
        name = "fd://0"
        self.bytes = bytes
        page = 1
    }

    /// The options that choose the page.
    var range: [String] { ["-f", String(page), "-l", String(page)] }
}
