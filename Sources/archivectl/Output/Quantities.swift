/// A number with its noun, in the singular for one.
struct Count {
    let text: String

    init(_ number: Int, _ noun: String, plural: String? = nil) {
        text = "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
    }
}

/// A size for people.
struct ByteCount {
    let text: String

    init(_ bytes: Int64) {
        let units = ["bytes", "kB", "MB", "GB", "TB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let number = unit == 0 ? "\(bytes)" : "\((value * 10).rounded() / 10)"
        text = "\(number) \(units[unit])"
    }
}
