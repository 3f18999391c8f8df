import ArchiveModel
import CQPDF

/// The content of a PDF that its pages do not show: files, form data, moving pictures, hidden
/// layers.
///
/// None of it is read; a person must know that it is there. File names are not reported: they come
/// from outside and may name people.
struct PDFContents {
    /// Files within the PDF, and how many of them are XML.
    private(set) var files = 0
    private(set) var xmlFiles = 0
    /// Whether the PDF is a cover for the files within it.
    private(set) var isPortfolio = false
    /// Whether its pages are placeholders for a form that only some programs show.
    private(set) var isUnreadForm = false
    /// Sounds, films and models in space.
    private(set) var media = 0
    /// Layers that are not shown.
    private(set) var hiddenLayers = 0

    /// The maximum number of tree entries, and of pages, that are examined: a PDF may refer to
    /// itself again and again.
    private static let most = 20_000
    private static let mediaKinds: Set<String> = [
        "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen",
    ]

    private let objects: PDFObjects
    private var seenFiles: Set<Int> = []

    init(of document: PDFDocument) {
        let pdf = document.handle
        objects = PDFObjects(pdf)
        let root = qpdf_get_root(pdf)
        isPortfolio = objects.entry(root, key: "/Collection") != nil
        if let names = objects.entry(root, key: "/Names"),
            let tree = objects.entry(names, key: "/EmbeddedFiles")
        {
            for file in leaves(of: tree) { add(file: file) }
        }
        addFiles(of: root)
        var fields = 0
        for page in 0..<min(document.pageCount, Self.most) {
            fields += addPage(qpdf_get_page_n(pdf, page))
        }
        isUnreadForm = isStandIn(root, fieldsOnPages: fields)
        countLayers(root)
    }

    /// The doubts for a person.
    var doubts: [Doubt] {
        var doubts: [Doubt] = []
        if isUnreadForm {
            doubts.append(
                Doubt(
                    code: "pdf-form-unread",
                    message:
                        "the PDF is a form (XFA) whose pages only stand in for it, and the values in it "
                        + "were not read; print the filled-in form to a new PDF and ingest that too"
                ))
        }
        if files > 0 || isPortfolio {
            doubts.append(Doubt(code: "pdf-has-attachments", message: attachmentMessage))
        }
        if media > 0 {
            doubts.append(
                Doubt(
                    code: "pdf-has-media",
                    message:
                        "the PDF holds sound, film or a model in space (\(media)) that was not read; "
                        + "look at it in a viewer"))
        }
        if hiddenLayers > 0 {
            doubts.append(
                Doubt(
                    code: "pdf-hidden-layers",
                    message:
                        "the PDF has layers that are not shown (\(hiddenLayers)), and they were not "
                        + "read; look at them in a viewer"))
        }
        return doubts
    }

    private var attachmentMessage: String {
        let count = files == 1 ? "1 file lies" : "\(files) files lie"
        let kinds =
            xmlFiles == 0
            ? "" : " (\(xmlFiles) of them XML, as electronic invoices are)"
        let cover = isPortfolio ? ", of which the pages are only the cover," : ""
        return
            "\(count) within the PDF\(kinds)\(cover) and \(files == 1 ? "was" : "were") not read; "
            + "save what lies within from a viewer and ingest that too"
    }

    // MARK: files

    /// The values of a name tree.
    private func leaves(of tree: qpdf_oh) -> [qpdf_oh] {
        var found: [qpdf_oh] = []
        var nodes = [tree]
        var visited = 0
        while let node = nodes.popLast(), visited < Self.most {
            visited += 1
            if let names = objects.entry(node, key: "/Names") {
                let pairs = objects.items(names)
                found += stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] }
            }
            if let kids = objects.entry(node, key: "/Kids") { nodes += objects.items(kids) }
        }
        return found
    }

    private mutating func addFiles(of owner: qpdf_oh) {
        guard let files = objects.entry(owner, key: "/AF") else { return }
        for file in objects.items(files) { add(file: file) }
    }

    /// Counts a file once, however often it is named.
    private mutating func add(file: qpdf_oh) {
        guard let streams = objects.entry(file, key: "/EF"),
            let stream = objects.entry(streams, key: "/UF") ?? objects.entry(streams, key: "/F"),
            qpdf_oh_is_stream(objects.pdf, stream) == QPDF_TRUE
        else { return }
        let number = Int(qpdf_oh_get_object_id(objects.pdf, stream))
        guard seenFiles.insert(number).inserted else { return }
        files += 1
        if isXML(file, stream: stream) { xmlFiles += 1 }
    }

    private func isXML(_ file: qpdf_oh, stream: qpdf_oh) -> Bool {
        let kind = objects.entry(qpdf_oh_get_dict(objects.pdf, stream), key: "/Subtype")
        if let kind, qpdf_oh_is_name(objects.pdf, kind) == QPDF_TRUE,
            let name = qpdf_oh_get_name(objects.pdf, kind),
            String(cString: name).lowercased().hasSuffix("xml")
        {
            return true
        }
        return ["/UF", "/F"].contains { key in
            guard let name = objects.entry(file, key: key),
                qpdf_oh_is_string(objects.pdf, name) == QPDF_TRUE,
                let text = qpdf_oh_get_utf8_value(objects.pdf, name)
            else { return false }
            return String(cString: text).lowercased().hasSuffix(".xml")
        }
    }

    // MARK: pages, forms, layers

    /// Collects the files and films of a page; returns how many form fields it shows.
    private mutating func addPage(_ page: qpdf_oh) -> Int {
        addFiles(of: page)
        guard let notes = objects.entry(page, key: "/Annots") else { return 0 }
        var fields = 0
        for note in objects.items(notes).prefix(Self.most) {
            guard let kind = objects.entry(note, key: "/Subtype"),
                qpdf_oh_is_name(objects.pdf, kind) == QPDF_TRUE,
                let name = qpdf_oh_get_name(objects.pdf, kind).map({ String(cString: $0) })
            else { continue }
            if name == "/FileAttachment", let file = objects.entry(note, key: "/FS") {
                add(file: file)
            }
            if name == "/Widget" { fields += 1 }
            if Self.mediaKinds.contains(name) { media += 1 }
        }
        return fields
    }

    /// Whether a form is drawn from its XML by few programs, while the pages hold none of its
    /// fields.
    private func isStandIn(_ root: qpdf_oh, fieldsOnPages: Int) -> Bool {
        guard let form = objects.entry(root, key: "/AcroForm"),
            objects.entry(form, key: "/XFA") != nil
        else { return false }
        return objects.isTrue(root, key: "/NeedsRendering") || fieldsOnPages == 0
    }

    private mutating func countLayers(_ root: qpdf_oh) {
        guard let layers = objects.entry(root, key: "/OCProperties"),
            let usual = objects.entry(layers, key: "/D")
        else { return }
        let all = objects.entry(layers, key: "/OCGs").map(objects.items) ?? []
        if objects.isName(usual, key: "/BaseState", name: "/OFF") {
            let shown = objects.entry(usual, key: "/ON").map(objects.items) ?? []
            hiddenLayers = max(0, all.count - shown.count)
        } else {
            hiddenLayers = objects.entry(usual, key: "/OFF").map { objects.items($0).count } ?? 0
        }
    }
}
