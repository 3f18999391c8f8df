import ArchiveModel
import ArchiveTestSupport
import Foundation
import Testing

@testable import ArchiveStore
@testable import Catalogue
@testable import DurableFiles

@Suite struct ArchiveGroundTests {
    @Test("nothing new is made within an archive, a backup or a storage root")
    func surrounded() throws {
        let site = try ClosedArchive()
        let archive = try Archive.open(at: site.path, mode: .read)
        let backup = site.folder + "/backup"
        _ = try ArchiveBackup.begin(of: archive, to: backup).run()
        let link = site.folder + "/link"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: site.path + "/objects")
        let free = site.folder + "/free"
        try FileManager.default.createDirectory(
            atPath: free, withIntermediateDirectories: false)
        let other = try ClosedArchive()
        let source = try Archive.open(at: other.path, mode: .read)
        for place in [
            site.path + "/objects/new", site.path + "/staging", site.path + "/a/b/c",
            backup + "/objects/new", backup + "/x", link + "/new", link,
            try site.object(1) + "/v1/new",
        ] {
            #expect(ArchiveGround().surrounds(place), "\(place)")
            let made = storeError {
                _ = try Archive.create(at: place, settings: ArchiveSettings(), tables: [:])
            }
            #expect(made?.code == .folderInArchive, "\(place)")
            for isRestore in [false, true] {
                let copied = storeError {
                    _ = try ArchiveBackup.begin(of: source, to: place, isRestore: isRestore)
                }
                #expect(copied?.code == .backupTargetUnusable, "\(place)")
            }
        }
        for place in [free, free + "/new/deep", backup, site.path] {
            #expect(!ArchiveGround().surrounds(place), "\(place)")
        }
        #expect(try site.verify().codes.isEmpty)
    }

    private let table = MountTable(
        text: """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            30 22 8:1 /srv/the\\040archive /mnt/a rw,relatime shared:1 - ext4 /dev/sda1 rw
            31 22 8:1 /srv/the\\040archive/objects /mnt/b rw,relatime - ext4 /dev/sda1 rw
            32 22 8:2 /x /mnt/c rw,relatime - ext4 /dev/sdb1 rw
            nonsense
            """)

    @Test("a mounted folder is seen again where more of its file system is mounted")
    func otherPaths() {
        #expect(table.mounts.map(\.id) == [22, 30, 31, 32])
        #expect(table.mount(30)?.root == "/srv/the archive")
        let place = MountTable.Place(device: "8:1", path: "/srv/the archive/objects/1")
        #expect(
            table.otherPaths(of: place, than: 31) == [
                "/srv/the archive/objects/1", "/mnt/a/objects/1",
            ])
        #expect(table.otherPaths(of: place, than: 22).isEmpty)
        let elsewhere = MountTable.Place(device: "8:2", path: "/x/y")
        #expect(table.otherPaths(of: elsewhere, than: 32).isEmpty)
    }

    @Test(
        "paths into the content of objects are known by their names",
        arguments: [
            ("/srv/objects/0ab/1cd/2ef/urn", true), ("/a/v1/content/originals", true),
            ("/a/urn%3auuid%3a400d/x", true), ("/srv/objects/scans", false),
            ("/srv/version/content", false), ("/srv/content/v1", false), ("/", false),
        ])
    func names(path: String, isContent: Bool) {
        #expect(ArchiveGround.isNamedLikeContent(path) == isContent)
    }

    @Test(
        "an archive, a storage root, an object and a version are known by the names in them",
        arguments: [
            (["archive.yaml"], true), (["0=ocfl_1.1"], true), (["a", "0=ocfl_object_3.0"], true),
            (["inventory.json", "inventory.json.md5", "content"], true),
            (["objects", "catalogue.sqlite"], true), (["objects", "backup.json"], true),
            (["inventory.json", "1.tif"], false), (["objects"], false), ([], false),
        ])
    func marks(names: [String], isArchive: Bool) {
        #expect(ArchiveMarks.areAmong(names.map { Array($0.utf8) }) == isArchive)
    }

    @Test(
        "only names that archivectl gives are swept from staging",
        arguments: [
            ("5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4", true),
            ("5f0c2a1e-0b7e-4c07-9d7e-51b8f2a0c6d4.commit.new", true), ("file.part", true),
            ("inventory.part.new", true), ("catalogue.sqlite-wal", true), ("scan.part", false),
            ("5F0C2A1E-0B7E-4C07-9D7E-51B8F2A0C6D4", false), ("catalogue.sqlite.bak", false),
            ("old", false), ("", false), (".commit", false),
        ])
    func staging(name: String, isOurs: Bool) {
        #expect(StagingName.isOurs(Array(name.utf8)) == isOurs)
    }
}
