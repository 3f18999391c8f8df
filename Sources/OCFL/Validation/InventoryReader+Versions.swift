extension InventoryReader {
    mutating func readVersions(_ value: JSONTree?) {
        guard let value else { return report("E041", "the key versions is missing") }
        guard let members = value.members else {
            return report("E044", "versions is not a JSON object")
        }
        if members.isEmpty { return report("E008", "there is no version") }
        checkKeys(of: members, in: "versions", known: nil)
        var names: [VersionName] = []
        var seen: Set<ByteString> = []
        for member in members where seen.insert(member.key).inserted {
            guard let name = VersionName(member.key) else {
                report(
                    specification == .v1_0 ? "E046" : "E104",
                    "\(member.key.shown) is not the name of a version")
                continue
            }
            names.append(name)
            inventory.versions.append(version(name, value: member.value))
        }
        VersionName.checkSequence(names, path: inventory.path, log: log)
        inventory.versions.sort { $0.number < $1.number }
    }

    private func version(_ name: VersionName, value: JSONTree) -> VersionBlock {
        var block = VersionBlock(name: name.text, number: name.number)
        let label = "version \(name.text.shown)"
        guard let members = value.members else {
            report("E047", "\(label) is not a JSON object")
            return block
        }
        checkKeys(of: members, in: label, known: ["created", "state", "message", "user"])
        readCreated(members["created"], label: label, into: &block)
        if let message = members["message"] {
            block.message = message.text
            if message.text == nil { report("E094", "the message of \(label) is not a text") }
        } else {
            report("W007", "\(label) has no message")
        }
        readUser(members["user"], label: label, into: &block)
        readState(members["state"], label: label, into: &block)
        return block
    }

    private func readCreated(_ value: JSONTree?, label: String, into block: inout VersionBlock) {
        guard let value else { return report("E048", "\(label) has no created") }
        block.created = value.text
        if value.text.map(InternetDate.isValid) != true {
            report("E049", "created of \(label) is not a date and time with zone (RFC 3339)")
        }
    }

    private func readUser(_ value: JSONTree?, label: String, into block: inout VersionBlock) {
        guard let value else { return report("W007", "\(label) has no user") }
        guard let members = value.members else {
            return report("E054", "the user of \(label) is not a JSON object")
        }
        checkKeys(of: members, in: "the user of \(label)", known: ["name", "address"])
        block.userName = members["name"]?.text
        if block.userName == nil { report("E054", "the user of \(label) has no name") }
        guard let address = members["address"] else {
            return report("W008", "the user of \(label) has no address")
        }
        block.userAddress = address.text
        guard let text = address.text else {
            return report("E054", "the address of the user of \(label) is not a text")
        }
        if !text.isURI { report("W009", "the address of the user of \(label) is not a URI") }
    }

    private func readState(_ value: JSONTree?, label: String, into block: inout VersionBlock) {
        guard let value else { return report("E048", "\(label) has no state") }
        guard let members = value.members else {
            return report("E050", "the state of \(label) is not a JSON object")
        }
        checkKeys(of: members, in: "the state of \(label)", known: nil)
        var paths = PathSet()
        for member in members {
            guard let texts = member.value.texts else {
                report("E050", "\(member.key.shown) has no list of paths in \(label)")
                continue
            }
            for path in texts {
                switch PathSet.fault(of: path) {
                case .slash:
                    report("E053", "a path in \(label) begins or ends with a slash: \(path.shown)")
                case .element:
                    report("E052", "a path in \(label) has an empty part, . or ..: \(path.shown)")
                case nil:
                    if !paths.insert(path) {
                        report("E095", "\(label) has the path \(path.shown) twice")
                    }
                }
            }
            block.state.entries.append(.init(digest: member.key, paths: texts))
        }
        for path in paths.conflicts() {
            report("E095", "\(label) has \(path.shown) as a file and as a folder")
        }
    }

    /// Compares the digests of all states with those of the manifest, letter by letter.
    func checkStates() {
        let listed = Set(inventory.manifest.entries.map(\.digest))
        var unused = Set(listed.map(\.lowercased))
        for version in inventory.versions {
            for entry in version.state.entries {
                unused.remove(entry.digest.lowercased)
                if !listed.contains(entry.digest) {
                    report(
                        "E050",
                        "version \(version.name.shown) has the digest \(entry.digest.shown), "
                            + "which the manifest has not in this form")
                }
            }
        }
        for digest in unused {
            report("E107", "no version has the manifest's digest \(digest.shown)")
        }
    }
}
