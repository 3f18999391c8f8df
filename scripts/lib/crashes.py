"""The commands that the crash test kills: what each starts from, and what must hold after."""

import contextlib
import os
import re
import sqlite3
import tarfile
from pathlib import Path

import archives
import batches
from archives import Failed, require

COMMIT = ["version-staged", "commit-intended", "version-moved", "version-noted",
          "version-recorded", "commit-finished"]
REPLACE = ["inventory-replaced", "sidecar-replaced"]
BOOKS = ["books-opened", "changes-noted", "log-emptied", "books-closed"]

OLD_ARCHIVES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "archives"


class Scene:
    """One command with its prepared archive, its input, and the end that an undisturbed run has."""

    def __init__(self, name, command, steps, base=None, delivery=None, statuses=(0,), target=None):
        self.name, self.steps = name, steps
        self.base, self.delivery, self.target = base, delivery, target
        self.command, self.statuses = command, statuses
        self.seconds, self.expected = 0.0, None

    def set_up(self, place):
        """Makes a fresh copy of archive and input in a folder."""
        archives.copy_tree(self.base, place / "archive") if self.base else \
            archives.shutil.rmtree(place / "archive", ignore_errors=True)
        archives.shutil.rmtree(place / "target", ignore_errors=True)
        if self.target and Path(self.target).exists():
            archives.copy_tree(self.target, place / "target")
        if self.delivery:
            archives.copy_tree(self.delivery, place / "in")

    def run(self, program, place, **how):
        """Runs the command there."""
        if self.is_done(place):
            return archives.Run(0, [], "", False, 0.0)
        arguments = [part.format(place=place) for part in self.command]
        return program.run(*arguments, **how)

    def is_done(self, place):
        """Whether a restore came to its end: a second one is refused then, and needless."""
        target = place / "target"
        return (self.name == "restore" and (target / "catalogue.sqlite").exists()
                and not (target / "restore.json").exists())

    def check_kept(self, place, before):
        """All that was in an object is there unchanged."""
        check_kept(place / "archive", before)

    def take_kills(self):
        """Where others than the command were killed since this was asked last."""
        return []

    def ends_alike(self, status):
        """Whether the last run may end so where an undisturbed one ends as expected."""
        # A source that is damaged may be gone by then, and what was grouped or resolved cannot be again.
        return status == self.expected["status"] or self.name in ("remove source", "group", "resolve")

    def comparable(self, meaning):
        """What of an archive's meaning must be that of an undisturbed run."""
        return meaning

    def check_end(self, place):
        """What else must hold at the end."""

    def result(self, place):
        """The archive that the command writes."""
        return place / ("target" if self.target else "archive")


class Disposal(Scene):
    """Carrying out a proposal: objects are replaced, so that those of before are not kept."""

    def check_kept(self, place, before):
        """Each original of before is there, but for the one that goes."""
        now = set(archives.tree(place / "archive" / "objects").values())
        gone = {digest for path, digest in before.items() if b"/originals/" in path} - now
        require(len(gone) <= 1, f"{len(gone)} originals are gone, and one was to go")


def prepare(program, place, seed=1):
    """Makes the archives that the scenes start from; returns the scenes."""
    from beside import Beside  # It makes scenes of the kind above.

    first, late = place / "first", place / "late"
    batches.first_delivery(first / "in")
    archives.copy_tree(first, late)
    batches.late_files(late / "in")
    taken, corrected, sealed, backup = (
        place / name for name in ("taken", "corrected", "sealed", "backup"))
    take_in_with_a_refusal(program, late / "in", first / "in", taken)
    archives.copy_tree(taken, corrected)
    correct(program, corrected)
    archives.copy_tree(corrected, sealed)
    succeed(program, "seal", "--archive", sealed)
    succeed(program, "backup", backup, "--archive", taken)
    dump = program.run("dump", "--archive", sealed, json_output=False)
    documents = [event["doc"] for event in dump.events if "pages" in event]
    disposed = place / "approved"
    archives.copy_tree(sealed, disposed)
    approve_disposal(program, disposed)
    disposal = Disposal("disposal", ["disposal", "carry-out", "1", "--archive", "{place}/archive"],
                        ["decision-journaled", "disposal-begun", "segment-begun", "segment-removed", "file-written",
                         *COMMIT, "object-removed", "disposal-erased", "event-committed", *BOOKS], disposed)
    beside = Beside("beside people", ingest(), received(), taken, late / "in", (0, 3), document=documents[0],
                    seed=seed)
    return [*scenes(first / "in", late / "in", taken, corrected, sealed, backup, documents,
                    quarantined(program, sealed), old_archive(place)), disposal, beside]


