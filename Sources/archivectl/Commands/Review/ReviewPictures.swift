import ArchiveActs
import ArchiveModel
import ArchiveStore
import Catalogue
import DurableFiles
import Foundation
import Pipeline
import WorkerPool

/// Writes the picture of the place that a question is about into a file, and shows it where the terminal can.
final class ReviewPictures {
    /// A picture that is there until the question is answered, unless pictures are kept.
    struct Shown {
        fileprivate let path: String
        fileprivate let isKept: Bool

        func remove() {
            guard !isKept else { return }
            try? FileManager.default.removeItem(atPath: path)
            ReviewLeaving.remove(picture: nil)
        }
    }

    private let pictures: PagePictures
    private let folder: String
    private let isKept: Bool
    private let ground: ArchiveGround
    private var count = 0
    /// Widest picture, in pixels.
    private static let width = 1400
    /// Pixels of the scan around the place of a field.
    private static let margin = 60

    private init(
        _ pictures: PagePictures, folder: String, isKept: Bool, ground: ArchiveGround
    ) {
        self.pictures = pictures
        self.ground = ground
        self.folder = folder
        self.isKept = isKept
    }

    /// Prepares a folder: the given one, or one of its own that only this user can look into.
    ///
    /// Returns nil, and says so, when the worker that draws is not there. Throws `folder-in-archive` for a folder in
    /// one, and `folder-unusable`.
    static func prepare(
        _ archive: Archive, keptIn folder: String?
    ) async throws -> ReviewPictures? {
        let pictures: PagePictures
        do {
            pictures = try await PagePictures.prepare(archive, worker: WorkerProgram.find())
        } catch let error as any ArchiveError {
            Output.note("note: no pictures: " + error.sentence)
            return nil
        }
        return ReviewPictures(
            pictures,
            folder: try folder.map { try named($0, outside: archive.ground) } ?? temporary(),
            isKept: folder != nil, ground: archive.ground)
    }

    private static func named(
        _ folder: String, outside ground: ArchiveGround
    ) throws -> String {
        try OutputFile.requireOutside(folder: folder, ground)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandError.noFolder(folder, option: "--pictures")
        }
        return folder
    }

    private static func temporary() throws -> String {
        var template = Array((NSTemporaryDirectory() + "archivectl-review-XXXXXX").utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else {
            throw CommandError.noFolder(NSTemporaryDirectory(), option: "--pictures")
        }
        ReviewLeaving.remove(folder: made)
        return made
    }

    /// Draws the place of an item and says where the picture is; nil when there is none.
    func show(_ item: ReviewItem) async throws -> Shown? {
        guard let place = item.place else { return nil }
        let png: Data?
        do {
            png = try await pictures.png(of: Self.part(place), on: place.page, width: Self.width)
        } catch let error as any ArchiveError {
            Output.note("note: no picture: " + error.sentence)
            return nil
        }
        guard let png else {
            Output.note("note: the page cannot be drawn")
            return nil
        }
        let path = try write(png, of: item)
        Output.line("  picture " + TerminalText.sanitized(path))
        if let inline = InlinePicture.current?.sequence(for: png) { Output.raw(inline + "\n") }
        return Shown(path: path, isKept: isKept)
    }

    /// Writes a picture under the next free name, and replaces nothing.
    private func write(_ png: Data, of item: ReviewItem) throws -> String {
        while true {
            count += 1
            // The name says of what it is, and nothing of what is on it.
            let path = "\(folder)/\(count)-\(item.document.text)-\(item.kind.rawValue).png"
            guard isKept else {
                ReviewLeaving.remove(picture: path)
                guard
                    FileManager.default.createFile(
                        atPath: path, contents: png, attributes: [.posixPermissions: 0o600])
                else { throw CommandError.noFolder(folder, option: "--pictures") }
                return path
            }
            if try kept(png, at: path) { return path }
        }
    }

    /// Writes a picture that is to be kept; false when something has the name already.
    private func kept(_ png: Data, at path: String) throws -> Bool {
        do {
            try OutputFile(at: path, outside: ground).write(Array(png))
            return true
        } catch {
            if error.code == .fileExists { return false }
            guard error.code == .fileUnwritable else { throw error }
            throw CommandError.noFolder(folder, option: "--pictures")
        }
    }

    private static func part(_ place: ReviewItem.Place) -> PagePart {
        guard let box = place.box, let width = place.page.scanWidth,
            let height = place.page.scanHeight
        else { return .whole }
        return PagePart(box, ofWidth: width, height: height, margin: margin)
    }

    /// Removes what is not to be kept.
    func finish() {
        if !isKept { try? FileManager.default.removeItem(atPath: folder) }
    }
}

/// A way in which a terminal shows pictures among text.
enum InlinePicture {
    case kitty
    case iTerm

    /// That of this terminal, if it says so; multiplexers pass nothing of the kind on.
    static var current: InlinePicture? {
        Output.noteIsTerminal ? of(ProcessInfo.processInfo.environment) : nil
    }

    /// That of a terminal with such an environment.
    static func of(_ environment: [String: String]) -> InlinePicture? {
        guard environment["TMUX"] == nil, environment["STY"] == nil else { return nil }
        if environment["KITTY_WINDOW_ID"] != nil || environment["TERM"] == "xterm-kitty" {
            return .kitty
        }
        let isITerm =
            environment["TERM_PROGRAM"] == "iTerm.app" || environment["LC_TERMINAL"] == "iTerm2"
        return isITerm ? .iTerm : nil
    }

    /// What makes the terminal show a PNG: base64 only, so that no byte of the picture is obeyed.
    func sequence(for png: Data) -> String {
        let text = png.base64EncodedString()
        switch self {
        case .iTerm: return "\u{1B}]1337;File=inline=1;size=\(png.count):\(text)\u{07}"
        case .kitty:
            // Pieces of at most 4096 bytes, all but the last with m=1.
            let pieces = stride(from: 0, to: text.utf8.count, by: 4096).map { start in
                text.utf8.dropFirst(start).prefix(4096)
            }
            return pieces.enumerated().map { index, piece in
                let head = index == 0 ? "a=T,f=100," : ""
                let more = index + 1 < pieces.count ? 1 : 0
                return "\u{1B}_G\(head)m=\(more);\(String(decoding: piece, as: UTF8.self))\u{1B}\\"
            }.joined()
        }
    }
}

extension CommandError {
    static func noFolder(_ path: String, option: String) -> CommandError {
        CommandError(
            code: ErrorCode(rawValue: "folder-unusable"), subject: TerminalText.sanitized(path),
            message: "the folder cannot be made or written to; name another with \(option)",
            exitStatus: .failed)
    }
}
