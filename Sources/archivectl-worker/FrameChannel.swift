import CProcessShims
import Foundation
import JobQueue

/// A frame that was received, with the descriptor that came with it.
struct ReceivedFrame {
    let payload: Data
    /// An open file that belongs to the receiver; nil for none.
    let descriptor: Int32?
}

/// Reads and writes frames on plain descriptors, blocking: a worker does one thing at a time.
struct FrameChannel {
    let input: Int32
    let output: Int32

    /// The next frame; nil at the end of the input or when it breaks off or is absurdly long.
    func read() -> ReceivedFrame? {
        var descriptor: Int32 = -1
        if let head = readExactly(Frames.headBytes, descriptor: &descriptor) {
            let length = Frames.length(of: head)
            if length <= Frames.maxBytes, let payload = readExactly(length, descriptor: &descriptor)
            {
                return ReceivedFrame(
                    payload: payload, descriptor: descriptor < 0 ? nil : descriptor)
            }
        }
        if descriptor >= 0 { close(descriptor) }
        return nil
    }

    /// Writes a frame; false when the other side is gone.
    func write(_ payload: Data) -> Bool {
        var bytes = Frames.head(length: payload.count)
        bytes.append(contentsOf: payload)
        return bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = Foundation.write(
                    output, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { return false }
                sent += count
            }
            return true
        }
    }

    private func readExactly(_ count: Int, descriptor: inout Int32) -> Data? {
        var data = Data(count: count)
        let complete = data.withUnsafeMutableBytes { buffer in
            var received = 0
            while received < count {
                let part = cps_receive(
                    input, buffer.baseAddress?.advanced(by: received), count - received,
                    &descriptor)
                if part <= 0 { return false }
                received += part
            }
            return true
        }
        return complete ? data : nil
    }
}
