import CConfinement
import JobQueue

extension ProbedAct {
    /// Tries each act; none of them changes anything, also where nothing is refused.
    ///
    /// - Parameter folder: Outside of what a worker may see; in it lies a file `probe`.
    static func all(in folder: String) -> [ProbedAct] {
        let file = folder + "/probe"
        return [
            trying("network", act: Int32(CPS_ACT_NETWORK), path: folder),
            trying("other files", act: Int32(CPS_ACT_READ), path: file),
            trying("new files", act: Int32(CPS_ACT_WRITE), path: folder),
            trying("rights of files", act: Int32(CPS_ACT_CHMOD), path: file),
            trying("other processes", act: Int32(CPS_ACT_TRACE), path: folder),
            trying("namespaces", act: Int32(CPS_ACT_NAMESPACE), path: folder),
        ]
    }

    private static func trying(_ name: String, act: Int32, path: String) -> ProbedAct {
        ProbedAct(name: name, isRefused: cps_is_refused(act, path) != 0)
    }
}
