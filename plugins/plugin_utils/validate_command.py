# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The command that checks files of a declaration, for an editor, a hook or a pipeline.

It needs PyYAML, and neither Ansible nor a network nor a key. It is run by its path, as a module, or as
`bigpanda-validate` if the repository is installed as a Python package.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import types
from collections.abc import Sequence
from pathlib import Path

COLLECTION = "ansible_collections.community.bigpanda"
ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = """\
Checks BigPanda declarations offline: YAML, kinds, options, names, conditions, times, tables and user feeds.
Exit status: 0 if nothing is wrong, 1 if something is, 2 if the command itself is used wrongly."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status."""
    if COLLECTION not in sys.modules:
        _make_importable()
    # Only now can they be found, if this file is run by its path.
    from ansible_collections.community.bigpanda.plugins.plugin_utils import validation, validation_output

    parser = _parser()
    given = parser.parse_args(arguments)
    if not given.paths and not given.feed:
        parser.error("give a PATH, or --feed")
    try:
        findings = validation.findings_of(given.paths, time.time(), given.known, given.feed, given.variables)
    except validation.UsageError as error:
        print(error, file=sys.stderr)
        return 2
    print(validation_output.FORMATS[given.format](findings))
    is_failure = validation.has_errors(findings, given.strict)
    return 1 if is_failure else 0


def _make_importable() -> None:
    """Wherever the directory of the collection is, and whatever it is called."""
    names = COLLECTION.split(".")
    for number in range(1, len(names) + 1):
        name = ".".join(names[:number])
        package = types.ModuleType(name)
        package.__path__ = [str(ROOT)] if name == COLLECTION else []
        sys.modules[name] = package


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bigpanda-validate", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a directory with the files of an organization, a directory of such directories, or a file in one",
    )
    parser.add_argument("--feed", metavar="FILE", help="also check this user feed, a CSV")
    parser.add_argument(
        "--variables",
        metavar="FILE",
        help="a YAML file with the variables user_provisioning_* of the feed",
    )
    parser.add_argument(
        "--known",
        action="append",
        default=[],
        metavar="KIND=NAME",
        help="a name that BigPanda has and that no file declares, such as roles=Night*; can be given several times",
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--format", choices=("text", "github", "json"), default="text", help="form of the output")
    return parser


if __name__ == "__main__":
    # The directory of this file contains modules of other names only by chance.
    sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != str(ROOT / "plugins" / "plugin_utils")]
    sys.exit(main())
