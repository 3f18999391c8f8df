import Glibc
package import SystemPackage

extension Directory {
    /// Removes a file of ours, or a folder of ours with all in it; nothing happens when it is not
    /// there.
    ///
    /// First all of it is looked at: a link, a pipe or a mount in it is none of ours, and then
    /// nothing is removed. Throws `tooManySymbolicLinkLevels` or `improperLink` then.
    package func removeTree(_ name: [UInt8]) throws(Errno) {
        try requireOwn(name)
        try removeChecked(name)
    }

    /// Removes a file of ours; nothing happens when it is not there.
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

    /// Removes a folder when nothing is in it; whether it did.
    @discardableResult
    package func removeIfEmpty(_ name: [UInt8]) throws(Errno) -> Bool {
        guard try kind(of: name) == S_IFDIR, try folder(name).names().isEmpty else { return false }
        try unlink(name, flags: AT_REMOVEDIR)
        return true
    }

    /// Throws unless a name stands for a regular file, or a folder with nothing but such in it, all
    /// in one mount.
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

    /// Takes a name away; nothing happens when it is gone already.
    private func unlink(_ name: [UInt8], flags: Int32) throws(Errno) {
        let text = name.map { CChar(bitPattern: $0) } + [0]
        do {
            _ = try OpenFile.retrying { unlinkat(descriptor, text, flags) }
        } catch {
            if error != .noSuchFileOrDirectory { throw error }
        }
    }
}
