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
        if let image = EmbeddedScan(page: number, ofFile: path, limits: limits)?.decoded() {
            return DecodedScanPage(page: .image(image), warnings: [])
        }
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
        if info.scan == nil, let text = try await soundText(source) {
            return DecodedScanPage(page: .text(text), warnings: [])
        }
        let (image, complaints) = try await draw(source, info)
        let decoded = DecodedImage(image, scanWidth: image.width, scanHeight: image.height)
        return DecodedScanPage(
            page: .image(decoded),
            warnings: complaints == 0
                ? [] : ["the page may be damaged: drawing it gave \(complaints) errors"])
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

    /// The text layer with its words' boxes, nil when there is none or it cannot be trusted.
    private func soundText(_ source: PDFSource) async throws(IngestError) -> RecognizedPage? {
        let layout = try await tool(PopplerTool.textReader)
            .answer(
                ["-bbox-layout", "-cropbox"] + source.range, on: source, ["-"], limit: 32 << 20)
        guard let page = PDFTextLayer.page(fromLayout: layout.bytes),
            TextLayerQuality(of: page).isSound
        else { return nil }
        return page
    }

    private func draw(
        _ source: PDFSource, _ info: PDFPageInfo
    ) async throws(IngestError) -> (image: PageImage, complaints: Int) {
        let resolution = try drawingResolution(for: info)
        let isGray = !info.hasColor
        let pixels =
            info.width / 72 * resolution.horizontal * info.height / 72 * resolution.vertical
        let picture = try await tool(PopplerTool.pageDrawer).answer(
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
    private func drawingResolution(for info: PDFPageInfo) throws(IngestError) -> Resolution {
        var across = Self.drawingResolution
        var down = Self.drawingResolution
        if let own = info.scan?.resolution, min(own.horizontal, own.vertical) >= 72,
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
