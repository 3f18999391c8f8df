import Glibc
package import SystemPackage

extension Directory {
    /// Removes a file of ours, or a folder of ours with everything in it; does nothing if it is not
    /// there.
    ///
    /// The whole tree is examined first: a link, a pipe or a mount in it is not ours, and then
    /// nothing is removed. Throws `tooManySymbolicLinkLevels` or `improperLink` in that case.
    package func removeTree(_ name: [UInt8]) throws(Errno) {
        try requireOwn(name)
        try removeChecked(name)
    }

    /// Removes a file of ours; does nothing if it is not there.
    package func removeFile(_ name: [UInt8]) throws(Errno) {
        guard try kind(of: name) != S_IFDIR else { throw .isDirectory }
        try requireOwn(name)
        try removeChecked(name)
    }

    /// Removes a file that others made, such as a scan that was taken in.
    package func removeSource(_ name: [UInt8]) throws(Errno) {
        let text = name.map { CChar(bitPattern: $0) } + [0]
        _ = try OpenFile.retrying { unlinkat(descriptor, text, 0) }
    }

    /// Removes a folder if it is empty; returns whether it did.
    @discardableResult
    package func removeIfEmpty(_ name: [UInt8]) throws(Errno) -> Bool {
        guard try kind(of: name) == S_IFDIR, try folder(name).names().isEmpty else { return false }
        try unlink(name, flags: AT_REMOVEDIR)
        return true
    }

    /// Throws unless a name stands for a regular file, or a folder that holds only such files and
    /// folders, all in one mount.
    package func requireOwn(_ name: [UInt8]) throws(Errno) {
        switch try kind(of: name) {
        case nil, S_IFREG: return
        case S_IFDIR:
            let child = try folder(name)
            for below in try child.names() { try child.requireOwn(below) }
        case S_IFLNK: throw .tooManySymbolicLinkLevels
        default: throw .improperLink
        }
    }

    private func removeChecked(_ name: [UInt8]) throws(Errno) {
        switch try kind(of: name) {
        case nil: return
        case S_IFREG: try unlink(name, flags: 0)
        case S_IFDIR:
            do {
                // Checked again, by the descriptor: it may be another folder by now.
                let child = try folder(name)
                for below in try child.names() { try child.removeChecked(below) }
            }
            try unlink(name, flags: AT_REMOVEDIR)
        default: throw .tooManySymbolicLinkLevels
        }
    }

    /// Removes a name; does nothing if it is already gone.
    private func unlink(_ name: [UInt8], flags: Int32) throws(Errno) {
        let text = name.map { CChar(bitPattern: $0) } + [0]
        do {
            _ = try OpenFile.retrying { unlinkat(descriptor, text, flags) }
        } catch {
            if error != .noSuchFileOrDirectory { throw error }
        }
    }
}
