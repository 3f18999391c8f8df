import ArchiveModel
import CZBar

/// Reads Code 39, Code 128 and QR codes with zbar.
///
/// Other symbologies are left out: DataBar and Interleaved 2 of 5 are found in the rules of tables. Equal labels of
/// Code 39 or Code 128 on one page come as one code, in a box around all of them.
enum SymbolScanner {
    /// Every how many inches a line of pixels is scanned.
    ///
    /// A QR code is found by the middle of its corners, which is three modules high.
    private static let spacing = 1.0 / 150
    /// Shortest text of a Code 39, which has no check character, and of a Code 128.
    private static let leastLength: Int32 = 3
    /// How many lines have to say the same of a linear code.
    private static let leastLines: Int32 = 2

    /// The codes of the sheet; boxes are in its pixels.
    static func codes(on sheet: InkMap, dotsPerInch: Double) -> [Barcode] {
        guard CodeSigns(sheet, dotsPerInch: dotsPerInch).areThere,
            let scanner = zbar_image_scanner_create(), let image = zbar_image_create()
        else { return [] }
        defer {
            zbar_image_destroy(image)
            zbar_image_scanner_destroy(scanner)
        }
        configure(scanner, density: Int32(max(1, dotsPerInch * spacing)))
        return sheet.pixels.withUnsafeBytes { pixels in
            // "Y800": eight bits of grey a pixel.
            zbar_image_set_format(image, 0x3030_3859)
            zbar_image_set_size(image, UInt32(sheet.width), UInt32(sheet.height))
            zbar_image_set_data(image, pixels.baseAddress, UInt(pixels.count), nil)
            guard zbar_scan_image(scanner, image) > 0 else { return [] }
            return symbols(of: image).compactMap(code)
        }
    }

    private static func configure(_ scanner: OpaquePointer, density: Int32) {
        // What a page says is nobody else's business.
        zbar_image_scanner_request_dbus(scanner, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        for kind in [ZBAR_CODE39, ZBAR_CODE128, ZBAR_QRCODE] {
            zbar_image_scanner_set_config(scanner, kind, ZBAR_CFG_ENABLE, 1)
        }
        for kind in [ZBAR_CODE39, ZBAR_CODE128] {
            zbar_image_scanner_set_config(scanner, kind, ZBAR_CFG_MIN_LEN, leastLength)
        }
        // Bytes as they are; the library would look for tables of old character sets, which a confined process may
        // not open.
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, density)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, density)
    }

    private static func symbols(of image: OpaquePointer) -> [OpaquePointer] {
        var symbols: [OpaquePointer] = []
        var next = zbar_image_first_symbol(image)
        while let symbol = next {
            symbols.append(symbol)
            next = zbar_symbol_next(symbol)
        }
        return symbols
    }

    private static func code(_ symbol: OpaquePointer) -> Barcode? {
        let symbology: Barcode.Symbology
        switch zbar_symbol_get_type(symbol) {
        case ZBAR_CODE39: symbology = .code39
        case ZBAR_CODE128: symbology = .code128
        case ZBAR_QRCODE: symbology = .qr
        default: return nil
        }
        let isSure = symbology == .qr || zbar_symbol_get_quality(symbol) >= leastLines
        guard isSure, let data = zbar_symbol_get_data(symbol), let box = box(of: symbol) else {
            return nil
        }
        let bytes = UnsafeRawBufferPointer(
            start: data, count: Int(zbar_symbol_get_data_length(symbol)))
        return Barcode(symbology, text: text(bytes), box: box)
    }

    /// The bytes as UTF-8, or else as Latin 1, which QR codes without a declared character set are in.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    private static func box(of symbol: OpaquePointer) -> BoundingBox? {
        let points = (0..<zbar_symbol_get_loc_size(symbol)).map { index in
            let (x, y) = (
                Int(zbar_symbol_get_loc_x(symbol, index)), Int(zbar_symbol_get_loc_y(symbol, index))
            )
            return BoundingBox(left: x, top: y, right: x + 1, bottom: y + 1)
        }
        return BoundingBox.enclosing(points)
    }
}
