/// Two-digit years, as papers shorten those of 1950 to 2049.
package enum ShortYear {
    /// Two digits from here on belong to the twentieth century.
    private static let first = 50

    /// The whole year that 0...99 stands for.
    package static func whole(_ number: Int) -> Int {
        number < first ? 2000 + number : 1900 + number
    }
}
