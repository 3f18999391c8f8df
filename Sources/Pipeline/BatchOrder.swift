import ArchiveModel
import ArchiveStore
import Catalogue
import Ingest

/// The scans of a batch in the order in which assembly gets them.
struct BatchOrder: Sendable {
    /// The scans; the backs of sheets come right after their fronts, whenever they arrived.
    private(set) var members: [BatchMember] = []
    /// Places of files with fronts, whose backs come next.
    private(set) var fronts: Set<Int> = []
    /// Places of files that are one side of sheets, while the other is not there.
    private(set) var alone: Set<Int> = []

    /// As they are.
    init(_ members: [BatchMember]) { self.members = members }

    /// With the two sides of the same sheets together; `all` are the scans of the batch.
    init(_ members: [BatchMember], of all: [NamedMember], by names: [DuplexNames]) {
        let found = DuplexNames.find(in: all.map(\.name), by: names)
        let lonely = Set(found.alone.map { all[$0].member.scan })
        var partners: [ScanID: DuplexNames.Pair] = [:]
        for pair in found.pairs {
            partners[all[pair.fronts].member.scan] = pair
            partners[all[pair.backs].member.scan] = pair
        }
        var placed: Set<ScanID> = []
        for member in members where placed.insert(member.scan).inserted {
            if let pair = partners[member.scan] {
                fronts.insert(self.members.count)
                self.members += [all[pair.fronts].member, all[pair.backs].member]
                placed.formUnion(self.members.suffix(2).map(\.scan))
            } else {
                if lonely.contains(member.scan), !member.isFinished {
                    alone.insert(self.members.count)
                }
                self.members.append(member)
            }
        }
    }

    /// Whether a file is one of two with the sides of the same sheets.
    func isPaired(_ place: Int) -> Bool { fronts.contains(place) || fronts.contains(place - 1) }
}

extension DuplexNames {
    /// The rules of an archive.
    static func rules(of receiving: ArchiveSettings.Receiving) -> [DuplexNames] {
        receiving.duplex.map { DuplexNames(fronts: $0.fronts, backs: $0.backs) }
    }
}
