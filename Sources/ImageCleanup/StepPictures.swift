package import ArchiveModel
import CLeptonica
import Glibc

/// Writes the picture of a page after each step of its clean-up, for a person to inspect.
///
/// The pictures are PNG files with numbered names, such as `03-punchHoles.png`, in an existing
/// folder.
package final class StepPictures {
    private let folder: String
    private var count = 0

    /// Sets the folder.
    package init(folder: String) {
        self.folder = folder
    }

    /// Writes a decoded page before anything is done to it.
    ///
    /// - Throws: `CleanupError` if it cannot be written.
    package func add(decoded image: PageImage) throws(CleanupError) {
        let picture: Picture
        switch image.samples {
        case .gray: picture = try Picture(gray: image)
        case .rgb: picture = try Picture(color: image)
        }
        try add("decoded", picture: picture)
    }

    func add(_ name: String, picture: Picture) throws(CleanupError) {
        let number = count < 10 ? "0\(count)" : "\(count)"
        count += 1
        let path = "\(folder)/\(number)-\(name).png"
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard pixWriteMem(&data, &size, picture.pix, Int32(IFF_PNG)) == 0, let data else {
            throw .stepFailed("steps")
        }
        defer { free(data) }
        try Self.write(UnsafeRawBufferPointer(start: data, count: size), to: path)
    }

    /// Writes a whole file; Leptonica's own writing does not notice a disk that fills up at the
    /// end.
    private static func write(
        _ bytes: UnsafeRawBufferPointer, to path: String
    ) throws(CleanupError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .pictureUnwritable(errno) }
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let code = count < 0 ? errno : EIO
                close(descriptor)
                throw .pictureUnwritable(code)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        // Network disks report a full disk only here.
        guard close(descriptor) == 0 || errno == EINTR else { throw .pictureUnwritable(errno) }
    }
}
