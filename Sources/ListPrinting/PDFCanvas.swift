import CCairo

/// A PDF file that is being drawn in memory, through cairo.
///
/// Owns cairo's surface and context; one thread at a time.
final class PDFCanvas {
    private final class Bytes {
        var all: [UInt8] = []
    }

    private let bytes = Bytes()
    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// What cairo is asked for; fontconfig finds it, and the nearest that there is where it is missing.
    private static let family = "DejaVu Sans"

    /// Begins a file of pages of this size, in points.
    init(width: Double, height: Double, title: String) {
        // Cairo calls this with our bytes while the surface lives, which this object keeps.
        surface = cairo_pdf_surface_create_for_stream(
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Bytes>.fromOpaque(closure).takeUnretainedValue().all
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(bytes).toOpaque(), width, height)
        context = cairo_create(surface)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_set_line_width(context, 0.5)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// The width of a text, in points.
    func width(of text: String, _ lettering: Lettering) -> Double {
        choose(lettering)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }

    /// Draws a page and ends it.
    func draw(_ page: LaidPage) {
        for rule in page.rules {
            cairo_move_to(context, rule.left, rule.top)
            cairo_line_to(context, rule.right, rule.bottom)
        }
        cairo_stroke(context)
        for placed in page.texts {
            choose(placed.lettering)
            cairo_move_to(context, placed.left, placed.baseline)
            cairo_show_text(context, placed.text)
        }
        cairo_show_page(context)
    }

    /// Ends the file; nil when cairo could not make it.
    func finish() -> [UInt8]? {
        cairo_surface_finish(surface)
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS,
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { return nil }
        return bytes.all
    }

    private func choose(_ lettering: Lettering) {
        cairo_select_font_face(
            context, Self.family, CAIRO_FONT_SLANT_NORMAL,
            lettering.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, lettering.size)
    }
}
