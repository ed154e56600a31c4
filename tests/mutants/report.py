# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What came of the changes, for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .mutation import CACHE, ROOT, Mutant
from .trial import SURVIVED

EQUIVALENT = "equivalent"
PAGE = ROOT / "docs" / "mutants.md"
SURVIVORS = CACHE / "survivors.txt"
LICENSE = """\
Copyright (c) 2026 The community.bigpanda contributors
GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later"""
INTRODUCTION = """\
# Mutants

`make mutants` changes the engine (`plugins/module_utils/_core`) at places drawn at random, one change at a time, with
the operators of [cosmic-ray](https://cosmic-ray.readthedocs.io/): a condition inverted, a comparison or a number
changed, a loop that does not run, an exception that is not caught. For each it runs the tests that execute the changed
line, fastest first, in a copy of the tree. A change that a test notices is killed; one that survives shows what no test
asks for.

- `SEED=` and `SIZE=` choose the sample; it is printed, so that it can be repeated.
  `FILES="http/client.py engine/writing/apply.py"` narrows it. Survivors are listed in `.cache/mutants/survivors.txt`.
- A different annotation is not counted as a change, since annotations are not evaluated; nor is `frozen` of a data
  class, nor what Python cannot read.
- What no test can notice is listed in `tests/mutants/equivalent.yml`, with the reason, and not counted.
"""


@dataclass(frozen=True)
class Result:
    """before, after: the changed line."""

    mutant: Mutant
    before: str
    after: str
    outcome: str

    def line(self) -> str:
        place = f"{self.mutant.path}:{self.mutant.start[0]}"
        return (
            f"{self.outcome:10} {place} {self.mutant.operator.partition('/')[2]}\n    {self.before}\n    {self.after}"
        )


def table(results: Iterable[Result]) -> str:
    """By directory, how many changes were noticed; then what survived."""
    found = list(results)
    directories: dict[str, list[str]] = {}
    for result in found:
        directories.setdefault(_directory_of(result.mutant.file), []).append(result.outcome)
    lines = ["| directory | killed | survived | equivalent |", "|---|---|---|---|"]
    lines += [_row(f"`{directory}`", directories[directory]) for directory in sorted(directories)]
    everything = [result.outcome for result in found]
    lines.append(_row("**all**", everything))
    counted = [outcome for outcome in everything if outcome != EQUIVALENT]
    killed = sum(outcome != SURVIVED for outcome in counted)
    lines += ["", f"Killed: {killed} of {len(counted)} ({killed / max(len(counted), 1):.0%})."]
    survivors = [result for result in found if result.outcome == SURVIVED]
    if survivors:
        lines += ["", "What survives:", "", *sorted(map(_survivor, survivors))]
    return "\n".join(lines)


def _directory_of(file: str) -> str:
    return file.rpartition("/")[0] or file


def _survivor(result: Result) -> str:
    return f"- `{result.mutant.file}`: `{result.before.strip()}` became `{result.after.strip()}`"


def _row(name: str, outcomes: Sequence[str]) -> str:
    survived, equivalent = outcomes.count(SURVIVED), outcomes.count(EQUIVALENT)
    return f"| {name} | {len(outcomes) - survived - equivalent} | {survived} | {equivalent} |"


def keep_survivors(results: Iterable[Result]) -> None:
    survivors = sorted(result.line() for result in results if result.outcome == SURVIVED)
    SURVIVORS.write_text("\n".join([*survivors, ""]), encoding="utf-8")


def write_page(told: str, seed: int, size: int) -> None:
    sampled = f"A sample of {size}, seed {seed}:"
    PAGE.write_text(f"<!--\n{LICENSE}\n-->\n{INTRODUCTION}\n{sampled}\n\n{told}\n", encoding="utf-8")
