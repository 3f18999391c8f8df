import ArchiveModel

/// A PDF: scans wrapped in pages, which are drawn at their own resolution, or born-digital pages,
/// whose text layer is used if it is sound.
struct PDFScan {
    let path: String
    let limits: DecodeLimits

    /// Resolution for drawing a page that is not a scan, in dots per inch.
    private static let drawingResolution = 300.0

    func survey() throws(ScanError) -> ScanSurvey {
        let structure: PDFStructure
        var doubts: [Doubt] = []
        do throws(ScanError) {
            structure = try PDFStructure.read(.path(path))
        } catch  where error.code == .scanDamaged {
            let remains = PDFRemains(path: path, limits: limits)
            guard let recovered = remains.recovered,
                let found = try? PDFStructure.read(.bytes(recovered))
            else { throw remains.explained(error) }
            doubts.append(PDFRemains.doubt(pages: found.pageCount))
            structure = found
        }
        if structure.pageCount > limits.maxPages {
            throw .tooLarge(
                "a PDF of \(structure.pageCount) pages", limit: "\(limits.maxPages) pages")
        }
        return ScanSurvey(
            format: .pdf, pageCount: structure.pageCount, warnings: structure.warnings,
            doubts: doubts + structure.doubts)
    }

    /// - Parameter isDrawn: Whether the page is drawn though it has a text layer.
    func decode(
        page number: Int, drawn isDrawn: Bool = false
    ) async throws(ScanError) -> DecodedScanPage {
        do throws(ScanError) {
            return try await decode(page: number, of: .path(path), drawn: isDrawn)
        } catch  where error.code == .scanDamaged {
            guard let recovered = PDFRemains(path: path, limits: limits).recovered else {
                throw error
            }
            return try await decode(page: number, of: .bytes(recovered), drawn: isDrawn)
        }
    }

    private func decode(
        page number: Int, of file: PDFFile, drawn isDrawn: Bool
    ) async throws(ScanError) -> DecodedScanPage {
        let look = look(at: number, of: file)
        if case .page(let image, let warnings, let doubts) = look.scan {
            return DecodedScanPage(
                page: .image(image), warnings: warnings, doubts: doubts, complaints: look.complaints
            )
        }
        var decoded = try await read(page: number, of: file, look.userUnit, drawn: isDrawn)
        decoded.complaints += look.complaints
        if look.damagedStreams > 0 {
            let streams = look.damagedStreams == 1 ? "1 part" : "\(look.damagedStreams) parts"
            decoded.doubts.append(
                .pageDamaged(nil, detail: "the data of \(streams) of it are wrong"))
        }
        if case .refused = look.scan, !decoded.isMended {
            // A page from which poppler left something out silently is not blank either.
            if case .image(let picture) = decoded.page, picture.image.isUniform {
                throw .damaged("the page's picture cannot be decoded")
            }
            decoded.warnings.append("the page's picture is damaged and was drawn as it is")
        }
        return decoded
    }

    /// The findings of qpdf on a page.
    private struct Look {
        /// The picture that the page consists of; nil for any other page.
        var scan: EmbeddedScan.Decoding?
        /// How many points the page's units have.
        var userUnit = 1.0
        /// Compressed texts and pictures that do not match their check values.
        var damagedStreams = 0
        /// How often qpdf complained about the whole file.
        var complaints = 0
    }

    private func look(at number: Int, of file: PDFFile) -> Look {
        guard let document = try? PDFDocument.open(file), number >= 1, number <= document.pageCount
        else {
            // Poppler may find a page where qpdf finds none; such a file is not sound.
            return Look(complaints: 1)
        }
        var look = Look(
            scan: EmbeddedScan.find(onPage: number, of: document, limits: limits)?.decoded(),
            userUnit: document.userUnit(ofPage: number))
        if look.scan == nil {
            look.damagedStreams = PDFStreams(of: document, limits: limits)
                .damagedCount(onPage: number)
        }
        look.complaints = document.hasComplaints || !document.hasSize(ofPage: number) ? 1 : 0
        return look
    }