def quarantined(program, archive):
    """The identifier of something that could not be read."""
    run = succeed(program, "quarantine", "list", "--archive", archive)
    entry = archives.record(run, "quarantined")
    require(entry, "nothing is in quarantine")
    return entry["id"]


def approve_disposal(program, archive):
    """Has the first corrected document proposed and approved that is alone in its file."""
    dump = program.run("dump", "--archive", archive, json_output=False)
    for document in (event["doc"] for event in dump.events if "pages" in event):
        run = program.run("disposal", "propose", document, "--private", "--reason", "private", "--actor", "ana",
                          "--archive", archive)
        if run.status == 0:
            succeed(program, "disposal", "approve", "1", "--actor", "ion", "--archive", archive)
            return
    raise Failed("no document is alone in its file")


def ingest():
    """The command that takes in what was delivered."""
    return ["ingest", "--create", "{place}/in", "--archive", "{place}/archive", "--workers", "2"]


def received():
    """The steps of taking something in."""
    return ["file-written", *COMMIT, "page-recorded", "document-recorded", "documents-made",
            "event-committed", *BOOKS]


def old_archive(place):
    """An archive of format 1 with a correction that is in its catalogue only."""
    with tarfile.open(OLD_ARCHIVES / "format-1.tar.gz") as packed:
        packed.extractall(place / "old", filter="fully_trusted")
    archive = place / "old" / "archive"
    with contextlib.closing(sqlite3.connect(archive / "catalogue.sqlite")) as catalogue:
        catalogue.execute(
            "INSERT INTO correction (document_key, name, previous, value, actor, at)"
            " SELECT document_key, name, value, '4711', 'ana', '2024-04-02T08:00:00Z'"
            " FROM field WHERE name = 'number'")
        catalogue.execute(
            "UPDATE field SET value = '4711', rule = 'correction' WHERE name = 'number'")
        catalogue.commit()
    # As its writer left it that was killed.
    (archive / "catalogue.sqlite.sha512").unlink()
    return archive


def scenes(first, late, taken, corrected, sealed, backup, documents, entry, old):
    """All scenes; the archives are named for the last thing that was done to them."""
    archive = ["--archive", "{place}/archive"]
    fresh = "target"
    return [
        Scene("ingest", ingest(), received() + REPLACE, None, first, (0, 3)),
        Scene("late files", ingest(), received() + REPLACE, taken, late, (0, 3)),
        Scene("remove source", ingest() + ["--remove-source"],
              received() + REPLACE + ["source-removed"], None, first, (0, 3)),
        Scene("seal", ["seal", *archive], ["segment-begun", "segment-removed", "file-written", *COMMIT,
                                            *REPLACE, "event-committed", *BOOKS], corrected),
        Scene("late decisions", ingest(), ["segment-begun", "segment-removed", "file-written", *COMMIT],
              corrected, first, (0, 3)),
        Scene("upgrade", ["seal", *archive],
              ["journal-begun", "catalogue-upgraded", "file-written", *COMMIT, *REPLACE,
               "event-committed"], old),
        Scene("correct", ["correct", documents[0], "--set", "number=7788", "--type", "HCL", *archive],
              ["decision-journaled", "event-committed", *BOOKS], sealed),
        Scene("group", ["documents", "join", *documents[:2], *archive],
              ["decision-journaled", "event-committed", *BOOKS], sealed, statuses=(0, 1)),
        Scene("reprocess", ["reprocess", "--where", "confidence<1", "--workers", "2", *archive],
              ["document-recorded", *BOOKS], sealed, statuses=(0, 3)),
        Scene("resolve", ["quarantine", "resolve", entry, "--reason", "a probe", *archive],
              ["decision-journaled", *BOOKS], sealed, statuses=(0, 1)),
        Scene("verify", ["verify", *archive], [], sealed),
        Scene("rebuild", ["rebuild", *archive],
              ["rebuild-complete", "old-kept", "catalogue-replaced"], sealed),
        Scene("reindex", ["reindex", *archive], BOOKS, sealed),
        Scene("backup", ["backup", "{place}/target", *archive],
              ["backup-file", "backup-inventory", "backup-catalogue"], sealed, target=fresh),
        Scene("backup again", ["backup", "{place}/target", *archive],
              ["backup-file", "backup-inventory", "backup-catalogue"], sealed, target=backup),
        Scene("restore", ["restore", "{place}/archive", "--archive", "{place}/target"],
              ["backup-file", "backup-inventory", "backup-catalogue"], backup, target=fresh),
    ]


