import ArchiveModel
import CScanShims

/// Owner of one libtiff handle; used by one thread at a time.
final class TIFFFile {
    private let handle: OpaquePointer
    private let path: String
    /// What the handle reads from, when that is no file.
    private let memory: UnsafeMutableBufferPointer<UInt8>?

    /// Opens the file.
    ///
    /// No single allocation of libtiff may exceed four bytes a permitted pixel.
    init(path: String, maxPixels: Int) throws(IngestError) {
        guard let handle = csh_tiff_open(path, Int64(maxPixels) * 4) else {
            throw .damaged("TIFF header: " + Self.printable(csh_tiff_last_message(nil), path))
        }
        self.handle = handle
        self.path = path
        memory = nil
    }

    /// Opens a file that lies in memory.
    init(bytes: [UInt8], maxPixels: Int) throws(IngestError) {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = memory.initialize(from: bytes)
        let handle = csh_tiff_open_memory(
            memory.baseAddress, UInt64(bytes.count), Int64(maxPixels) * 4)
        guard let handle else {
            memory.deallocate()
            throw .damaged("TIFF header: " + Self.printable(csh_tiff_last_message(nil), ""))
        }
        self.handle = handle
        path = ""
        self.memory = memory
    }

    deinit {
        csh_tiff_close(handle)
        memory?.deallocate()
    }

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
        let whole = String(cString: message)
        let bare = TerminalText.sanitized(
            path.isEmpty ? whole : whole.replacing(path + ": ", with: ""))
        // A path too long for the message stands there in part.
        let words = bare.split(separator: " ").filter { !$0.hasPrefix("/") }
        let text = words.joined(separator: " ")
        return text.isEmpty ? "unreadable" : text
    }
}
