import ArchiveModel
import CQPDF
import Glibc

/// The one picture that a scanned PDF page consists of, as its compressed bytes.
///
/// Drawing such a page resamples the scan by half a pixel and costs print; the bytes are the scan itself.
/// Taken only when nothing else can be seen: the page's content places one picture upright over the whole
/// page and does nothing more.
struct EmbeddedScan {
    enum Compression {
        case jpeg
        /// ITU-T T.6; where `blackIsOne`, the coder's black pixels are one bits, which are white in a PDF.
        case groupFour(blackIsOne: Bool)
    }

    let compression: Compression
    let width: Int
    let height: Int
    let resolution: Resolution
    /// The page's quarter turns, in degrees clockwise.
    let rotationDegrees: Int
    let bytes: [UInt8]

    /// Looks into the page; nil when it is anything but such a picture.
    ///
    /// - Parameter limits: Larger pictures are left to the caller's other ways, which report them.
    init?(page number: Int, ofFile path: String, limits: DecodeLimits) {
        var document: qpdf_data? = qpdf_init()
        defer { qpdf_cleanup(&document) }
        guard let pdf = document else { return nil }
        qpdf_set_suppress_warnings(pdf, QPDF_TRUE)
        qpdf_silence_errors(pdf)
        guard qpdf_read(pdf, path, nil) & 2 == 0, number >= 1, number <= qpdf_get_num_pages(pdf)
        else {
            return nil
        }
        let objects = PDFObjects(pdf)
        let page = qpdf_get_page_n(pdf, number - 1)
        guard let size = objects.shownBox(of: page), objects.isBare(page),
            let placed = PlacedPicture(content: objects.content(of: page)),
            placed.covers(size), let picture = objects.picture(placed.name, of: page),
            let width = objects.integer(picture, "/Width"),
            let height = objects.integer(picture, "/Height"),
            (try? limits.check(width: width, height: height)) != nil,
            let compression = objects.compression(of: picture, width: width),
            let bytes = objects.rawBytes(of: picture)
        else { return nil }
        self.compression = compression
        self.width = width
        self.height = height
        self.bytes = bytes
        rotationDegrees = objects.rotation(of: page)
        resolution = Resolution(
            horizontal: Double(width) / placed.width * 72,
            vertical: Double(height) / placed.height * 72)
    }
}

/// What a page's content does when it does nothing but place one picture upright.
private struct PlacedPicture {
    /// The picture's name among the page's resources.
    let name: String
    private let left: Double
    private let bottom: Double
    /// Size on the page, in points.
    let width: Double
    let height: Double

    /// Nil when the content does anything else.
    init?(content: [UInt8]) {
        guard content.count < 2000 else { return nil }
        var numbers: [Double] = []
        var matrix = (a: 1.0, d: 1.0, e: 0.0, f: 0.0)
        var name: String?
        for word in String(decoding: content, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
            switch word {
            case "q", "Q": break
            case "cm":
                // Only enlargement and shift; and nothing that follows the picture.
                guard numbers.count == 6, numbers[1] == 0, numbers[2] == 0, name == nil else {
                    return nil
                }
                matrix = (
                    matrix.a * numbers[0], matrix.d * numbers[3],
                    matrix.a * numbers[4] + matrix.e, matrix.d * numbers[5] + matrix.f
                )
                numbers = []
            case "Do": if name == nil || numbers.count > 0 { return nil }
            default:
                if word.hasPrefix("/"), name == nil {
                    name = String(word)
                } else if let number = Double(word), name == nil {
                    numbers.append(number)
                } else {
                    return nil
                }
            }
        }
        guard let name, numbers.isEmpty, matrix.a > 0, matrix.d > 0 else { return nil }
        self.name = name
        (left, bottom, width, height) = (matrix.e, matrix.f, matrix.a, matrix.d)
    }

