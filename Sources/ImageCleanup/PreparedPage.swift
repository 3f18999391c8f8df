package import ArchiveModel

/// A page that is clean but not yet turned: it can be finished for one orientation after another.
///
/// Holds library memory; used by one thread at a time.
package final class PreparedPage {
    /// Which way up the page seems to be.
    package let orientation: OrientationGuess
    /// The verdict of the marks on whether anything is written on the page.
    package let content: PageContent.Kind

    private let page: PageGeometry
    private let measurement: PageMeasurement
    /// The angle that straightens the page as it lies, in degrees clockwise.
    private let skew: Double
    private let writing: [BoundingBox]
    /// Pixels of the page per inch.
    package let dotsPerInch: Int
    /// What was measured and done so far.
    package let steps: [ProcessingStep]
    private let pictures: StepPictures?

    init(
        _ page: PageGeometry, content: PageContent.Kind, writing: [BoundingBox],
        dotsPerInch: Int, steps: [ProcessingStep], pictures: StepPictures? = nil
    ) throws(CleanupError) {
        self.page = page
        self.content = content
        self.writing = writing
        self.pictures = pictures
        self.dotsPerInch = dotsPerInch
        self.steps = steps
        measurement = try PageMeasurement.measure(page.picture)
        if content == .blank {
            skew = 0
            orientation = .unknown
        } else {
            skew = Self.angle(of: measurement)
            orientation = measurement.orientation(straightenedBy: skew)
        }
    }

    /// Share of dark pixels, 0...1.
    package var inkShare: Double { measurement.inkShare }

    /// Whether nothing on the page looks like writing, so that it need not be recognized.
    package var looksBlank: Bool { content == .blank }

    /// Where the pixels of the page as it lies are on the scan.
    package var transform: PageTransform { page.transform }

    /// A copy of the page in grey as it lies, neither turned nor straightened.
    ///
    /// - Throws: `CleanupError` if there is no memory.
    package func gray() throws(CleanupError) -> PageImage {
        guard let image = try copy(page.picture).consumeGrayRows() else {
            throw .stepFailed("copy")
        }
        return image
    }

    /// How many marks have the size of letters, whichever way up the page is.
    ///
    /// - Throws: `CleanupError` if there is no memory.
    package func letterCount() throws(CleanupError) -> Int {
        UnreadInk.letters(on: try InkSheet(copy(page.picture), dotsPerInch: dotsPerInch)).count
    }

    /// Turns the page clockwise by 0, 90, 180 or 270 degrees, then straightens it.
    ///
    /// - Throws: `CleanupError` if a step has no memory.
    package func finished(rotationDegrees: Int) throws(CleanupError) -> CleanedPage {
        var result = page
        var steps = steps
        try result.turn(degrees: rotationDegrees)
        steps.append(
            ProcessingStep(
                name: "orientation", measured: ["degrees": Double(rotationDegrees)],
                changed: rotationDegrees != 0))
        let angle = try straightening(rotationDegrees)
        if angle != 0 { try result.straighten(degrees: angle) }
        steps.append(
            ProcessingStep(name: "deskew", measured: ["degrees": angle], changed: angle != 0))
        // Marks are erased from a copy: the same prepared page may be finished again.
        let isShared = result.picture === page.picture
        let sheet = try InkSheet(
            isShared ? copy(result.picture) : result.picture, dotsPerInch: dotsPerInch)
        var cells: [BoundingBox] = []
        let letters = looksBlank ? [] : UnreadInk.letters(on: sheet)
        if !looksBlank, min(result.picture.width, result.picture.height) >= 64 {
            cells = try isolatePrint(on: sheet, &steps)
        }
        guard let image = sheet.gray.consumeGrayRows() else { throw .stepFailed("copy") }
        return CleanedPage(
            image: image, dotsPerInch: dotsPerInch, transform: result.transform,
            rotationDegrees: rotationDegrees, looksBlank: looksBlank,
            steps: steps, cells: cells, writing: writing, letters: letters)
    }

    /// The angle that straightens the turned page; upside down it is the same as before.
    private func straightening(_ rotationDegrees: Int) throws(CleanupError) -> Double {
        if looksBlank { return 0 }
        if rotationDegrees % 180 == 0 { return skew }
        return Self.angle(of: try measurement.turned(degrees: rotationDegrees))
    }

    /// Erases everything over or between the print that confuses recognition; returns the cells of
    /// ruled tables.
    private func isolatePrint(
        on sheet: InkSheet, _ steps: inout [ProcessingStep]
    ) throws(CleanupError) -> [BoundingBox] {
        try pictures?.add("deskew", picture: sheet.gray)
        let rules = try RuleRemoval.remove(from: sheet)
        try pictures?.add("rules", picture: sheet.gray)
        let leaders = try LeaderRemoval.remove(from: sheet)
        try pictures?.add("leaders", picture: sheet.gray)
        let inverse = try InverseBars.invert(on: sheet)
        try pictures?.add("inverseBars", picture: sheet.gray)
        let bars = try BarRemoval.remove(from: sheet)
        try pictures?.add("bars", picture: sheet.gray)
        let stamps = try StampRemoval.remove(from: sheet)
        try pictures?.add("stamps", picture: sheet.gray)
        steps += [
            ProcessingStep(
                name: "rules",
                measured: ["share": rules.share, "cells": Double(rules.cells.count)],
                changed: rules.share > 0),
            ProcessingStep(
                name: "leaders", measured: ["count": Double(leaders)], changed: leaders > 0),
            ProcessingStep(
                name: "inverseBars", measured: ["count": Double(inverse)], changed: inverse > 0),
            ProcessingStep(name: "bars", measured: ["count": Double(bars)], changed: bars > 0),
            ProcessingStep(
                name: "stamps", measured: ["count": Double(stamps)], changed: stamps > 0),
        ]
        return rules.cells
    }

    /// The straightening angle if it is certain and worthwhile: from 0.15 degrees on, and with
    /// Leptonica's usual confidence of 3.
    ///
    /// Including the error of the measurement, less than a fifth of a degree is left, which does
    /// not harm lines; turning a page costs more than any other step.
    private static func angle(of measurement: PageMeasurement) -> Double {
        guard let skew = measurement.skew(), skew.confidence >= 3, abs(skew.degrees) >= 0.15 else {
            return 0
        }
        return skew.degrees
    }
}
