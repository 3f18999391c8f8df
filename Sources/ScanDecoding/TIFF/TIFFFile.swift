import ArchiveModel
import CScanShims

/// Owner of one libtiff handle; used by one thread at a time.
final class TIFFFile {
    private let handle: OpaquePointer

    /// Opens the file.
    ///
    /// No single allocation of libtiff may exceed four bytes per permitted pixel.
    static func open(path: String, maxPixels: Int) throws(ScanError) -> TIFFFile {
        guard let handle = csh_tiff_open(path, Int64(maxPixels) * 4) else {
            throw .damaged("TIFF header: " + printable(csh_tiff_last_message(nil)))
        }
        return TIFFFile(owning: handle)
    }

    private init(owning handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        csh_tiff_close(handle)
    }

    /// Errors reported since the page was selected.
    var errorCount: Int { Int(csh_tiff_error_count(handle)) }

    /// Makes libtiff see other bytes at a place of the file.
    func overlay(_ bytes: [UInt8], at place: Int) {
        _ = csh_tiff_overlay(handle, UInt64(place), bytes, UInt32(bytes.count))
    }

    /// Goes to the directory at an offset of the file.
    func select(page number: Int, at place: Int) throws(ScanError) -> csh_tiff_page {
        csh_tiff_clear_messages(handle)
        var page = csh_tiff_page()
        guard place > 0, csh_tiff_select(handle, UInt64(place), &page) != 0 else {
            let reason = Self.printable(csh_tiff_last_message(handle))
            throw .truncated("page \(number): " + reason)
        }
        return page
    }

    /// Decodes the selected page.
    func read(
        _ page: csh_tiff_page, samples: PageImage.Samples, reduction: Int
    ) throws(ScanError) -> ([UInt8], csh_tiff_result) {
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
        if result.is_unsupported != 0 {
            let reason = Self.printable(csh_tiff_last_message(handle))
            throw .unsupported("\(page.bits_per_sample) bits a sample: " + reason)
        }
        guard decoded != 0 else {
            throw .damaged("pixels: " + Self.printable(csh_tiff_last_message(handle)))
        }
        return (pixels, result)
    }

    /// libtiff's message without anything from the file that could act on a terminal.
    private static func printable(_ message: UnsafePointer<CChar>?) -> String {
        guard let message else { return "unreadable" }
        let whole = String(cString: message)
        // The file name that libtiff was given.
        let bare = TerminalText.sanitized(whole.replacing("scan: ", with: ""))
        return bare.isEmpty ? "unreadable" : bare
    }
}
