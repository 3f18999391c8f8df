"""Reads traces of strace, and follows what of a file system is on the disk for sure.

A write, a new name or a lost name is *open* until a completed fsync of the file, or of the folder,
that began after it. Only calls that change something are looked at.
"""

import bisect
import collections
import posixpath
import re

CALLS = ("openat,creat,write,pwrite64,writev,pwritev,ftruncate,fallocate,fchmod,chmod,fsync,fdatasync,"
         "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir")
LINE = re.compile(r"^(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>(.*))$")
RESULT = re.compile(r"^(.*)\) += +(-?\d+|\?)")
FILE = re.compile(r"^(\d+)<((?:\\.|[^>\\])*)>")
TEXT = re.compile(r'"((?:\\.|[^"\\])*)"')
ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-f]{2})|(.))")
LETTERS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "f": "\f"}

Call = collections.namedtuple("Call", "start end name path other detail")
# What was written: where, how many bytes, and the first of them.
Written = collections.namedtuple("Written", "offset count text")


def unescaped(text):
    """A path as strace shows it, as the path it is; bytes that are no ASCII as Latin-1."""

    def letter(match):
        if match[1]:
            return chr(int(match[1], 8))
        return chr(int(match[2], 16)) if match[2] else LETTERS.get(match[3], match[3])

    return ESCAPE.sub(letter, text)


def parse(text, first=0):
    """The calls of a trace that succeeded, in the order of their ends."""
    calls, begun = [], {}
    for number, line in enumerate(text.splitlines(), first):
        match = LINE.match(line)
        if not match:
            continue
        pid, name, arguments, resumed, rest = match.groups()
        start = number
        if resumed:
            start, name, arguments = begun.pop((pid, resumed), (number, resumed, ""))
            arguments = (arguments.rstrip() + rest).strip()
        elif arguments.endswith("<unfinished ...>"):
            begun[pid, name] = (number, name, arguments.removesuffix("<unfinished ...>"))
            continue
        result = RESULT.match(arguments)
        if result and result[2] != "?" and int(result[2]) >= 0:
            call = understood(name, result[1].strip(), int(result[2]), start, number)
            if call:
                calls.append(call)
    return calls


def understood(name, arguments, result, start, end):
    """A call with its paths; None when it changes nothing."""
    paths = [posixpath.normpath(unescaped(text)) for text in TEXT.findall(arguments)]
    file = FILE.match(arguments)
    if name.endswith("at") and file and paths and not paths[0].startswith("/"):
        # A name in an open folder.
        paths[0] = posixpath.normpath(posixpath.join(unescaped(file[2]), paths[0]))
    if name in ("openat", "creat"):
        if name == "openat" and "O_CREAT" not in arguments:
            return None
        mode = re.search(r", (0[0-7]+)$", arguments)
        return Call(start, end, "create", paths[0], None, int(mode[1], 8) if mode else None)
    if name in ("rename", "renameat", "renameat2"):
        return Call(start, end, "rename", paths[0], paths[1], None)
    if name in ("link", "linkat"):
        return Call(start, end, "create", paths[1], None, None)
    if name in ("unlink", "unlinkat", "rmdir"):
        return Call(start, end, "remove", paths[0], None, None)
    if name in ("mkdir", "mkdirat"):
        return Call(start, end, "folder", paths[0], None, None)
    if name == "chmod":
        return Call(start, end, "mode", paths[0], None, int(arguments.rsplit(" ", 1)[1], 8))
    if not file or not file[2].startswith("/"):
        return None
    path = posixpath.normpath(unescaped(file[2]))
    if name == "fchmod":
        return Call(start, end, "mode", path, None, int(arguments.rsplit(" ", 1)[1], 8))
    if name in ("fsync", "fdatasync"):
        return Call(start, end, "sync", path, None, None)
    if name == "ftruncate":
        return Call(start, end, "write", path, None, "cut")
    texts = TEXT.findall(arguments)
    offset = re.search(r", (\d+)$", arguments) if name == "pwrite64" else None
    written = Written(int(offset[1]) if offset else None, result, unescaped(texts[0]) if texts else "")
    return Call(start, end, "write", path, None, written) if result > 0 else None


class Disk:
    """Which files and names are open, by the calls so far."""

    def __init__(self):
        self.writes = {}    # file: end of the last write that is open
        self.modes = {}     # file: rights
        self.names = {}     # (folder, name): end of the last change of the name that is open
        self.files = set()  # files that were made and not removed
        self.folders = set()

    def apply(self, call):
        """Takes up a call that is done."""
        getattr(self, "_" + call.name)(call)

    def _create(self, call):
        if call.path not in self.files:
            self.files.add(call.path)
            self.modes[call.path] = call.detail
            self._touch(call.path, call.end)

    def _folder(self, call):
        self.folders.add(call.path)
        self._touch(call.path, call.end)

    def _write(self, call):
        self.writes[call.path] = call.end

    def _mode(self, call):
        self.modes[call.path] = call.detail
        self.writes[call.path] = call.end

    def _sync(self, call):
        if self.writes.get(call.path, call.start) < call.start:
            del self.writes[call.path]
        for key in [k for k, end in self.names.items() if k[0] == call.path and end < call.start]:
            del self.names[key]

    def _remove(self, call):
        self.files.discard(call.path)
        self.folders.discard(call.path)
        self.writes.pop(call.path, None)
        # What was in a folder that is gone, and was gone before, is no concern.
        for key in [k for k in self.names if k[0] == call.path]:
            del self.names[key]
        self._touch(call.path, call.end)

    def _rename(self, call):
        old, new = call.path, call.other
        for table in (self.writes, self.modes):
            table.pop(new, None)
            for path in [p for p in table if below(p, old)]:
                table[new + path[len(old):]] = table.pop(path)
        for found in (self.files, self.folders):
            for path in [p for p in found if below(p, old)]:
                found.remove(path)
                found.add(new + path[len(old):])
        for key in [k for k in self.names if below(k[0], old)]:
            self.names[new + key[0][len(old):], key[1]] = self.names.pop(key)
        self._touch(old, call.end)
        self._touch(new, call.end)

    def _touch(self, path, end):
        self.names[posixpath.split(path)] = end

    def open_files(self, root):
        """Files at or below a path with a write that is open."""
        return sorted(path for path in self.writes if below(path, root))

    def open_names(self, root):
        """Names in folders at or below a path whose change is open."""
        return sorted(posixpath.join(*key) for key in self.names if below(key[0], root))

    def is_named(self, path):
        """Whether the name of a file, or that it is gone, is on the disk."""
        return posixpath.split(path) not in self.names


def below(path, root):
    """Whether a path is at or below another."""
    return path == root or path.startswith(root + "/")


def replay(calls, before):
    """Goes through calls; `before(call, disk)` sees the disk as it is sure to be when a call begins."""
    ends = sorted(calls, key=lambda call: call.end)
    end_numbers = [call.end for call in ends]
    disk, done = Disk(), 0
    for call in sorted(calls, key=lambda call: call.start):
        ready = bisect.bisect_left(end_numbers, call.start)
        for earlier in ends[done:ready]:
            disk.apply(earlier)
        done = max(done, ready)
        before(call, disk)
    for rest in ends[done:]:
        disk.apply(rest)
    return disk
