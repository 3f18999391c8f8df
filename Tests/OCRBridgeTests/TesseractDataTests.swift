import ArchiveModel
import ArchiveTestSupport
import OCRBridge
import Testing

@Suite struct TesseractDataTests {
    @Test(
        "a missing language names the package that brings it",
        arguments: [("xyz", "tesseract-ocr-xyz"), ("chi_xyz", "tesseract-ocr-chi-xyz")])
    func missingLanguage(_ language: String, _ package: String) throws {
        let data = try TesseractData.find(preferred: nil)
        let error = try #require(throws: OCRError.self) { try data.require(["ron", language]) }
        #expect(error.code == .languageMissing)
        #expect(error.subject == language)
        #expect(error.message.hasSuffix("install the Debian package \(package)"))
        #expect(error.exitStatus == .componentMissing)
    }

    @Test("an engine is not started for a language that is missing")
    func recognizerRequires() throws {
        let data = try TesseractData.find(preferred: nil)
        let error = #expect(throws: OCRError.self) {
            try TesseractRecognizer.load(languages: ["ron", "xyz"], data: data, secondsPerPage: 60)
        }
        #expect(error?.code == .languageMissing)
    }

    @Test("a language is named safely, however it is written")
    func hostileLanguage() throws {
        let data = try TesseractData.find(preferred: nil)
        let error = try #require(throws: OCRError.self) { try data.require(["\u{1B}[2J/../x"]) }
        #expect(!error.message.contains("\u{1B}"))
    }

    @Test("the folder of language data is found without help, and a preferred one wins")
    func folders() throws {
        let usual = try TesseractData.find(preferred: nil)
        #expect(usual.installedLanguages.contains("ron"))
        #expect(!usual.installedLanguages.contains("osd"))
        let folder = try TemporaryFolder()
        try folder.makeFolder("tessdata")
        try folder.write("tessdata/abc.traineddata")
        try folder.write("tessdata/osd.traineddata")
        for preferred in [folder.path, folder.path + "/tessdata"] {
            let data = try TesseractData.find(preferred: preferred)
            #expect(data.folder == folder.path + "/tessdata")
            #expect(data.installedLanguages == ["abc"])
        }
    }

    @Test("a preferred folder without data is passed over")
    func preferredWithoutData() throws {
        let folder = try TemporaryFolder()
        let usual = try TesseractData.find(preferred: nil)
        #expect(try TesseractData.find(preferred: folder.path).folder == usual.folder)
        #expect(try TesseractData.find(preferred: "/nowhere").folder == usual.folder)
    }

    @Test("damaged language data is refused with a reason, not a crash")
    func damagedData() throws {
        let folder = try TemporaryFolder()
        try folder.write("bad.traineddata", Array("no language data at all".utf8))
        let data = try TesseractData.find(preferred: folder.path)
        let error = #expect(throws: OCRError.self) {
            try TesseractRecognizer.load(languages: ["bad"], data: data, secondsPerPage: 60)
        }
        #expect(error?.code == .engineUnusable)
        #expect(error?.exitStatus == .componentMissing)
    }
}