def succeed(program, *arguments, statuses=(0,)):
    """Runs a command that must succeed."""
    run = program.run(*arguments)
    require(run.status in statuses, f"{arguments[0]} ends with {run.status}: {run.notes}")
    return run


def take_in_with_a_refusal(program, late, folder, archive):
    """Ingests the first delivery while one of the late files is still being written."""
    waiting = Path(folder, "lot2", "0009.pgm")
    batches.write(waiting, Path(late, "lot2", "0009.pgm").read_bytes())
    with open(waiting, "ab"):
        run = succeed(program, "ingest", "--create", folder, "--archive", archive, statuses=(3,))
    waiting.unlink()
    require(archives.record(run, "refused"), "a file that is open for writing was not refused")


def correct(program, archive):
    """Corrects a document of each batch."""
    dump = program.run("dump", "--archive", archive, json_output=False)
    documents = [event for event in dump.events if "pages" in event]
    for number, document in enumerate(documents):
        succeed(program, "correct", document["doc"], "--type", "FACT", "--set",
                f"number={number + 1}", "--archive", archive, "--actor", "ana")


def reported(run, delivery):
    """The sources that a run said are in the archive, as paths in the delivery."""
    found = set()
    for event in run.events:
        if event.get("type") in ("added", "duplicate", "known"):
            label = re.sub(
                rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), event["file"].encode())
            found.add(label.removeprefix(b"in/"))
    return {os.path.join(os.fsencode(delivery), name) for name in found}


def check_after_kill(scene, program, place, run, before, sources):
    """What must hold at the instant of the kill, with nothing repaired."""
    archive = scene.result(place)
    if scene.delivery:
        check_reported(scene, archive, run, place)
        check_sources(scene, place, archive, sources)
    if scene.base:
        scene.check_kept(place, before)
    if not (archive / "archive.yaml").exists() or not (archive / "catalogue.sqlite").exists():
        require(not archives.record(run, "added"), "files were reported before the archive was made")
        return
    for path, digest in archives.catalogue_scans(archive):
        require(path.is_file() and archives.sha512(path) == digest,
                "the catalogue names a scan that is not whole in its object")
    check_verify_after_kill(scene, program, archive)


def check_reported(scene, archive, run, place):
    """Each file that was reported is whole in an object."""
    wanted = reported(run, scene.delivery)
    if not wanted:
        return
    stored = archives.stored_digests(archive)
    for path in wanted:
        require(archives.sha512(path) in stored, f"{path!r} was reported, and is in no object")


def check_sources(scene, place, archive, sources):
    """No source is changed; one that is gone was to be removed, and is in object and catalogue."""
    found = archives.tree(place / "in")
    gone = {path for path in sources if path not in found}
    require(all(sources[path] == digest for path, digest in found.items()), "a source was changed")
    require(not gone or scene.name == "remove source", "a source was removed unasked")
    if gone:
        known = {digest for _, digest in archives.catalogue_scans(archive)}
        stored = archives.stored_digests(archive)
        for path in gone:
            require(sources[path] in stored & known, f"{path!r} was removed, and is not archived")


