"""Running archivectl, killing it, and looking at an archive from outside, without its own code."""

import collections
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

Run = collections.namedtuple("Run", "status events notes killed seconds")


class Failed(Exception):
    """A promise was not kept."""


def require(condition, message):
    """Fails with the message unless the condition holds."""
    if not condition:
        raise Failed(message)


def add_common_arguments(parser):
    """The options that all of these tests share."""
    parser.add_argument(
        "--archivectl", metavar="PROGRAM",
        help="program to test (default: that of the release build, else of the debug build)")
    parser.add_argument(
        "--work", metavar="FOLDER",
        help="where to work (default: a new folder below /dev/shm, or TMPDIR)")


def find_program(given):
    """The program to test, as an absolute path."""
    names = [given] if given else [
        ROOT / ".build" / kind / "archivectl" for kind in ("release", "debug")]
    for name in names:
        if os.access(name, os.X_OK):
            return str(Path(name).resolve())
    raise SystemExit("archivectl is not built; run scripts/build, or name one with --archivectl")


def work_folder(given, disk=False):
    """A new folder for a run; in memory unless `disk`, since a killed process leaves the same there."""
    if given:
        Path(given).mkdir(parents=True, exist_ok=True)
    base = given or (None if disk or not os.access("/dev/shm", os.W_OK) else "/dev/shm")
    return Path(tempfile.mkdtemp(prefix="archivectl-test.", dir=base))


class Program:
    """The program under test."""

    def __init__(self, path, scratch, prefix=(), environment=None):
        self.path, self.scratch, self.prefix = path, Path(scratch), list(prefix)
        self.environment = environment or {}

    def run(self, *arguments, kill_after=None, kill_at=None, json_output=True, cwd=None, env=None):
        """Runs a command in a process group of its own; kills the group after seconds or at a step."""
        environment = {**os.environ, **self.environment, **(env or {})}
        environment.pop("ARCHIVECTL_KILL_AT", None)
        if kill_at:
            environment["ARCHIVECTL_KILL_AT"] = kill_at
        command = [*self.prefix, self.path, *map(os.fsencode, arguments)]
        command += ["--json"] if json_output else []
        out, err = self.scratch / "stdout", self.scratch / "stderr"
        start = time.monotonic()
        with open(out, "wb") as stdout, open(err, "wb") as stderr:
            child = subprocess.Popen(
                command, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL, cwd=cwd,
                env=environment, start_new_session=True)
            try:
                child.wait(timeout=kill_after if kill_after is not None else 300)
            except subprocess.TimeoutExpired:
                kill_group(child)
                require(kill_after is not None, f"{arguments[0]} did not end in 300 seconds")
        seconds = time.monotonic() - start
        events = json_lines(out.read_bytes()) + json_lines(err.read_bytes())
        return Run(
            child.returncode, events, err.read_text(errors="replace"),
            child.returncode == -signal.SIGKILL, seconds)


def kill_group(child):
    """Kills the process group of a child, and waits for the child."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()


def json_lines(data):
    """The whole JSON lines of an output that may end anywhere."""
    found = []
    for line in data.split(b"\n")[:-1]:
        if line.startswith(b"{"):
            try:
                found.append(json.loads(line))
            except ValueError:
                pass
    return found


def record(run, kind):
    """The first record of a kind; None when there is none."""
    return next((event for event in run.events if event.get("type") == kind), None)


def error_code(run):
    """The code of the error that a command ended with; None for none."""
    found = record(run, "error")
    return found and found.get("code")


def findings(run):
    """What verify found."""
    return [event for event in run.events if event.get("type") == "finding"]


def sha512(path):
    """Digest of a file in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()


def tree(folder):
    """Digest of each file below a folder by its path in bytes."""
    folder = os.fsencode(folder)
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            found[os.path.relpath(path, folder)] = sha512(path)
    return found


def copy_tree(source, target):
    """Copies a folder; nothing happens when there is none."""
    shutil.rmtree(target, ignore_errors=True)
    if Path(source).exists():
        shutil.copytree(source, target, symlinks=True)


def stored_digests(archive):
    """Digests of all content that lies in the objects and is what an inventory says.

    The newest inventory counts that stands in a version's folder: that of the object may be between
    its two renames.
    """
    found = set()
    for place in Path(archive, "objects").glob("*/*/*/*"):
        versions = sorted(place.glob("v*/inventory.json"), key=lambda p: int(p.parent.name[1:]))
        if not versions:
            continue
        manifest = json.loads(versions[-1].read_bytes())["manifest"]
        for digest, paths in manifest.items():
            for path in paths:
                require((place / path).is_file(), f"{path} of the manifest is not there")
                require(sha512(place / path) == digest, f"{path} does not have its digest")
                found.add(digest)
    return found


