"""Validates the storage roots of archives with ocfl-py; called by scripts/check-ocfl."""

import logging
import sys
from pathlib import Path

from ocfl import StorageRoot


def validate(archive, quiet):
    """Whether another program accepts the storage root, every object in it, and warns of nothing."""
    root = StorageRoot(root=str(Path(archive, "objects")))
    valid = root.validate(
        validate_objects=True, check_digests=True, log_warnings=True, log_errors=True)
    if not valid or root.errors:
        print(f"{archive}: ocfl-py accepts {root.good_objects} of {root.num_objects} objects")
        for place, messages in root.errors:
            print(f"{archive}: {place}: {messages}")
        if root.log is not None:
            print(root.log.status_str())
        return False
    if root.num_objects == 0:
        print(f"{archive}: there is no object")
        return False
    if not quiet:
        print(f"{archive}: ocfl-py accepts all {root.num_objects} objects")
    return True


def main():
    logging.getLogger().setLevel(logging.WARNING)
    quiet = sys.argv[1] == "--quiet"
    results = [validate(archive, quiet) for archive in sys.argv[2 if quiet else 1 :]]
    sys.exit(0 if results and all(results) else 1)


main()
