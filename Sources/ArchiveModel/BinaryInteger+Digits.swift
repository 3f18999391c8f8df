extension BinaryInteger {
    /// The decimal digits, with zeros before them up to a length; longer numbers stay whole.
    package func digits(atLeast length: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