    /// Whether the picture fills the box to within a hundredth.
    func covers(_ box: PDFObjects.Box) -> Bool {
        let (across, down) = (0.01 * (box.right - box.left), 0.01 * (box.top - box.bottom))
        return abs(left - box.left) <= across && abs(left + width - box.right) <= across
            && abs(bottom - box.bottom) <= down && abs(bottom + height - box.top) <= down
    }
}

/// Questions to the objects of an open PDF.
private struct PDFObjects {
    struct Box {
        var left, bottom, right, top: Double
    }

    private let pdf: qpdf_data

    init(_ pdf: qpdf_data) {
        self.pdf = pdf
    }

    /// The crop box, else the media box, both of which may be inherited.
    func shownBox(of page: qpdf_oh) -> Box? {
        guard let array = inherited(page, "/CropBox") ?? inherited(page, "/MediaBox"),
            qpdf_oh_is_array(pdf, array) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, array) == 4
        else { return nil }
        let edges = (0..<4).map {
            qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, array, $0))
        }
        let box = Box(
            left: min(edges[0], edges[2]), bottom: min(edges[1], edges[3]),
            right: max(edges[0], edges[2]), top: max(edges[1], edges[3]))
        return box.right - box.left > 1 && box.top - box.bottom > 1 ? box : nil
    }

    /// Quarter turns of the page, 0 when they are nonsense.
    func rotation(of page: qpdf_oh) -> Int {
        guard let value = inherited(page, "/Rotate"), qpdf_oh_is_integer(pdf, value) == QPDF_TRUE
        else { return 0 }
        let degrees = Int(qpdf_oh_get_int_value_as_int(pdf, value))
        return degrees % 90 == 0 ? ((degrees % 360) + 360) % 360 : 0
    }

    /// Whether nothing is stuck on the page, such as comments or signatures.
    func isBare(_ page: qpdf_oh) -> Bool {
        let notes = qpdf_oh_get_key(pdf, page, "/Annots")
        return qpdf_oh_is_array(pdf, notes) == QPDF_FALSE
            || qpdf_oh_get_array_n_items(pdf, notes) == 0
    }

    /// The page's content when it is one short stream; empty otherwise.
    ///
    /// What places a picture takes sixty bytes; anything long, or packed twice, may be a bomb.
    func content(of page: qpdf_oh) -> [UInt8] {
        var stream = qpdf_oh_get_key(pdf, page, "/Contents")
        if qpdf_oh_is_array(pdf, stream) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, stream) == 1 {
            stream = qpdf_oh_get_array_item(pdf, stream, 0)
        }
        guard qpdf_oh_is_stream(pdf, stream) == QPDF_TRUE,
            let packed = integer(stream, "/Length"), packed <= 4096
        else { return [] }
        let filter = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, stream), "/Filter")
        if qpdf_oh_is_array(pdf, filter) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, filter) > 1 {
            return []
        }
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        guard qpdf_oh_get_page_content_data(pdf, page, &buffer, &length) & 2 == 0, let buffer else {
            return []
        }
        defer { free(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }

    /// The named picture, when it is painted as it is: no mask, no inverted or mapped samples.
    func picture(_ name: String, of page: qpdf_oh) -> qpdf_oh? {
        guard let resources = inherited(page, "/Resources"),
            qpdf_oh_is_dictionary(pdf, resources) == QPDF_TRUE
        else { return nil }
        let pictures = qpdf_oh_get_key(pdf, resources, "/XObject")
        guard qpdf_oh_is_dictionary(pdf, pictures) == QPDF_TRUE else { return nil }
        let stream = qpdf_oh_get_key(pdf, pictures, name)
        guard qpdf_oh_is_stream(pdf, stream) == QPDF_TRUE else { return nil }
        let dictionary = qpdf_oh_get_dict(pdf, stream)
        let odd = ["/SMask", "/Mask", "/ImageMask", "/Decode", "/OC"]
        guard isName(dictionary, "/Subtype", "/Image"),
            odd.allSatisfy({ qpdf_oh_has_key(pdf, dictionary, $0) == QPDF_FALSE })
        else { return nil }
        return stream
    }

    /// How the picture is compressed, when it is a way that can be read from its bytes alone.
    func compression(of picture: qpdf_oh, width: Int) -> EmbeddedScan.Compression? {
        let dictionary = qpdf_oh_get_dict(pdf, picture)
        let isGray = isName(dictionary, "/ColorSpace", "/DeviceGray")
        if isName(dictionary, "/Filter", "/DCTDecode") {
            return isGray || isName(dictionary, "/ColorSpace", "/DeviceRGB") ? .jpeg : nil
        }
        guard isName(dictionary, "/Filter", "/CCITTFaxDecode"), isGray,
            integer(picture, "/BitsPerComponent") == 1
        else { return nil }
        var parameters = qpdf_oh_get_key(pdf, dictionary, "/DecodeParms")
        if qpdf_oh_is_array(pdf, parameters) == QPDF_TRUE,
            qpdf_oh_get_array_n_items(pdf, parameters) == 1
        {
            parameters = qpdf_oh_get_array_item(pdf, parameters, 0)
        }
        guard qpdf_oh_is_dictionary(pdf, parameters) == QPDF_TRUE,
            integerValue(parameters, "/K").map({ $0 < 0 }) == true,
            integerValue(parameters, "/Columns") == width,
            !isTrue(parameters, "/EncodedByteAlign")
        else { return nil }
        return .groupFour(blackIsOne: isTrue(parameters, "/BlackIs1"))
    }

    func rawBytes(of picture: qpdf_oh) -> [UInt8]? {
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        var isDecoded = QPDF_FALSE
        let status = qpdf_oh_get_stream_data(
            pdf, picture, qpdf_dl_none, &isDecoded, &buffer, &length)
        guard status & 2 == 0, let buffer else { return nil }
        defer { free(buffer) }
        return length == 0 ? nil : Array(UnsafeBufferPointer(start: buffer, count: length))
    }

    func integer(_ stream: qpdf_oh, _ key: String) -> Int? {
        integerValue(qpdf_oh_get_dict(pdf, stream), key)
    }

    private func integerValue(_ dictionary: qpdf_oh, _ key: String) -> Int? {
        let value = qpdf_oh_get_key(pdf, dictionary, key)
        guard qpdf_oh_is_integer(pdf, value) == QPDF_TRUE else { return nil }
        return Int(qpdf_oh_get_int_value_as_int(pdf, value))
    }

    private func isTrue(_ dictionary: qpdf_oh, _ key: String) -> Bool {
        let value = qpdf_oh_get_key(pdf, dictionary, key)
        return qpdf_oh_is_bool(pdf, value) == QPDF_TRUE
            && qpdf_oh_get_bool_value(pdf, value) == QPDF_TRUE
    }

    /// Whether an entry is this name, alone or as the only item of an array.
    private func isName(_ dictionary: qpdf_oh, _ key: String, _ name: String) -> Bool {
        var value = qpdf_oh_get_key(pdf, dictionary, key)
        if qpdf_oh_is_array(pdf, value) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, value) == 1 {
            value = qpdf_oh_get_array_item(pdf, value, 0)
        }
        return qpdf_oh_is_name_and_equals(pdf, value, name) == QPDF_TRUE
    }

    /// An entry of the page or of the nodes above it.
    private func inherited(_ page: qpdf_oh, _ key: String) -> qpdf_oh? {
        var node = page
        for _ in 0..<30 where qpdf_oh_is_dictionary(pdf, node) == QPDF_TRUE {
            if qpdf_oh_has_key(pdf, node, key) == QPDF_TRUE {
                return qpdf_oh_get_key(pdf, node, key)
            }
            node = qpdf_oh_get_key(pdf, node, "/Parent")
        }
        return nil
    }
}
