import ArgumentParser
import Catalogue

/// A revision as "show" prints it.
struct SeenRevision: ExpressibleByArgument {
    let revision: DocumentRevision

    init?(argument: String) {
        guard let revision = DocumentRevision(argument) else { return nil }
        self.revision = revision
    }
}

/// The option of commands that go out from what somebody saw.
struct SeenOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Refuse a document that was changed since it had this revision, as \"show\" prints it; for several "
                + "documents once for each, in their order.", valueName: "revision"))
    var asOf: [SeenRevision] = []

    /// In the order of the documents.
    var revisions: [DocumentRevision] { asOf.map(\.revision) }
}
