/// What is odd about how the command was started, as a JSON line.
package struct WarningRecord: Encodable {
    let type = "warning"
    let code: String
    let message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
