import CExpat
import Glibc
import SystemPackage

/// Handles the elements of an XML file while it is parsed.
protocol XMLStreamHandler: AnyObject {
    /// An element of the namespace begins.
    ///
    /// The attributes are valid until the call returns.
    func start(_ name: String, attributes: XMLAttributes) throws
    /// Some text of the innermost element, perhaps not all of it.
    func text(_ piece: String) throws
    /// The innermost element ends.
    func end() throws
}

/// The attributes of an element that is beginning; not to be stored.
struct XMLAttributes {
    /// Alternating names and values, with nil at the end.
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// The value of an attribute; nil if the element has none of this name.
    func text(_ name: StaticString) -> String? {
        var place = list
        while let found = place[0], let value = place[1] {
            if strcmp(found, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self))
                == 0
            {
                return String(cString: value)
            }
            place += 2
        }
        return nil
    }

    /// The value of an attribute that is a whole number; nil if it is missing or something else.
    func integer(_ name: StaticString) -> Int? { text(name).flatMap { Int($0) } }
}

/// Parses XML in UTF-8, piece by piece, with bounded memory.
///
/// Refuses document types, and with them all entities that could grow; elements outside one
/// namespace; deep nesting; and tags or comments without end.
final class XMLStreamParser {
    private let parser: XML_Parser
    private let handler: any XMLStreamHandler
    private let namespace: [CChar]
    private var failure: (any Error)?
    private var depth = 0
    private var isSilent = true
    private var silentBytes = 0

    private static let separator: UInt8 = 0x0A

    /// Prepares parsing of a file whose elements are all in the namespace; throws `FileFault`.
    init(namespace: String, handler: any XMLStreamHandler) throws {
        guard let parser = XML_ParserCreateNS("UTF-8", CChar(Self.separator)) else {
            throw FileFault(error: .noMemory)
        }
        self.parser = parser
        self.handler = handler
        self.namespace = (Array(namespace.utf8) + [Self.separator]).map { CChar(bitPattern: $0) }
        setCallbacks()
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// Parses the next bytes, at most 1 GB; no bytes at all mark the end of the file.
    ///
    /// Throws `ALTOFault`, or the handler's errors.
    func feed(_ bytes: UnsafeRawBufferPointer) throws {
        isSilent = true
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = XML_Parse(parser, start, Int32(bytes.count), bytes.isEmpty ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else {
            throw ALTOFault("its XML is broken at line \(XML_GetCurrentLineNumber(parser))")
        }
        silentBytes = isSilent ? silentBytes + bytes.count : 0
        guard silentBytes <= ALTOFormat.longestToken else {
            throw ALTOFault("it has a tag or comment that does not end")
        }
    }

    private func setCallbacks() {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name, let attributes else { return }
                XMLStreamParser.from(context)?.started(
                    name, attributes: XMLAttributes(list: attributes))
            },
            { context, _ in XMLStreamParser.from(context)?.ended() })
        XML_SetCharacterDataHandler(parser) { context, bytes, count in
            let piece = UnsafeRawBufferPointer(start: bytes, count: Int(count))
            XMLStreamParser.from(context)?.read(piece)
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XMLStreamParser.from(context)?.attempt { throw ALTOFault("it has a document type") }
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLStreamParser? {
        context.map { Unmanaged<XMLStreamParser>.fromOpaque($0).takeUnretainedValue() }
    }

    private func started(_ name: UnsafePointer<CChar>, attributes: XMLAttributes) {
        attempt {
            depth += 1
            guard depth <= ALTOFormat.deepest else { throw ALTOFault("its elements nest too deep") }
            guard strncmp(name, namespace, namespace.count) == 0 else {
                throw ALTOFault("it has elements that are not of ALTO 4")
            }
            try handler.start(String(cString: name + namespace.count), attributes: attributes)
        }
    }

    private func ended() {
        attempt {
            depth -= 1
            try handler.end()
        }
    }

    private func read(_ piece: UnsafeRawBufferPointer) {
        attempt { try handler.text(String(decoding: piece, as: UTF8.self)) }
    }

    /// Keeps the first error and stops: errors cannot pass through C.
    private func attempt(_ body: () throws -> Void) {
        isSilent = false
        guard failure == nil else { return }
        do {
            try body()
        } catch {
            failure = error
            XML_StopParser(parser, 0)
        }
    }
}
