/// What is odd about how the command was started, as a JSON line.
struct WarningRecord: Encodable {
    let type = "warning"
    let code: String
    let message: String
}