    /// The page by poppler's programs, which draw it unless its text can stand for it.
    private func read(
        page number: Int, of file: PDFFile, _ unit: Double, drawn isDrawn: Bool
    ) async throws(ScanError) -> DecodedScanPage {
        // Poppler leaves out anything it cannot decode, sometimes silently.
        if let page = PDFStructure.mendedPage(number, of: file) {
            do throws(ScanError) {
                var decoded = try await decode(PDFSource(bytes: page), unit: unit, drawn: isDrawn)
                decoded.isMended = true
                decoded.warnings.append(JPEGStarts.warning)
                return decoded
            } catch  where error.code == .scanDamaged {
                // The repair has not helped.
            }
        }
        do throws(ScanError) {
            return try await decode(PDFSource(file, page: number), unit: unit, drawn: isDrawn)
        } catch  where error.code == .scanDamaged {
            // Poppler believes the page tree's own count; qpdf has walked the tree. A page that
            // qpdf can lift out into a PDF of its own is read from there.
            guard let page = try? PDFStructure.page(number, of: file) else { throw error }
            var decoded = try await decode(PDFSource(bytes: page), unit: unit, drawn: isDrawn)
            // Broken parts that qpdf left out leave white paper, which is not a blank page.
            if case .image(let picture) = decoded.page, picture.image.isUniform { throw error }
            decoded.warnings.append("the PDF's list of pages is broken and was read around")
            return decoded
        }
    }

    private func decode(
        _ source: PDFSource, unit: Double, drawn isDrawn: Bool
    ) async throws(ScanError) -> DecodedScanPage {
        var info = try await information(source)
        info.userUnit = unit
        let layer = isDrawn ? nil : try await textLayer(source, info: info)
        let steps = layer.map { [$0.step] } ?? []
        if let layer, layer.flaw == nil {
            let text = DecodedLayer(text: layer.page, picture: layer.picture)
            return DecodedScanPage(page: .text(text), warnings: [], steps: steps)
        }
        let drawing = try await draw(
            source, info: info, at: try drawingResolution(for: info), manner: .natural)
        var warnings = layer?.warnings ?? []
        if drawing.complaints > 0 {
            // A picture that could not be decoded leaves white paper, which is not a blank page.
            if drawing.image.isUniform {
                throw .damaged(
                    "drawing the page gave \(drawing.complaints) errors and nothing else")
            }
            warnings.append("the page may be damaged: drawing it gave \(drawing.complaints) errors")
        }
        let image = drawing.image
        let decoded = DecodedImage(image, scanWidth: image.width, scanHeight: image.height)
        return DecodedScanPage(
            page: .image(decoded), warnings: warnings, steps: steps,
            complaints: drawing.complaints + info.complaints)
    }

    private func information(_ source: PDFSource) async throws(ScanError) -> PDFPageInfo {
        let size = try await tool(PopplerTool.infoReader)
            .answer(source.range, on: source, limit: 1 << 20)
        let list = try await tool(PopplerTool.imageLister)
            .answer(["-list"] + source.range, on: source, limit: 1 << 20)
        guard
            var info = PDFPageInfo(
                information: String(decoding: size.bytes, as: UTF8.self),
                listing: String(decoding: list.bytes, as: UTF8.self))
        else { throw .damaged("the page has no size") }
        info.complaints = size.complaints + list.complaints
        return info
    }

