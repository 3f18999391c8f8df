/// One document type as a JSON line.
package struct TypeRecord: Encodable {
    let type = "document-type"
    let code: String
    let title: String

    package init(code: String, title: String) {
        self.code = code
        self.title = title
    }
}
