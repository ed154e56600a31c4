# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report as a table for spreadsheets: a line an object, then what concerns the whole run. Pure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

from ..values.text import is_unseen
from .run import FAILED, USERS, Run
from .wording import reason_of, roles_of, verb_of

REMARK = "remark"
FOR_PEOPLE = ("user", "change", "roles added", "roles removed", "reason", "line of the feed")
FOR_PROGRAMS = ("resource", "key", "action", "outcome", "error", "before", "after")
AS_JSON = ("before", "after")
COLUMNS = (*FOR_PEOPLE, *FOR_PROGRAMS)
# A spreadsheet treats a cell that begins so as a formula. Some of them ignore spaces in front of it.
FORMULA_SIGNS = "=+@\uff1d\uff0b\uff0d\uff20-"
FORMULA_CELL = re.compile(rf"[\t\r\n]|[\s\u200b\u2060\ufeff]*[{FORMULA_SIGNS}]")
# In many countries a spreadsheet separates cells by semicolons. It then ignores quotation marks within a line, and each
# part of a text is a cell of its own. A comma needs no care: the file quotes texts that contain it.
# Begins where a series of separators and spaces does: else each of thousands of tabs would be a beginning.
BETWEEN = r";\s\u200b\u2060\ufeff\""
FORMULA_PART = re.compile(rf"(?<![{BETWEEN}])([{BETWEEN}]+)([{FORMULA_SIGNS}])")
SEPARATORS = frozenset(";\t\r\n")
LINES_AND_TABS = frozenset("\n\t")
JSON_TEXT = re.compile(r'"(?:\\.|[^"\\])*"')


def as_csv(run: Run) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    # Without the message of the run, a plan that was refused looks like one of check mode.
    whole = [{"outcome": FAILED, "error": run.message}] if run.message else []
    remarks = [{"outcome": REMARK, "error": remark} for remark in run.remarks]
    for row in (*map(_row, run.entries), *remarks, *whole):
        writer.writerow([_cell(name, str(row.get(name) or "")) for name in COLUMNS])
    return text.getvalue()


def _cell(name: str, text: str) -> str:
    """Older versions of Python put no quotation marks around a text with a carriage return, which would end the row."""
    return text if name in AS_JSON else _seen(harmless(text.replace("\r\n", "\n").replace("\r", "\n")))


def _seen(text: str) -> str:
    """What a terminal obeys, and what nobody can see, as an escape that JSON reads as the same character."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(json.dumps(each)[1:-1] if _is_hidden(each) else each for each in text).replace("\x7f", "\\u007f")


def _is_hidden(character: str) -> bool:
    return is_unseen(character) and character not in LINES_AND_TABS


def _row(entry: Mapping[str, Any]) -> dict[str, Any]:
    added, removed = roles_of(entry)
    return {
        **entry,
        "user": entry["key"] if entry["resource"] == USERS else "",
        "change": "" if entry["action"] == "none" else verb_of(entry),
        "roles added": "; ".join(added),
        "roles removed": "; ".join(removed),
        "reason": reason_of({**entry, "line": None}),
        "line of the feed": (entry.get("line") or "").removeprefix("line "),
        **{side: _as_text(entry["diff"][side]) for side in AS_JSON},
    }


def _as_text(values: Mapping[str, Any]) -> str:
    """JSON whose texts contain no formula after a separator. It is read as the same values."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str) if values else ""
    return _seen(JSON_TEXT.sub(lambda found: FORMULA_PART.sub(_escaped, found[0]), text))


def _escaped(part: re.Match[str]) -> str:
    return rf"{part[1]}\u{ord(part[2]):04x}" if SEPARATORS & set(part[1]) else part[0]


def _quoted(part: re.Match[str]) -> str:
    return f"{part[1]}'{part[2]}" if SEPARATORS & set(part[1]) else part[0]


def harmless(cell: str) -> str:
    """The cell as text, also if it looks like a formula, or if a part does that another separator makes a cell."""
    text = FORMULA_PART.sub(_quoted, cell)
    return f"'{text}" if FORMULA_CELL.match(cell) else text