    /// The text layer with its words' boxes and the verdict on it, nil if there is none.
    ///
    /// A layer that cannot be read counts as none; one that takes too long is reported, as drawing
    /// the page would take as long.
    private func textLayer(
        _ source: PDFSource, info: PDFPageInfo
    ) async throws(ScanError) -> JudgedTextLayer? {
        let layout: PopplerTool.Answer
        do throws(ScanError) {
            layout = try await tool(PopplerTool.textReader).answer(
                ["-bbox-layout", "-cropbox"] + source.range, on: source, rest: ["-"],
                limit: 32 << 20)
        } catch {
            if error.code == .scanDamaged { return nil }
            throw error
        }
        guard var page = PDFTextLayer.page(fromLayout: layout.bytes), !page.lines.isEmpty else {
            return nil
        }
        // The words' places are those of the page as shown; its size is that before it is turned.
        if info.isSideways { (page.width, page.height) = (page.height, page.width) }
        var layer = JudgedTextLayer(page, on: info)
        if layer.flaw == nil, let picture = try await sketch(source, info: info) {
            layer.hold(against: picture)
        }
        return layer
    }

    /// The page in grey, good enough to be read; nil if it cannot be drawn in half of the page's
    /// time, or is so large that its letters would not be visible: its words are then accepted as
    /// they are.
    private func sketch(
        _ source: PDFSource, info: PDFPageInfo
    ) async throws(ScanError) -> PageImage? {
        let dots = 2 * TextLayerSight.dotsPerInch
        let pixels = info.width / 72 * dots * info.height / 72 * dots
        guard pixels >= 1, pixels <= min(64e6, Double(limits.maxPixels)) else { return nil }
        let resolution = Resolution(horizontal: dots, vertical: dots)
        do throws(ScanError) {
            return try await draw(source, info: info, at: resolution, manner: .sketch).image
        } catch  where [.scanDamaged, .pageTooSlow, .pageNeedsMemory].contains(error.code) {
            return nil
        }
    }

    /// A drawn page.
    private struct Drawing {
        let image: PageImage
        /// How often the drawing program complained.
        let complaints: Int
    }

    /// The way in which a page is drawn.
    private enum Manner {
        /// For recognition: in colour if there is any.
        case natural
        /// For comparing words with it: grey.
        case sketch
    }

    private func draw(
        _ source: PDFSource, info: PDFPageInfo, at resolution: Resolution, manner: Manner
    ) async throws(ScanError) -> Drawing {
        let isGray = manner == .sketch || !info.hasColor
        let pixels =
            info.width / 72 * resolution.horizontal * info.height / 72 * resolution.vertical
        let drawer = tool(PopplerTool.pageDrawer)
        let picture = try await drawer.answer(
            source.range + [
                "-singlefile", "-cropbox", "-rx", String(resolution.horizontal), "-ry",
                String(resolution.vertical),
            ] + (isGray ? ["-gray"] : []), on: source,
            limit: Int(pixels * 1.1) * (isGray ? 1 : 3) + 65_536)
        guard
            let image = PageImage(
                portableMap: picture.bytes, resolution: info.onPaper(resolution))
        else {
            throw .damaged("the page draws to nothing")
        }
        return Drawing(image: image, complaints: picture.complaints)
    }

    /// The scan's own resolution, so that no pixel is invented; 300 dpi for everything else; less
    /// if the page would exceed the pixel limit.
    ///
    /// In pixels per 72 units of the page, as the drawing programs count.
    private func drawingResolution(for info: PDFPageInfo) throws(ScanError) -> Resolution {
        var across = Self.drawingResolution * info.userUnit
        var down = across
        if let own = info.scanResolution, info.isOwnSizeRight(for: own) {
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
        if info.scanResolution == nil, min(across, down) < 20 * info.userUnit {
            throw .tooLarge(
                "a page of \(Int(info.width * info.userUnit / 72)) × \(Int(info.height * info.userUnit / 72)) inches",
                limit: "\(limits.maxPixels) pixels")
        }
        return Resolution(horizontal: across, vertical: down)
    }

    private func tool(_ name: String) -> PopplerTool {
        PopplerTool(name: name, seconds: max(1, limits.seconds / 2))
    }
}
