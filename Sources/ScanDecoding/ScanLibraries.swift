import CQPDF
import CScanShims
import Glibc

/// The libraries that read scans: the version that each reports, or else the file it was loaded
/// from.
package enum ScanLibraries {
    /// libtiff.
    package static var tiff: String? {
        // "LIBTIFF, Version 4.5.0", and lines about its makers.
        let line = String(cString: csh_tiff_version()).split(separator: "\n").first
        return line?.split(separator: " ").last.map(String.init)
    }

    /// libpng.
    package static var png: String? { String(cString: csh_png_version()) }

    /// libjpeg-turbo.
    package static var jpeg: String? { file(with: "jpeg_std_error") }

    /// OpenJPEG.
    package static var openJPEG: String? { String(cString: csh_jp2_version()) }

    /// libexif.
    package static var exif: String? { file(with: "exif_data_new") }

    /// qpdf.
    package static var qpdf: String? { qpdf_get_qpdf_version().map { String(cString: $0) } }

    /// The file, links followed, from which a function was loaded.
    private static func file(with function: String) -> String? {
        guard let path = csh_library_file(function) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
