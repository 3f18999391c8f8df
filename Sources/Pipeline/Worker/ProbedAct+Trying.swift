import CProcessShims

extension ProbedAct {
    /// Tries each act; none of them changes anything, also where nothing is refused.
    ///
    /// - Parameter folder: Outside of what a worker may see; in it lies a file `probe`.
    static func all(in folder: String) -> [ProbedAct] {
        let file = folder + "/probe"
        return [
            trying("network", Int32(CPS_ACT_NETWORK), folder),
            trying("other files", Int32(CPS_ACT_READ), file),
            trying("new files", Int32(CPS_ACT_WRITE), folder),
            trying("rights of files", Int32(CPS_ACT_CHMOD), file),
            trying("other processes", Int32(CPS_ACT_TRACE), folder),
            trying("namespaces", Int32(CPS_ACT_NAMESPACE), folder),
        ]
    }

    private static func trying(_ name: String, _ act: Int32, _ path: String) -> ProbedAct {
        ProbedAct(name: name, isRefused: cps_is_refused(act, path) != 0)
    }
}
