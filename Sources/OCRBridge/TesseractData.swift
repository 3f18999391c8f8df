import Foundation

/// The folder of language data that Tesseract reads.
package struct TesseractData: Sendable {
    /// The folder that holds the `.traineddata` files.
    package let folder: String

    /// Finds the folder.
    ///
    /// - Parameter preferred: The value of `TESSDATA_PREFIX`, if it is set; it wins if it exists.
    /// - Throws: `OCRError` `engine-unusable` if there is no folder at all.
    package static func find(preferred: String?) throws(OCRError) -> TesseractData {
        let candidates =
            [preferred, preferred.map { $0 + "/tessdata" }].compactMap { $0 } + usual
        guard let found = candidates.first(where: holdsData) else { throw .dataMissing() }
        return TesseractData(folder: found)
    }

    /// Languages whose data is installed, by code, sorted; `osd` is not a language.
    package var installedLanguages: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".traineddata") && $0 != "osd.traineddata" }
            .map { String($0.dropLast(".traineddata".count)) }
            .sorted()
    }

    /// The Debian package of a language's or a script's data; its name has the ISO 15924 code for
    /// scripts.
    package static func package(of language: String) -> String {
        let scripts = ["Latin": "latn", "Cyrillic": "cyrl", "Greek": "grek"]
        if let script = scripts[language] { return "tesseract-ocr-script-\(script)" }
        return "tesseract-ocr-\(language.replacing("_", with: "-"))"
    }

    /// Checks that all languages are installed.
    ///
    /// - Throws: `OCRError` `language-missing` for the first that is not.
    package func require(_ languages: [String]) throws(OCRError) {
        let installed = installedLanguages
        for language in languages where !installed.contains(language) {
            throw .languageMissing(language)
        }
    }

    /// Where Debian's and upstream's packages put the data.
    private static let usual = [
        "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
        "/usr/share/tessdata", "/usr/local/share/tessdata",
    ]

    private static func holdsData(_ folder: String) -> Bool {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.contains { $0.hasSuffix(".traineddata") }
    }
}
