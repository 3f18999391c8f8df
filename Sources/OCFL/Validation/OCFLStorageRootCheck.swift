import SystemPackage

/// Checks an OCFL storage root: its own files, the folders down to the objects, and their places.
///
/// The objects themselves are checked by `OCFLObjectCheck`, if the caller wants it.
package final class OCFLStorageRootCheck {
    private let folder: ObjectFolder
    private let log = FindingLog()
    private var specification: OCFLSpecification?
    private var layout: HashedNTupleLayout?
    /// 128 bits of each object's identifier, so that a million of them need little memory.
    private var seenIDs: Set<[UInt64]> = []

    /// - Parameter path: The storage root.
    package init(rootAt path: [UInt8]) {
        folder = ObjectFolder(root: path)
    }

    /// All findings so far.
    package var findings: [OCFLFinding] { log.findings }

    /// Checks the storage root and calls back for each object in it.
    ///
    /// - Parameter visit: Gets an object's path, relative to the storage root.
    package func run(visit: (ByteString) -> Void) {
        guard let entries = list("") else { return }
        checkDeclaration(entries)
        checkLayout(entries)
        for entry in entries {
            switch entry.kind {
            case .folder where entry.name == "extensions":
                let codes = specification == .v1_0 ? ("E086", "W013") : ("E112", "W016")
                RegisteredExtensions.check(list(entry.name) ?? [], codes: codes, log: log)
            case .folder: walk(entry.name, visit: visit)
            case .link: log.add("E090", entry.name, "this is a symbolic link")
            // A storage root may have files of its own.
            case .file, .other: break
            }
        }
    }

    /// Checks that an object may be in this storage root, at this place.
    package func checkPlace(of report: OCFLObjectReport, at path: ByteString) {
        if let specification, let object = report.specification, object > specification {
            log.add("E081", path, "the object conforms to a later OCFL than the storage root")
        }
        guard let id = report.id else { return }
        let key = DigestAlgorithm.sha256.digest(of: id.bytes).bytes
        let halves = [key[0..<16], key[16..<32]].map { half in
            half.reduce(UInt64(0)) { $0 << 4 | UInt64($1 <= 0x39 ? $1 - 0x30 : $1 - 0x57) }
        }
        if !seenIDs.insert(halves).inserted {
            log.add("E037", path, "another object has the same id")
        }
        if let layout, layout.path(of: id) != path {
            log.add("E083", path, "by its id the object belongs at \(layout.path(of: id).shown)")
        }
    }

    private func list(_ path: ByteString) -> [ObjectFolder.Entry]? {
        do throws(Errno) {
            return try folder.entries(of: path)
        } catch {
            log.add("E072", path, "the folder cannot be read (\(error))")
            return nil
        }
    }

    private func checkDeclaration(_ entries: [ObjectFolder.Entry]) {
        let declarations = entries.filter(Declaration.isOne).map { Declaration(name: $0.name) }
        if declarations.isEmpty {
            log.add("E069", "", "the file that declares a storage root is missing")
        }
        if declarations.count > 1 { log.add("E076", "", "several files declare what this is") }
        for declaration in declarations {
            specification = declaration.specification(of: .storageRoot)
            if specification == nil {
                log.add("E079", declaration.name, "the name declares no known storage root")
            }
            if !declaration.hasRightContent(in: folder) {
                log.add("E080", declaration.name, "the file does not say the same as its name")
            }
        }
    }

    private func checkLayout(_ entries: [ObjectFolder.Entry]) {
        let file: ByteString = "ocfl_layout.json"
        guard entries.contains(where: { $0.name == file }) else { return }
        guard let bytes = try? folder.read(file, limit: 1 << 20),
            let members = (try? JSONReader.read(bytes))?.members,
            let name = members["extension"]?.text, members["description"]?.text != nil
        else {
            return log.add("E070", file, "it is not JSON with an extension and a description")
        }
        guard RegisteredExtensions.names.contains(name) else {
            return log.add("E071", file, "\(name.shown) is not a registered extension")
        }
        if HashedNTupleLayout.names.contains(name) { readHashedLayout(name) }
    }

    private func readHashedLayout(_ name: ByteString) {
        let path = ByteString("extensions").appending(name)
            .appending("config.json")
        do throws(Errno) {
            layout = HashedNTupleLayout(
                name: name, config: try folder.read(path, limit: 1 << 20))
            if layout == nil { log.add("E071", path, "it does not describe a possible layout") }
        } catch .noSuchFileOrDirectory {
            layout = HashedNTupleLayout(name: name)
        } catch {
            log.add("E071", path, "the file cannot be read (\(error))")
        }
    }

    /// Goes down to the objects; the depth of the folders costs no stack.
    private func walk(_ top: ByteString, visit: (ByteString) -> Void) {
        var waiting = [top]
        while let path = waiting.popLast() {
            guard let entries = list(path) else { continue }
            let files = entries.filter { $0.kind == .file }
            if files.contains(where: { $0.name == "inventory.json" || $0.name.hasPrefix("0=") }) {
                visit(path)
                continue
            }
            if entries.isEmpty { log.add("E073", path, "the folder is empty") }
            for entry in entries {
                let below = path.appending(entry.name)
                switch entry.kind {
                case .folder: waiting.append(below)
                case .link: log.add("E090", below, "this is a symbolic link")
                case .file, .other: log.add("E072", below, "this file is part of no object")
                }
            }
        }
    }
}
