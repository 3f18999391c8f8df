#!/usr/bin/env python3
"""Compares the suggestions of an archive with what was drawn: precision and recall of rescans.

The archive has taken in the scans of a set, and then the pages that draw.py drew of it. A suggestion is right when a page
that is the same sheet was suggested as a document with the page that it was drawn of, and wrong otherwise; suggestions
among the scans of the set itself count as wrong unless they are listed with --known.
"""

import argparse
import json
import subprocess
from collections import defaultdict


def records(archivectl, archive, *command):
    """The JSON lines of a command."""
    run = subprocess.run(
        [archivectl, *command, "--archive", archive], capture_output=True, check=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archivectl")
    parser.add_argument("archive")
    parser.add_argument("drawn", help="drawn.json")
    parser.add_argument("--known", action="append", default=[], help="a file of the set that is a rescan")
    options = parser.parse_args()
    with open(options.drawn, encoding="utf-8") as file:
        drawn = {entry["file"]: entry for entry in json.load(file)}
    places = {record["doc"]: record["pages"]
              for record in records(options.archivectl, options.archive, "dump") if "pages" in record}
    there = {path.rsplit("/", 1)[-1] for pages in places.values() for path, _ in pages}
    drawn = {name: entry for name, entry in drawn.items() if name in there}
    suggested = defaultdict(set)
    for record in records(options.archivectl, options.archive, "duplicates", "list", "--json"):
        if record["type"] == "resemblance":
            suggested[record["document"]].add(record["original"])
    right, wrong = set(), []
    for document, originals in suggested.items():
        name = places[document][0][0].rsplit("/", 1)[-1]
        entry = drawn.get(name)
        sources = {(path.split("scans/")[-1], page) for original in originals for path, page in places[original]}
        if name in options.known or entry and entry["same"] and (entry["of"], entry["page"]) in sources:
            right.add(name)
        else:
            wrong.append((name, entry and entry.get("changed"), sorted(sources)[:2]))
    same = {name for name, entry in drawn.items() if entry["same"]} | set(options.known)
    for name in sorted(same - right):
        print("missed", name)
    for entry in wrong:
        print("wrong", *entry)
    print(f"{len(same)} rescans, {len(drawn) - len(same & set(drawn))} forms with other data, "
          f"{len(places)} documents")
    print(f"precision {len(right) / max(1, len(right) + len(wrong)):.3f}, recall {len(right & same) / max(1, len(same)):.3f}")


if __name__ == "__main__":
    main()
