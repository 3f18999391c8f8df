public import ArchiveModel
import CLeptonica

/// Writes the picture of a page after each step of its clean-up, for a person to look inside.
///
/// The pictures are PNG files with numbered names, such as `03-punchHoles.png`, in a folder that exists.
public final class StepPictures {
    private let folder: String
    private var count = 0

    /// Names the folder.
    public init(folder: String) {
        self.folder = folder
    }

    /// Writes a decoded page before anything is done to it.
    ///
    /// - Throws: `CleanupError` when it cannot be written.
    public func add(decoded image: PageImage) throws(CleanupError) {
        let picture: Picture
        switch image.samples {
        case .gray: picture = try Picture(gray: image)
        case .rgb: picture = try Picture(color: image)
        }
        try add("decoded", picture)
    }

    func add(_ name: String, _ picture: Picture) throws(CleanupError) {
        let number = count < 10 ? "0\(count)" : "\(count)"
        count += 1
        let path = "\(folder)/\(number)-\(name).png"
        guard pixWrite(path, picture.pix, Int32(IFF_PNG)) == 0 else { throw .stepFailed("steps") }
    }
}
