import ArchiveModel
import ArchiveTestSupport
import Testing

@testable import OCRBridge

@Suite struct RaisedFiguresTests {
    /// A word of bars of 40 pixels on one line, the last of another height and place.
    private func repaired(
        _ text: String, heights: [ClosedRange<Int>], figure: Character? = nil,
        width: Int = 20, confidence: Double = 0.9
    ) -> Word? {
        var page = PageDrawing(width: 400, height: 120)
        for (index, rows) in heights.enumerated() {
            page.fill(
                BoundingBox(
                    left: 20 + index * 30, top: rows.lowerBound, right: 20 + width + index * 30,
                    bottom: rows.upperBound))
        }
        let word = Word(
            text: text, box: BoundingBox(left: 10, top: 20, right: 380, bottom: 100),
            confidence: Confidence(confidence))
        return RaisedFigures(ink: InkGaps(in: page.image())) { _ in figure }.repaired(word)
    }

    private let full = 40...80
    private let raised = 36...60

    @Test("a raised last figure becomes one, and the reading is kept")
    func article() {
        let word = repaired("121", heights: [full, full, raised])
        #expect(word?.text == "12¹" && word?.raw == "121")
    }

    @Test("a figure that lost its foot is none")
    func wide() {
        #expect(repaired("74,", heights: [full, 40...66, 76...84], width: 26) == nil)
    }

    @Test("a figure on the line stays")
    func flat() { #expect(repaired("121", heights: [full, full, full]) == nil) }

    @Test("a raised mark that was read as none is read alone")
    func readAlone() {
        #expect(repaired("12!", heights: [full, full, raised], figure: "1")?.text == "12¹")
    }

    @Test("a raised figure that nobody can read makes the word unsure, and changes nothing")
    func unreadable() {
        let word = repaired("12?", heights: [full, full, raised], figure: "x")
        #expect(word?.text == "12?" && word?.confidence == Confidence(0.4))
    }

    @Test("a square metre is told from m2 on the line, and is unsure when it is read in two ways")
    func unit() {
        let small = 55...80
        #expect(repaired("m2", heights: [small, 40...66])?.text == "m²")
        #expect(repaired("m2", heights: [small, full]) == nil)
        #expect(repaired("m5", heights: [small, 40...66], figure: "3")?.text == "m³")
        let word = repaired("m2", heights: [small, 40...66], figure: "3")
        #expect(word?.text == "m²" && word?.confidence == Confidence(0.4))
    }

    @Test(
        "quotation marks, uneven figures and other counts of marks are left alone",
        arguments: ["12'", "12”", "1234", "abc"])
    func others(_ text: String) {
        #expect(repaired(text, heights: [full, full, raised], figure: "1") == nil)
    }
}

@Suite struct FiscalPrefixTests {
    private func repaired(_ texts: String) -> String? {
        let words = texts.split(separator: " ").map {
            Word(
                text: String($0), box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9),
                confidence: Confidence(0.9))
        }
        return FiscalPrefix.repaired(0, in: words)?.text
    }

    @Test(
        "R0 before a fiscal code becomes RO",
        arguments: [
            ("R095001010", "RO95001010"), ("R0 95001010", "RO"), ("(R095001010),", "(RO95001010),"),
            ("CIF:R095001010", "CIF:RO95001010"),
        ])
    func prefix(_ read: String, _ printed: String) { #expect(repaired(read) == printed) }

    @Test(
        "anything else stays",
        arguments: ["R095001011", "R01", "R0 12", "XR095001010", "R0", "R0000000000"])
    func other(_ read: String) { #expect(repaired(read) == nil) }
}

@Suite struct LeaderDotsTests {
    private func repaired(_ text: String) -> String? {
        LeaderDots.repaired(
            Word(
                text: text, box: BoundingBox(left: 0, top: 0, right: 9, bottom: 9),
                confidence: Confidence(0.9)))?.text
    }

    @Test(
        "leaders are taken off words",
        arguments: [
            ("..17..", "17"), ("....22.03.2024....", "22.03.2024"), ("Nume......", "Nume"),
            ("..NT.", "NT."),
        ])
    func leaders(_ read: String, _ printed: String) { #expect(repaired(read) == printed) }

    @Test("points and ellipses stay", arguments: ["nr.", "etc...", "12.03.2024", "....", ".17"])
    func others(_ text: String) { #expect(repaired(text) == nil) }
}
