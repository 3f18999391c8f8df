import ArchiveModel
import Foundation
import JobQueue
import Testing

/// Coordinator and worker are built together; when the form of a message changes, `ProgramBuild.wireFormat` has
/// to, so that programs of two builds notice each other.
@Suite struct WireFormatTests {
    @Test("this is wire format 4: requests")
    func requests() throws {
        #expect(ProgramBuild.current.wireFormat == 4)
        let configuration = WorkerConfiguration(
            languages: ["ron"], dataFolder: "d", secondReading: "Latin", maxPixels: 1, maxPages: 2,
            secondsPerPage: 3, memoryBytes: 4,
            confinement: Confinement(readable: ["r"], runnable: ["x"], writable: "w"))
        let forms: [(WorkerRequest, String)] = [
            (
                .configure(configuration),
                #"{"configure":{"_0":{"confinement":{"policy":"standard","readable":["r"],"#
                    + #""runnable":["x"],"writable":"w"},"dataFolder":"d","languages":["ron"],"#
                    + #""maxPages":2,"maxPixels":1,"memoryBytes":4,"secondReading":"Latin","#
                    + #""secondsPerPage":3,"separators":{"patches":["patch-t"],"#
                    + #""payloads":["ARH-SEP"]}}}}"#
            ),
            (.survey(scan: Self.digest), "{\"survey\":{\"scan\":\"\(Self.hex)\"}}"),
            (
                .read(scan: nil, page: 3, format: .tiff, pictures: "p"),
                #"{"read":{"format":"tiff","page":3,"pictures":"p"}}"#
            ),
            (
                .picture(scan: nil, page: 3, format: .tiff, part: .whole, turn: 90, width: 8),
                #"{"picture":{"format":"tiff","page":3,"#
                    + #""part":{"bottom":1,"left":0,"right":1,"top":0},"turn":90,"width":8}}"#
            ),
            (.tryOut, #"{"tryOut":{}}"#), (.probe(folder: "f"), #"{"probe":{"folder":"f"}}"#),
        ]
        for (request, form) in forms { #expect(try Self.text(of: request) == form) }
    }

    @Test("this is wire format 4: answers")
    func answers() throws {
        let failure = Failure(code: "c", message: "m")
        let survey = ScanSurvey(format: .tiff, pageCount: 3, warnings: ["w"])
        let forms: [(WorkerAnswer.Content, String)] = [
            (.ready, #"{"ready":{}}"#), (.picture(Data([1])), #"{"picture":{"_0":"AQ=="}}"#),
            (.failure(failure), Self.form("failure")),
            (.outstanding(failure), Self.form("outstanding")),
            (.broken(failure), Self.form("broken")),
            (
                .survey(survey),
                #"{"survey":{"_0":{"doubts":[],"format":"tiff","pageCount":3,"warnings":["w"]}}}"#
            ),
            (
                .probed([ProbedAct(name: "network", isRefused: true)]),
                #"{"probed":{"_0":[{"isRefused":true,"name":"network"}]}}"#
            ),
        ]
        for (content, form) in forms {
            let answer = WorkerAnswer(
                content: content, cpuSeconds: 1.5, stageSeconds: [.recognition: 0.5], peakBytes: 2)
            let whole =
                #"{"content":\#(form),"cpuSeconds":1.5,"peakBytes":2,"#
                + #""stageSeconds":{"recognition":0.5}}"#
            #expect(try Self.text(of: answer) == whole)
        }
    }

    @Test("a request names content, and no path of this host")
    func content() throws {
        let request = WorkerRequest.read(scan: Self.digest, page: 3, format: .tiff)
        #expect(try Self.text(of: request).contains(Self.hex))
        #expect(try !Self.text(of: request).contains("/"))
    }

    private static let hex = String(repeating: "ab", count: 64)
    private static let digest = ContentDigest(hex: hex)

    private static func form(_ name: String) -> String {
        #"{"\#(name)":{"_0":{"code":"c","message":"m"}}}"#
    }

    private static func text(of message: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(message), as: UTF8.self)
    }
}
