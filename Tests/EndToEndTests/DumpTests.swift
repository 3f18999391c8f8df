import Testing

extension EndToEnd {
    @Suite struct DumpTests {
        @Test("each page line has file, page, text, document, kind, rotation and confidence")
        func pages() async throws {
            let sample = try await SampleArchive.shared()
            let pages = sample.dump.filter { $0["page"] != .null }
            #expect(pages.count == 23)
            for page in pages {
                #expect(page["file"].string?.hasPrefix("batch/lot_000") == true)
                #expect((page["page"].int ?? 0) >= 1)
                #expect(page["text"].string != nil)
                #expect([0, 90, 180, 270].contains(page["rotation"].int))
                let kind = page["kind"].string
                #expect(["content", "blank", "failed"].contains(kind))
                if kind == "content" {
                    #expect(page["doc"].string != nil)
                    #expect(page["confidence"] != .null)
                }
            }
        }

        @Test("a turned page says by how much")
        func rotation() async throws {
            let pages = try await SampleArchive.shared().pages
            #expect(pages["lot_0001/20240318_0006.tif"]?[1]?["rotation"].int == 180)
            #expect(pages["lot_0001/20240318_0001.tif"]?[1]?["rotation"].int == 0)
            let quarter = pages["lot_0003/img20240325_15402200.tif"]?[1]?["rotation"].int
            #expect(quarter == 90 || quarter == 270)
        }

        @Test("each document line has pages as pairs of file and number, type and fields")
        func documents() async throws {
            let sample = try await SampleArchive.shared()
            let known = sample.pages
            let documents = sample.dump.filter { $0["pages"] != .null }
            #expect(Set(documents.map { $0["doc"] }).count == 15)
            for document in documents {
                #expect(document["type"].string != nil)
                #expect(document["fields"].object != nil)
                for pair in try #require(document["pages"].array) {
                    let file = try #require(pair.array?.first?.string)
                    let page = try #require(pair.array?.last?.int)
                    let line = known[SampleArchive.short(file)]?[page]
                    #expect(line?["doc"] == document["doc"])
                }
            }
        }

        @Test("a scan that cannot be opened has a line with the reason and no page")
        func unopened() async throws {
            let sample = try await SampleArchive.shared()
            let lines = sample.dump.filter {
                $0["file"].string == "batch/lot_0003/img20240326_00000000.tif"
            }
            #expect(lines.count == 1)
            #expect(lines.first?["page"] == .null)
            #expect(lines.first?["kind"].string == "failed")
            #expect(lines.first?["failure"]["code"].string == "scan-unknown-format")
        }
    }
}
