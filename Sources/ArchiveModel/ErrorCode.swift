/// Stable code of a kind of fault, for programs; docs/errors.md lists them all.
///
/// Each module names its own codes in an extension beside its error; here are those that several
/// modules find.
package struct ErrorCode: RawRepresentable, Hashable, Sendable {
    /// The code as programs see it.
    package let rawValue: String

    /// Makes a code from its text.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension ErrorCode {
    /// A page took longer than the archive allows.
    package static let pageTooSlow = Self(rawValue: "page-too-slow")
    /// A program or library that reading needs is not installed.
    package static let componentMissing = Self(rawValue: "component-missing")
    /// A program that reading needs is installed and cannot be run.
    package static let componentBroken = Self(rawValue: "component-broken")
    /// What lies in the folder is no regular file, but a folder, pipe, socket or device.
    package static let sourceNotAFile = Self(rawValue: "source-not-a-file")
    /// The file was written to while it was looked at or copied.
    package static let sourceChanging = Self(rawValue: "source-changing")
}
