"""People at work beside a command of the crash test: corrections and searches, killed as well."""

import json
import random
import threading
from pathlib import Path

import archives
import crashes
from archives import require

# Where corrections are killed; alone they also bring the catalogue's log into its file.
STEPS = ["decision-journaled", "event-committed", "books-opened", "changes-noted", "log-emptied",
         "books-closed"]


class Beside(crashes.Scene):
    """A command with two people who correct one document, and one who searches, until it ends.

    Neither is ever refused; what was confirmed to one is in the journal from then on, and in the
    catalogue at the end.
    """

    def __init__(self, *given, document, seed, **more):
        super().__init__(*given, **more)
        self.document, self.random = document, random.Random(seed)
        self.confirmed, self.kills, self.number = [], [], 0

    def set_up(self, place):
        super().set_up(place)
        self.confirmed, self.kills = [], []

    def run(self, program, place, **how):
        """Runs the command, with people beside it when it is to be killed."""
        if not how:
            return super().run(program, place)
        people = [Person(self, program, place, number) for number in range(3)]
        for person in people:
            person.start()
        try:
            return super().run(program, place, **how)
        finally:
            for person in people:
                person.is_over.set()
            for person in people:
                person.join()
            for person in people:
                require(person.fault is None, f"beside the command: {person.fault}")
            check_journaled(place / "archive", self.confirmed)

    def take_kills(self):
        """Where people were killed since this was asked last."""
        kills, self.kills = self.kills, []
        return kills

    def comparable(self, meaning):
        """What an archive says but for the document that people correct."""
        return {**meaning,
                "dump": [line for line in meaning["dump"]
                         if json.loads(line).get("doc") != self.document],
                "corrections": [row for row in meaning["corrections"] if row[0] != self.document],
                "decisions": [line for line in meaning["decisions"]
                              if line.split()[1] != self.document]}

    def check_end(self, place):
        """What was confirmed is in the catalogue, and the document is as it was corrected last."""
        archive = place / "archive"
        rows, fields = archives.query(
            archive, "SELECT value, document FROM correction ORDER BY decision",
            "SELECT value, document.id FROM field JOIN document ON key = document_key WHERE name = 'number'")
        values = [value for value, document in rows if document == self.document]
        require(set(self.confirmed) <= set(values), "a confirmed correction is not in the catalogue")
        require(not values or (values[-1], self.document) in fields,
                "the document does not have what it was corrected to last")


class Person(threading.Thread):
    """Corrects or searches again and again, until it is over or something is wrong."""

    def __init__(self, scene, program, place, number):
        super().__init__()
        scratch = place / f"person-{number}"
        scratch.mkdir(exist_ok=True)
        self.program = archives.Program(program.path, scratch, program.prefix, program.environment)
        self.scene, self.archive, self.searches = scene, place / "archive", number == 2
        self.random = random.Random(scene.random.random())
        self.is_over, self.fault = threading.Event(), None

    def run(self):
        while not self.is_over.is_set() and self.fault is None:
            try:
                self.search() if self.searches else self.correct()
            except archives.Failed as failure:
                self.fault = str(failure)
            self.is_over.wait(self.random.uniform(0, 0.05))

    def search(self):
        run = self.program.run("search", "ION", "--archive", self.archive)
        require(run.status in (0, 1), f"search ends with {run.status}: {run.notes[-300:]}")

    def correct(self):
        self.scene.number += 1
        value = str(self.scene.number)
        how = {}
        if self.random.random() < 0.3:
            how = {"kill_at": self.random.choice(STEPS)}
        elif self.random.random() < 0.3:
            how = {"kill_after": self.random.uniform(0, 0.1)}
        run = self.program.run("correct", self.scene.document, "--set", f"number={value}",
                               "--archive", self.archive, **how)
        if run.killed:
            self.scene.kills.append(how.get("kill_at", "any instant"))
        else:
            require(run.status == 0, f"correct ends with {run.status}: {run.notes[-300:]}")
        if archives.record(run, "corrected"):
            self.scene.confirmed.append(value)


def check_journaled(archive, confirmed):
    """Each confirmed value is in the journal, or in what was sealed of it."""
    # In the folder journal or, once they are sealed, in objects: looked at in this order, in which they move.
    places = [*Path(archive, "journal").glob("*.jsonl"), *Path(archive, "objects").rglob("*.jsonl")]
    text = "".join(path.read_text() for path in places)
    lost = [value for value in confirmed if f'\\"value\\":\\"{value}\\"' not in text]
    require(not lost, f"{len(lost)} confirmed corrections are not in the journal")
