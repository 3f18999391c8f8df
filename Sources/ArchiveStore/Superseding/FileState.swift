import DurableFiles
import Glibc
import SystemPackage

/// What the bytes of a file are to those of a later one.
enum FileState {
    /// Its beginning: the transfer had not come further.
    case beginning
    /// Nothing: there is no byte in it but zeros.
    case empty
    /// Another file.
    case other

    /// Fewer equal bytes may be the same in any two files of one scanner.
    private static let fewestEqualBytes = 512
    private static let chunk = 1 << 18

    /// Compares the files at two paths; stops at the first difference.
    ///
    /// Some programs reserve the whole size first: the zeros that follow a beginning count as none
    /// of it.
    static func of(_ earlier: String, to later: String) throws(Errno) -> FileState {
        let first = try OpenFile(earlier, flags: O_RDONLY)
        let second = try OpenFile(later, flags: O_RDONLY)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
        let other = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
        defer {
            buffer.deallocate()
            other.deallocate()
        }
        var equal = 0
        var hasContent = false
        var isEqual = true
        while true {
            let count = try first.readFully(into: buffer)
            if count == 0 { break }
            var start = 0
            if isEqual {
                let available = try second.readFully(into: other)
                let common = min(count, available)
                while start < common, buffer[start] == other[start] { start += 1 }
                isEqual = start == count
                equal += start
                hasContent = hasContent || buffer[..<start].contains { $0 != 0 }
            }
            if buffer[start..<count].contains(where: { $0 != 0 }) { return .other }
        }
        if !hasContent { return .empty }
        return equal >= fewestEqualBytes ? .beginning : .other
    }
}
