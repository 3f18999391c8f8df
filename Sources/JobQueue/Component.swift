/// One thing that the product needs from the machine.
package struct Component: Sendable, Codable, Hashable {
    /// What it is called.
    package let name: String
    /// Its version or place; nil when it is missing.
    package let found: String?
    /// The Debian package that brings it.
    package let package: String
    /// What it is for.
    package let purpose: String

    /// Whether it is there.
    package var isPresent: Bool { found != nil }

    /// Records a component.
    package init(name: String, found: String?, package: String, purpose: String) {
        self.name = name
        self.found = found
        self.package = package
        self.purpose = purpose
    }
}
