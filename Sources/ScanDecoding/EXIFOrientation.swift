import CEXIF

/// The EXIF orientation tag of JPEG data, 1...8; 1 if there is none or it makes no sense.
func exifOrientation(of bytes: ArraySlice<UInt8>) -> Int {
    // The tag is in one of the first segments, each of which has at most 64 kB.
    let head = bytes.prefix(1 << 18)
    let read = head.withUnsafeBufferPointer {
        exif_data_new_from_data($0.baseAddress, UInt32($0.count))
    }
    guard let data = read else { return 1 }
    defer { exif_data_unref(data) }
    let order = exif_data_get_byte_order(data)
    guard let main = data.pointee.ifd.0,
        let entry = exif_content_get_entry(main, EXIF_TAG_ORIENTATION),
        entry.pointee.format == EXIF_FORMAT_SHORT, entry.pointee.components >= 1,
        entry.pointee.size >= 2, let bytes = entry.pointee.data
    else { return 1 }
    let value = Int(exif_get_short(bytes, order))
    return (1...8).contains(value) ? value : 1
}
