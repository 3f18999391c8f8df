import ArchiveModel

/// The resolution of a scanned page; the file is believed only if the resulting paper size is
/// possible.
struct ResolutionEstimate {
    /// The estimate.
    let resolution: Resolution
    /// Whether it comes from the file itself.
    let isDeclared: Bool

    /// Shorter side of A4 in inches: the paper that nine of ten pages are printed on.
    private static let shortSideOfA4 = 8.27
    /// Believable sides of paper in inches: from a till receipt to A1.
    private static let believableSides = 1.5...34.0

    init(of image: PageImage) {
        if let declared = image.resolution, Self.isBelievable(declared, of: image) {
            resolution = declared
            isDeclared = true
        } else {
            let guess = Double(min(image.width, image.height)) / Self.shortSideOfA4
            let dense = min(max(guess, 72), 600)
            resolution = Resolution(horizontal: dense, vertical: dense)
            isDeclared = false
        }
    }

    private init(_ resolution: Resolution, isDeclared: Bool) {
        self.resolution = resolution
        self.isDeclared = isDeclared
    }

    /// The estimate that letters of such a height speak for, where this one would enlarge them beyond what print is
    /// like: a file of a camera or of a screen says 72 or 96 whatever it shows, and a slip is narrower than A4.
    ///
    /// Letters are never made smaller for that.
    func corrected(by letters: LetterHeight?) -> ResolutionEstimate {
        guard let letters else { return self }
        let enlarged = Double(letters.pixels) * Self.usual / resolution.vertical
        guard resolution.vertical < Self.usual, enlarged > Self.largestLetters else { return self }
        let vertical = min(Self.usual, Double(letters.pixels) * Self.usual / Self.usualLetters)
        return ResolutionEstimate(
            Resolution(
                horizontal: resolution.horizontal * vertical / resolution.vertical,
                vertical: vertical), isDeclared: false)
    }

    /// Dots per inch at which letters have their usual height.
    private static let usual = Double(PageCleaner.targetDotsPerInch)
    /// Height of small letters then, in pixels.
    private static let usualLetters = 24.0
    /// Height of small letters that print seldom has.
    private static let largestLetters = 36.0

    private static func isBelievable(_ declared: Resolution, of image: PageImage) -> Bool {
        guard declared.horizontal >= 70, declared.vertical >= 70 else { return false }
        let width = Double(image.width) / declared.horizontal
        let height = Double(image.height) / declared.vertical
        return believableSides.contains(max(width, height)) && min(width, height) >= 0.3
    }
}
