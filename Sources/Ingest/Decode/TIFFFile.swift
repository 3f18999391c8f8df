import ArchiveModel
import CScanShims

/// Owner of one libtiff handle; used by one thread at a time.
final class TIFFFile {
    private let handle: OpaquePointer
    private let path: String

    /// Opens the file.
    ///
    /// No single allocation of libtiff may exceed four bytes a permitted pixel.
    init(path: String, maxPixels: Int) throws(IngestError) {
        guard let handle = csh_tiff_open(path, Int64(maxPixels) * 4) else {
            throw .damaged("TIFF header: " + Self.printable(csh_tiff_last_message(nil), path))
        }
        self.handle = handle
        self.path = path
    }

    deinit { csh_tiff_close(handle) }

    /// Errors reported since the page was selected.
    var errorCount: Int { Int(csh_tiff_error_count(handle)) }

    func countPages(limit: Int) -> (count: Int, intact: Bool) {
        var intact: CInt = 0
        let count = csh_tiff_count(handle, UInt32(limit), &intact)
        return (Int(count), intact != 0)
    }

    func select(page number: Int) throws(IngestError) -> csh_tiff_page {
        csh_tiff_clear_messages(handle)
        var page = csh_tiff_page()
        guard number > 0, csh_tiff_select(handle, UInt32(number - 1), &page) != 0 else {
            let reason = Self.printable(csh_tiff_last_message(handle), path)
            throw .truncated("page \(number): " + reason)
        }
        return page
    }

    /// Decodes the selected page.
    func read(
        _ page: csh_tiff_page, samples: PageImage.Samples, reduction: Int
    ) throws(IngestError) -> ([UInt8], csh_tiff_result) {
        let width = max(1, Int(page.width) / reduction)
        let height = max(1, Int(page.height) / reduction)
        let size = width * height * samples.rawValue
        var description = page
        var result = csh_tiff_result()
        var decoded: CInt = 0
        let pixels = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            decoded = csh_tiff_read(
                handle, &description, buffer.baseAddress, UInt32(samples.rawValue),
                UInt32(reduction), &result)
            count = size
        }
        guard decoded != 0 else {
            throw .damaged("pixels: " + Self.printable(csh_tiff_last_message(handle), path))
        }
        return (pixels, result)
    }

    /// libtiff's message without the path of the archived copy, which says nothing to people, and
    /// without anything from the file that could act on a terminal.
    private static func printable(_ message: UnsafePointer<CChar>?, _ path: String) -> String {
        guard let message else { return "unreadable" }
        let bare = TerminalText.sanitized(
            String(cString: message).replacing(path + ": ", with: ""))
        // A path too long for the message stands there in part.
        let words = bare.split(separator: " ").filter { !$0.hasPrefix("/") }
        let text = words.joined(separator: " ")
        return text.isEmpty ? "unreadable" : text
    }
}
