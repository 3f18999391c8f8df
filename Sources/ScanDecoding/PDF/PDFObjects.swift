import ArchiveModel
import CQPDF
import Glibc

/// Queries on the objects of an open PDF; the document must outlive it.
struct PDFObjects {
    struct Box {
        var left, bottom, right, top: Double
    }

    let pdf: qpdf_data

    init(_ pdf: qpdf_data) {
        self.pdf = pdf
    }

    /// The crop box, or else the media box, both of which may be inherited.
    func shownBox(of page: qpdf_oh) -> Box? {
        guard let array = inherited(page, key: "/CropBox") ?? inherited(page, key: "/MediaBox"),
            qpdf_oh_is_array(pdf, array) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, array) == 4
        else { return nil }
        let edges = (0..<4).map {
            qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, array, $0))
        }
        let box = Box(
            left: min(edges[0], edges[2]), bottom: min(edges[1], edges[3]),
            right: max(edges[0], edges[2]), top: max(edges[1], edges[3]))
        return box.right - box.left > 0.01 && box.top - box.bottom > 0.01 ? box : nil
    }

    /// Quarter turns of the page, 0 if they are nonsense.
    func rotation(of page: qpdf_oh) -> Int {
        guard let value = inherited(page, key: "/Rotate"),
            qpdf_oh_is_integer(pdf, value) == QPDF_TRUE
        else { return 0 }
        let degrees = Int(qpdf_oh_get_int_value_as_int(pdf, value))
        return degrees % 90 == 0 ? ((degrees % 360) + 360) % 360 : 0
    }

    /// How many points the page's unit has; 1 if it is missing or nonsense.
    func userUnit(of page: qpdf_oh) -> Double {
        let value = qpdf_oh_get_key(pdf, page, "/UserUnit")
        guard qpdf_oh_is_number(pdf, value) == QPDF_TRUE else { return 1 }
        let unit = qpdf_oh_get_numeric_value(pdf, value)
        return unit.isFinite && unit >= 0.01 && unit <= 75_000 ? unit : 1
    }

    /// Whether nothing is attached to the page, such as comments or signatures.
    func isBare(_ page: qpdf_oh) -> Bool {
        let notes = qpdf_oh_get_key(pdf, page, "/Annots")
        return qpdf_oh_is_array(pdf, notes) == QPDF_FALSE
            || qpdf_oh_get_array_n_items(pdf, notes) == 0
    }

    /// The page's content if it is one short stream; empty otherwise.
    ///
    /// Placing a picture takes sixty bytes; anything long, or packed twice, may be a bomb.
    func content(of page: qpdf_oh) -> [UInt8] {
        var stream = qpdf_oh_get_key(pdf, page, "/Contents")
        if qpdf_oh_is_array(pdf, stream) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, stream) == 1 {
            stream = qpdf_oh_get_array_item(pdf, stream, 0)
        }
        guard qpdf_oh_is_stream(pdf, stream) == QPDF_TRUE,
            let packed = integer(stream, key: "/Length"), packed <= 4096
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

    /// The named picture, if it is painted as it is: no mask, no inverted or mapped samples.
    func picture(_ name: String, of page: qpdf_oh) -> qpdf_oh? {
        guard let resources = inherited(page, key: "/Resources"),
            qpdf_oh_is_dictionary(pdf, resources) == QPDF_TRUE
        else { return nil }
        let pictures = qpdf_oh_get_key(pdf, resources, "/XObject")
        guard qpdf_oh_is_dictionary(pdf, pictures) == QPDF_TRUE else { return nil }
        let stream = qpdf_oh_get_key(pdf, pictures, name)
        guard qpdf_oh_is_stream(pdf, stream) == QPDF_TRUE else { return nil }
        let dictionary = qpdf_oh_get_dict(pdf, stream)
        let odd = ["/SMask", "/Mask", "/ImageMask", "/Decode", "/OC"]
        guard isName(dictionary, key: "/Subtype", name: "/Image"),
            odd.allSatisfy({ qpdf_oh_has_key(pdf, dictionary, $0) == QPDF_FALSE })
        else { return nil }
        return stream
    }

    /// The compression of the picture, if it can be read from its bytes alone.
    func compression(of picture: qpdf_oh, width: Int) -> EmbeddedScan.Compression? {
        let dictionary = qpdf_oh_get_dict(pdf, picture)
        let isGray = isName(dictionary, key: "/ColorSpace", name: "/DeviceGray")
        if isName(dictionary, key: "/Filter", name: "/DCTDecode") {
            return isGray || isName(dictionary, key: "/ColorSpace", name: "/DeviceRGB")
                ? .jpeg : nil
        }
        guard isName(dictionary, key: "/Filter", name: "/CCITTFaxDecode"), isGray,
            integer(picture, key: "/BitsPerComponent") == 1
        else { return nil }
        var parameters = qpdf_oh_get_key(pdf, dictionary, "/DecodeParms")
        if qpdf_oh_is_array(pdf, parameters) == QPDF_TRUE,
            qpdf_oh_get_array_n_items(pdf, parameters) == 1
        {
            parameters = qpdf_oh_get_array_item(pdf, parameters, 0)
        }
        guard qpdf_oh_is_dictionary(pdf, parameters) == QPDF_TRUE,
            integerValue(parameters, key: "/K").map({ $0 < 0 }) == true,
            integerValue(parameters, key: "/Columns") == width,
            !isTrue(parameters, key: "/EncodedByteAlign")
        else { return nil }
        return .groupFour(blackIsOne: isTrue(parameters, key: "/BlackIs1"))
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

    func integer(_ stream: qpdf_oh, key: String) -> Int? {
        integerValue(qpdf_oh_get_dict(pdf, stream), key: key)
    }

    func integerValue(_ dictionary: qpdf_oh, key: String) -> Int? {
        let value = qpdf_oh_get_key(pdf, dictionary, key)
        guard qpdf_oh_is_integer(pdf, value) == QPDF_TRUE else { return nil }
        return Int(qpdf_oh_get_int_value_as_int(pdf, value))
    }

    func isTrue(_ dictionary: qpdf_oh, key: String) -> Bool {
        let value = qpdf_oh_get_key(pdf, dictionary, key)
        return qpdf_oh_is_bool(pdf, value) == QPDF_TRUE
            && qpdf_oh_get_bool_value(pdf, value) == QPDF_TRUE
    }

    /// Whether an entry is this name, alone or as the only item of an array.
    func isName(_ dictionary: qpdf_oh, key: String, name: String) -> Bool {
        var value = qpdf_oh_get_key(pdf, dictionary, key)
        if qpdf_oh_is_array(pdf, value) == QPDF_TRUE, qpdf_oh_get_array_n_items(pdf, value) == 1 {
            value = qpdf_oh_get_array_item(pdf, value, 0)
        }
        return qpdf_oh_is_name_and_equals(pdf, value, name) == QPDF_TRUE
    }

    /// An entry of the page or of the nodes above it.
    func inherited(_ page: qpdf_oh, key: String) -> qpdf_oh? {
        var node = page
        for _ in 0..<30 where qpdf_oh_is_dictionary(pdf, node) == QPDF_TRUE {
            if qpdf_oh_has_key(pdf, node, key) == QPDF_TRUE {
                return qpdf_oh_get_key(pdf, node, key)
            }
            node = qpdf_oh_get_key(pdf, node, "/Parent")
        }
        return nil
    }

    /// The items of an array; none for anything else.
    func items(_ array: qpdf_oh) -> [qpdf_oh] {
        guard qpdf_oh_is_array(pdf, array) == QPDF_TRUE else { return [] }
        return (0..<max(0, qpdf_oh_get_array_n_items(pdf, array))).map {
            qpdf_oh_get_array_item(pdf, array, $0)
        }
    }

    /// An entry of a dictionary; nil if there is none.
    func entry(_ dictionary: qpdf_oh, key: String) -> qpdf_oh? {
        guard qpdf_oh_is_dictionary(pdf, dictionary) == QPDF_TRUE,
            qpdf_oh_has_key(pdf, dictionary, key) == QPDF_TRUE
        else { return nil }
        let value = qpdf_oh_get_key(pdf, dictionary, key)
        return qpdf_oh_is_null(pdf, value) == QPDF_TRUE ? nil : value
    }

    /// The keys of a dictionary.
    func keys(_ dictionary: qpdf_oh) -> [String] {
        guard qpdf_oh_is_dictionary(pdf, dictionary) == QPDF_TRUE else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(pdf, dictionary)
        while qpdf_oh_dict_more_keys(pdf) == QPDF_TRUE {
            if let key = qpdf_oh_dict_next_key(pdf) { keys.append(String(cString: key)) }
        }
        return keys
    }

    /// Removes second starts from the JPEG pictures of a page; returns their number.
    func mendPictures(of page: qpdf_oh) -> Int {
        guard let resources = inherited(page, key: "/Resources"),
            let pictures = entry(resources, key: "/XObject")
        else { return 0 }
        var count = 0
        for key in keys(pictures) {
            guard let stream = entry(pictures, key: key),
                qpdf_oh_is_stream(pdf, stream) == QPDF_TRUE
            else { continue }
            let dictionary = qpdf_oh_get_dict(pdf, stream)
            guard isName(dictionary, key: "/Filter", name: "/DCTDecode"),
                let bytes = rawBytes(of: stream),
                let mended = JPEGStarts.mended(bytes)
            else { continue }
            qpdf_oh_replace_stream_data(
                pdf, stream, mended, mended.count, qpdf_oh_get_key(pdf, dictionary, "/Filter"),
                qpdf_oh_get_key(pdf, dictionary, "/DecodeParms"))
            count += 1
        }
        return count
    }
}
