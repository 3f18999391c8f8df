/// One thing that the product needs from the machine.
package struct Component: Sendable, Codable, Hashable {
    /// Its name.
    package let name: String
    /// Its version or place; nil if it is missing.
    package let found: String?
    /// The Debian package that contains it.
    package let package: String
    /// Its purpose.
    package let purpose: String

    /// Whether it is present.
    package var isPresent: Bool { found != nil }

    /// Records a component.
    package init(name: String, found: String?, package: String, purpose: String) {
        self.name = name
        self.found = found
        self.package = package
        self.purpose = purpose
    }
}