def check_kept(archive, before):
    """All that was in a version of an object is there unchanged."""
    now = archives.tree(archive / "objects")
    for path, digest in before.items():
        if re.search(rb"/v[0-9]+/", path):
            require(now.get(path) == digest, f"{path!r} in an object was changed or removed")


def check_verify_after_kill(scene, program, archive):
    """Verify finds nothing lost: only what the next writer ends, and notes."""
    run = program.run("verify", "--archive", archive)
    require(run.status in (0, 4), f"verify after a kill ends with {run.status}: {run.notes}")
    errors = {f["code"] for f in archives.findings(run)
              if f["severity"] == "error" and not is_of_unfinished_copy(scene, f)}
    # A backup is no archive until its catalogue, which comes last, fits the objects.
    allowed = UNFINISHED_BACKUP if scene.name in ("backup", "backup again", "restore") else set()
    require(errors <= allowed, f"verify after a kill finds {sorted(errors - allowed)}: "
            + "; ".join(f["message"] for f in archives.findings(run))[:400])
    if scene.name == "backup again":
        check_restorable(program, archive, archive.parent / "restored")
    dump = program.run("dump", "--archive", archive, json_output=False)
    require(dump.status == 0, f"dump after a kill ends with {dump.status}")
    archives.require_no_document_twice(dump.events)


def is_of_unfinished_copy(scene, finding):
    """Whether a finding is of an object or a version that the earlier backup did not have."""
    version = re.match(r"objects/.*?/v[0-9]+", finding["path"])
    return (scene.name == "backup again" and version is not None
            and not Path(scene.target, version[0]).exists())


def check_restorable(program, backup, target):
    """An earlier backup still gives an archive, though bringing it up to date was broken off."""
    archives.shutil.rmtree(target, ignore_errors=True)
    run = program.run("restore", backup, "--archive", target)
    require(run.status == 0, f"restore of a killed backup ends with {run.status}: {run.notes}"
            + "; ".join(f"{f['code']} {f['path']}" for f in archives.findings(run)))
    check_repaired(program, target)
    archives.shutil.rmtree(target)


# An earlier backup that is being brought up to date has objects that are newer than its catalogue.
UNFINISHED_BACKUP = {"object-ahead", "object-unlisted", "E046", "E060", "E063", "E064", "E073"}


def check_repaired(program, archive):
    """After any writing command verify has no errors."""
    run = program.run("verify", "--archive", archive)
    errors = [f["code"] for f in archives.findings(run) if f["severity"] == "error"]
    require(run.status == 0 and not errors, f"verify after the next writer finds {errors}")


def check_end(scene, program, place, run, sources, before):
    """The end is that of an undisturbed run."""
    archive = scene.result(place)
    require(run.status in scene.statuses, f"the last run ends with {run.status}: {run.notes[-400:]}")
    if scene.expected is not None:
        require(scene.ends_alike(run.status), f"the last run ends with {run.status}")
    if scene.delivery:
        check_sources(scene, place, archive, sources)
        if scene.name == "remove source":
            require(not any(path in archives.tree(place / "in") for path in sources),
                    "a source was kept")
    if scene.base:
        scene.check_kept(place, before)
    check_verified(program, archive, pending=scene.name in ("correct", "group"))
    scene.check_end(place)
    found = scene.comparable(archives.meaning(program, archive))
    archives.require_no_document_twice([archives.json.loads(line) for line in found["dump"]])
    if scene.expected is not None:
        require(found == scene.expected["meaning"], "the end differs from that of an undisturbed "
                "run: " + archives.difference(scene.expected["meaning"], found))
    return {"status": run.status, "meaning": found}


def check_verified(program, archive, pending=False):
    """Verify finds nothing at all, not even a note, and nothing is left in staging/; with `pending`
    the note that something is to be sealed is right."""
    run = program.run("verify", "--archive", archive)
    found = [(f["severity"], f["code"]) for f in archives.findings(run)
             if not (pending and f["code"] == "batch-pending")]
    require(run.status == 0 and not found, f"verify at the end finds {found}")
    left = os.listdir(Path(archive, "staging"))
    require(not left, f"staging/ still holds {left}")
