# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the skeletons of a new resource: `make new-resource NAME=alert_filter`.

What the contract says of its operations is filled in: fields with their types and descriptions, permissions, samples.
What only a person knows is left to that person: which field is compared as a set, what identifies an object, examples.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / ".cache" / "link")]

from documentation.operations import contract  # noqa: E402  the line above makes it importable
from new_resource.kind import Kind, kinds_in  # noqa: E402  the same
from new_resource.skeleton import ROOT, taken, write  # noqa: E402  the same


def main() -> int:
    parser = argparse.ArgumentParser(prog="make new-resource", description="Write the skeletons of another resource.")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("name", nargs="?", help="of the kind, as the contract's operations have it: alert_filter")
    wanted.add_argument("--others-into", type=Path, help="write those of every kind without any to this folder")
    options = parser.parse_args()
    kinds = kinds_in(contract())
    if options.others_into:
        return write_others(kinds, options.others_into)
    if options.name not in kinds:
        known = ", ".join(sorted(kinds))
        parser.error(f"the contract has no create_{options.name} and list_{options.name}s; it has these of {known}")
    try:
        paths = write(kinds[options.name])
    except FileExistsError as error:
        parser.error(str(error))
    print(*(path.relative_to(ROOT) for path in paths), sep="\n")
    return 0


def write_others(kinds: dict[str, Kind], root: Path) -> int:
    """Skeletons to be tested, away from the collection."""
    for kind in kinds.values():
        if not taken(kind, ROOT):
            write(kind, root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
