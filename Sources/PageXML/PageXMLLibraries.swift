import CExpat
import CZlib

/// The libraries used to write and read recognised text.
package enum PageXMLLibraries {
    /// Version of the zlib library in use, such as `1.2.13`.
    package static var zlibVersion: String { String(cString: CZlib.zlibVersion()) }

    /// Version of the Expat library in use, such as `2.5.0`.
    package static var expatVersion: String {
        let version = XML_ExpatVersionInfo()
        return "\(version.major).\(version.minor).\(version.micro)"
    }
}
