import ArchiveReading

func show(_ document: FoundDocument) {
    print(document.id, document.type ?? "-", document.date ?? "-", document.snippet)
}

let archive = try ReadableArchive.open(at: CommandLine.arguments[1])
let found = try archive.search(CommandLine.arguments[2])
print("\(found.total) found")
found.documents.forEach(show)
if let first = found.documents.first { print(try archive.text(of: first.id) ?? "-") }
