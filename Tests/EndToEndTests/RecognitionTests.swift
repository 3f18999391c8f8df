import Testing

extension EndToEnd {
    /// The whole sample batch against the truth about it.
    @Suite struct RecognitionTests {
        @Test("every file of the batch has the verdict and the pages of the manifest")
        func verdicts() async throws {
            let sample = try await SampleArchive.shared()
            let pages = sample.pages
            let failed = Set(
                sample.dump.filter { $0["kind"].string == "failed" }
                    .compactMap { $0["file"].string.map(SampleArchive.short) })
            for file in try Truth.manifest().files {
                let read = pages[file.file] ?? [:]
                if file.expected.verdict == "failed" {
                    #expect(failed.contains(file.file))
                    #expect(read.values.allSatisfy { $0["kind"].string == "failed" })
                    continue
                }
                #expect(!failed.contains(file.file), "\(file.file)")
                #expect(read.count == file.expected.pages, "\(file.file)")
                for page in file.pages {
                    #expect(
                        read[page.page]?["kind"].string == page.kind, "\(file.file) \(page.page)")
                }
            }
        }

        @Test("a byte-identical copy is recorded as a duplicate and makes no document")
        func duplicate() async throws {
            let sample = try await SampleArchive.shared()
            let duplicates = try sample.ingest.json().records("duplicate")
            #expect(
                duplicates.map { $0["file"].string } == [
                    "batch/lot_0003/Copie 20240318_0004.tif"
                ])
            #expect(
                duplicates.first?["duplicate_of"].string == "batch/lot_0001/20240318_0004.tif")
            #expect(sample.dump.filter { $0["pages"].array != nil }.count == 15)
        }

        @Test("no document has more than 8 of 100 letters wrong", arguments: try Truth.documents())
        func characterErrors(truth: Truth) async throws {
            let bound = 0.08
            let pages = try await SampleArchive.shared().pages
            var wrong = 0
            var letters = 0
            for page in truth.pages {
                let read = try #require(pages[page.file]?[page.number]?["text"].string)
                // In which order the blocks of a page are read is not what is asked here.
                let errors = [
                    CharacterErrors(read: read, truth: page.text, limit: 2 * bound),
                    CharacterErrors(read: read, truth: page.textRows, limit: 2 * bound),
                    CharacterErrors(read: read, truthInAnyOrder: page.text),
                ].min { $0.count < $1.count }
                wrong += errors?.count ?? 0
                letters += errors?.length ?? 0
            }
            let rate = Double(wrong) / Double(letters)
            #expect(rate <= bound, "\(truth.pages.first?.file ?? ""): \(rate)")
        }

        @Test("type, number and date of at least 9 in 10 documents are right")
        func fields() async throws {
            let sample = try await SampleArchive.shared()
            var hits = ["type": 0, "number": 0, "date": 0]
            var asked = hits
            for truth in try Truth.documents() {
                let document = sample.document(of: truth.pages.first?.file ?? "") ?? .null
                let pairs = [
                    ("type", truth.type, document["type"]),
                    ("number", truth.fields.number, document["fields"]["number"]["value"]),
                    ("date", truth.fields.date, document["fields"]["date"]["value"]),
                ]
                for (name, expected, read) in pairs {
                    guard let expected else { continue }
                    asked[name, default: 0] += 1
                    if read.string == expected { hits[name, default: 0] += 1 }
                }
            }
            for (name, count) in asked {
                #expect(
                    Double(hits[name] ?? 0) >= 0.9 * Double(count), "\(name): \(hits) of \(asked)")
            }
        }
    }
}
