import ArchiveModel

/// A PDF: scans wrapped in pages, which are drawn at their own resolution, or born-digital pages,
/// whose text layer is taken when it is sound.
struct PDFScan {
    let path: String
    let limits: DecodeLimits

    /// Resolution for drawing a page that is no scan, in dots per inch.
    private static let drawingResolution = 300.0

    func survey() throws(IngestError) -> ScanSurvey {
        let structure = try PDFStructure(path: path)
        if structure.pageCount > limits.maxPages {
            throw .tooLarge(
                "a PDF of \(structure.pageCount) pages", limit: "\(limits.maxPages) pages")
        }
        return ScanSurvey(
            format: .pdf, pageCount: structure.pageCount, warnings: structure.warnings)
    }

    func decode(page number: Int) async throws(IngestError) -> DecodedScanPage {
        let scan = EmbeddedScan(page: number, ofFile: path, limits: limits)?.decoded()
        if case .page(let image, let warnings, let doubts) = scan {
            return DecodedScanPage(page: .image(image), warnings: warnings, doubts: doubts)
        }
        var decoded = try await drawn(page: number)
        if case .refused = scan {
            // What poppler leaves out without a word is no blank page either.
            if case .image(let picture) = decoded.page, picture.image.isUniform {
                throw .damaged("the page's picture cannot be decoded")
            }
            decoded.warnings.append("the page's picture is damaged and was drawn as it is")
        }
        return decoded
    }

    /// The page by poppler's programs, which draw it unless its text stands for it.
    private func drawn(page number: Int) async throws(IngestError) -> DecodedScanPage {
        do throws(IngestError) {
            return try await decode(PDFSource(file: path, page: number))
        } catch  where error.code == .damaged {
            // Poppler believes what the page tree says of itself; qpdf has walked it. A page that
            // qpdf can lift out into a PDF of its own is read from there.
            guard let page = try? PDFStructure.page(number, ofFile: path) else { throw error }
            var decoded = try await decode(PDFSource(bytes: page))
            decoded.warnings.append("the PDF's list of pages is broken and was read around")
            return decoded
        }
    }

    private func decode(_ source: PDFSource) async throws(IngestError) -> DecodedScanPage {
        let info = try await information(source)
        let layer = try await textLayer(source, info)
        let steps = layer.map { [$0.step] } ?? []
        if let layer, layer.flaw == nil {
            return DecodedScanPage(page: .text(layer.page), warnings: [], steps: steps)
        }
        let (image, complaints) = try await draw(
            source, info, at: try drawingResolution(for: info, info.scanResolution), .natural)
        var warnings = layer?.warnings ?? []
        if complaints > 0 {
            // A picture that could not be decoded leaves white paper, which is no blank page.
            if image.isUniform {
                throw .damaged("drawing the page gave \(complaints) errors and nothing else")
            }
            warnings.append("the page may be damaged: drawing it gave \(complaints) errors")
        }
        let decoded = DecodedImage(image, scanWidth: image.width, scanHeight: image.height)
        return DecodedScanPage(page: .image(decoded), warnings: warnings, steps: steps)
    }

    private func information(_ source: PDFSource) async throws(IngestError) -> PDFPageInfo {
        let size = try await tool(PopplerTool.infoReader)
            .answer(source.range, on: source, limit: 1 << 20)
        let list = try await tool(PopplerTool.imageLister)
            .answer(["-list"] + source.range, on: source, limit: 1 << 20)
        guard
            let info = PDFPageInfo(
                information: String(decoding: size.bytes, as: UTF8.self),
                listing: String(decoding: list.bytes, as: UTF8.self))
        else { throw .damaged("the page has no size") }
        return info
    }

    /// The text layer with its words' boxes and the verdict on it, nil when there is none.
    ///
    /// A layer that cannot be read is none; one that takes too long is reported, as drawing the page would
    /// take as long.
    private func textLayer(
        _ source: PDFSource, _ info: PDFPageInfo
    ) async throws(IngestError) -> JudgedTextLayer? {
        let layout: PopplerTool.Answer
        do throws(IngestError) {
            layout = try await tool(PopplerTool.textReader).answer(
                ["-bbox-layout", "-cropbox"] + source.range, on: source, ["-"], limit: 32 << 20)
        } catch {
            if error.code == .damaged { return nil }
            throw error
        }
        guard let page = PDFTextLayer.page(fromLayout: layout.bytes), !page.lines.isEmpty else {
            return nil
        }
        var layer = JudgedTextLayer(page, on: info)
        if layer.flaw == nil, let picture = await sketch(source, info) {
            layer.hold(against: picture)
        }
        return layer
    }

    /// The page in grey at a low resolution; nil when it cannot be drawn in a quarter of the page's time, or is
    /// so large that its letters would not be seen: its words then stand as they are.
    private func sketch(_ source: PDFSource, _ info: PDFPageInfo) async -> PageImage? {
        let dots = TextLayerSight.dotsPerInch
        let pixels = info.width / 72 * dots * info.height / 72 * dots
        guard pixels >= 1, pixels <= min(16e6, Double(limits.maxPixels)) else { return nil }
        let resolution = Resolution(horizontal: dots, vertical: dots)
        return try? await draw(source, info, at: resolution, .sketch).image
    }

    /// How a page is drawn.
    private enum Manner {
        /// For recognition: in colour where there is any.
        case natural
        /// For a glance: grey, in half of the time that drawing may take, a quarter of the page's.
        case sketch
    }

    private func draw(
        _ source: PDFSource, _ info: PDFPageInfo, at resolution: Resolution, _ manner: Manner
    ) async throws(IngestError) -> (image: PageImage, complaints: Int) {
        let isGray = manner == .sketch || !info.hasColor
        let pixels =
            info.width / 72 * resolution.horizontal * info.height / 72 * resolution.vertical
        var drawer = tool(PopplerTool.pageDrawer)
        if manner == .sketch { drawer.seconds = max(1, drawer.seconds / 2) }
        let picture = try await drawer.answer(
            source.range + [
                "-singlefile", "-cropbox", "-rx", String(resolution.horizontal), "-ry",
                String(resolution.vertical),
            ] + (isGray ? ["-gray"] : []), on: source,
            limit: Int(pixels * 1.1) * (isGray ? 1 : 3) + 65_536)
        guard let image = PageImage(portableMap: picture.bytes, resolution: resolution) else {
            throw .damaged("the page draws to nothing")
        }
        return (image, picture.complaints)
    }

    /// The scan's own resolution, so that no pixel is invented; 300 dpi for all else; less when the
    /// page would be over the pixel limit.
    private func drawingResolution(
        for info: PDFPageInfo, _ scan: Resolution?
    ) throws(IngestError) -> Resolution {
        var across = Self.drawingResolution
        var down = Self.drawingResolution
        if let own = scan, min(own.horizontal, own.vertical) >= 72,
            max(own.horizontal, own.vertical) < 450
        {
            across = own.horizontal
            down = own.vertical
        }
        let pixels = info.width / 72 * across * info.height / 72 * down
        let limit = Double(limits.maxPixels) / 2
        if pixels > limit {
            let shrink = (limit / pixels).squareRoot()
            across *= shrink
            down *= shrink
        }
        if min(across, down) < 20 {
            throw .tooLarge(
                "a page of \(Int(info.width / 72)) × \(Int(info.height / 72)) inches",
                limit: "\(limits.maxPixels) pixels")
        }
        return Resolution(horizontal: across, vertical: down)
    }

    private func tool(_ name: String) -> PopplerTool {
        PopplerTool(name: name, seconds: max(1, limits.seconds / 2))
    }
}
