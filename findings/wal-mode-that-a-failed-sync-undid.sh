#!/usr/bin/env bash
# SQLite answers "wal" to PRAGMA journal_mode=WAL although a failed sync of the disk undid the change.
#
# The change of mode is written into the header of the file, in a transaction of its own. When a sync of that
# transaction fails, once, SQLite undoes it and drops the error: the pragma ends without one and answers "wal", and
# so does the pragma that only asks, on the same connection. The file stays in rollback mode, and the next
# transaction is made in that mode, with a -journal and no -wal. Only after it does the pragma say "delete". The manual
# says that the pragma returns the mode that is in force, so that a program which compares the answer, as wrappers do,
# believes to have a log that it does not have: what it then does with the log (copy, watch, or hash what it adds) is
# done with nothing. Ask again after the first transaction that writes, or read bytes 18 and 19 of the file (2: WAL).
#
# Seen with SQLite 3.46.1, as apsw 3.46.1.0 from PyPI brings it, and a VFS that raises an error at one xSync. Of
# a new file, by the sync that fails; a change that succeeds has three, the first two of the journal, the third of the file:
#
#     sync  answer  asked again  after a write  bytes 18-19
#     none  wal     wal          wal            2 2
#     1     wal     wal          delete         1 1
#     2     wal     wal          delete         1 1
#     3     wal     wal          delete         1 1
#
# A file that has a table already gives the same. Exits with 0 as long as this is so.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check apsw==3.46.1.0
cd "$work"

venv/bin/python - 2>/dev/null <<'PYTHON'
import os
import sys

import apsw


class File(apsw.VFSFile):
    """Fails at one sync."""

    def xSync(self, flags):
        Failing.syncs += 1
        if Failing.syncs == Failing.at:
            raise apsw.IOError("the disk failed")
        return super().xSync(flags)


class Failing(apsw.VFS):
    syncs = at = 0

    def __init__(self):
        super().__init__("failing", "")

    def xOpen(self, name, flags):
        return File("", name, flags)


def ask(connection, words="PRAGMA journal_mode"):
    return connection.execute(words).fetchone()[0]


def change(at, has_table):
    for name in ("a.db", "a.db-wal", "a.db-shm", "a.db-journal"):
        if os.path.exists(name):
            os.remove(name)
    if has_table:
        first = apsw.Connection("a.db")
        first.execute("CREATE TABLE before (x)")
        first.close()
    Failing.syncs, Failing.at = 0, at
    connection = apsw.Connection("a.db", vfs="failing")
    answer = ask(connection, "PRAGMA journal_mode=WAL")
    Failing.at = 0
    again = ask(connection)
    connection.execute("CREATE TABLE after (x)")
    written = ask(connection)
    connection.close()
    with open("a.db", "rb") as file:
        return answer, again, written, tuple(file.read(20)[18:])


vfs = Failing()
print(f"SQLite {apsw.sqlite_lib_version()}, apsw {apsw.apsw_version()}")
undone = ("wal", "wal", "delete", (1, 1))
expected = {0: ("wal", "wal", "wal", (2, 2)), 1: undone, 2: undone, 3: undone}
same = apsw.sqlite_lib_version() == "3.46.1"
for has_table in (False, True):
    for at, wanted in expected.items():
        seen = change(at, has_table)
        print(f"table {has_table}, sync {at or 'none'}:", *seen)
        same = same and seen == wanted
sys.exit(0 if same else 1)
PYTHON