def query(archive, *statements):
    """Rows that the catalogue gives, read from a copy: a reader would change the log beside it."""
    with tempfile.TemporaryDirectory(dir=Path(archive).parent) as folder:
        for suffix in ("", "-wal"):
            source = Path(archive, "catalogue.sqlite" + suffix)
            if source.exists():
                shutil.copy(source, Path(folder, "copy" + suffix))
        database = sqlite3.connect(Path(folder, "copy"))
        try:
            return [database.execute(statement).fetchall() for statement in statements]
        finally:
            database.close()


def catalogue_scans(archive):
    """Digest of each scan in the catalogue, with the file that must have it."""
    rows, = query(
        archive, "SELECT object, content, hex(digest) FROM scan JOIN batch ON batch.id = batch_id")
    return [(object_folder(archive, name) / content, digest.lower())
            for name, content, digest in rows]


def object_folder(archive, identifier):
    """Where an object lies (layout extension 0003)."""
    digits = hashlib.sha512(identifier.encode()).hexdigest()
    name = "".join(c if c.isalnum() or c in "-_" else f"%{ord(c):02x}" for c in identifier)
    return Path(archive, "objects", digits[:3], digits[3:6], digits[6:9], name)


def meaning(program, archive):
    """What an archive says, in a form that can be compared: pages, documents, counts, duplicates,
    corrections, refusals, and whether all is sealed."""
    dump = program.run("dump", "--archive", archive, json_output=False)
    require(dump.status == 0, f"dump ends with {dump.status}: {dump.notes}")
    status = program.run("status", "--quarantine", "--archive", archive)
    require(status.status == 0, f"status ends with {status.status}: {status.notes}")
    duplicates, corrections, refusals = query(
        archive,
        "SELECT hex(b.name), hex(s.name), hex(ob.name), hex(o.name) FROM scan s"
        " JOIN batch b ON b.id = s.batch_id JOIN scan o ON o.id = s.duplicate_of"
        " JOIN batch ob ON ob.id = o.batch_id ORDER BY 1, 2",
        "SELECT document, name, previous, value, actor FROM correction ORDER BY id",
        "SELECT hex(folder), hex(name), code FROM refusal ORDER BY 1, 2")
    lines = sorted(json.dumps(event, sort_keys=True) for event in dump.events)
    # Each archive has an identity of its own, and its own times.
    counts = sorted(json.dumps({key: event[key] for key in event if key not in ("id", "since")},
                               sort_keys=True)
                    for event in status.events)
    return {"dump": lines, "status": counts, "duplicates": duplicates,
            "corrections": corrections, "refusals": refusals, "decisions": decisions(archive)}


def decisions(archive):
    """What persons decided, of the parts of the journal that lie in objects and of `journal/`; numbers
    follow each other, and a line that is there twice is the same."""
    archive = Path(archive)
    segments = [*archive.glob("objects/???/???/???/*/v1/content/*.jsonl"),
                *archive.glob("journal/*.jsonl")]
    known = {}
    for segment in segments:
        for text in segment.read_text(encoding="utf-8").splitlines()[1:]:
            line = json.loads(text)
            require(known.setdefault(line["sequence"], line) == line, "a decision is there in two forms")
    require(sorted(known) == list(range(1, len(known) + 1)), "a decision is missing")
    return [f"{number} {known[number]['object']}" for number in sorted(known)]


def difference(expected, found):
    """The first few lines that two meanings do not share."""
    lines = []
    for key, value in expected.items():
        if found[key] != value:
            lines += [f"{key}: missing {line}" for line in value if line not in found[key]][:3]
            lines += [f"{key}: too much {line}" for line in found[key] if line not in value][:3]
    return "; ".join(lines) or "only the order differs"


def require_no_document_twice(events):
    """Fails when the dump has a document twice, or a page in two documents."""
    documents = [event["doc"] for event in events if "pages" in event]
    require(len(documents) == len(set(documents)), "a document is there twice")
    # A name can be there twice in a batch, when other bytes came later under it.
    pages = [(event["file"], event["page"], event.get("doc")) for event in events if "page" in event]
    require(len(pages) == len(set(pages)), "a page is there twice")
