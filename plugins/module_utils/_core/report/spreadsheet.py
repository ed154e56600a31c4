# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report as a table for spreadsheets: a line an object, then what concerns the whole run. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from .run import FAILED, USERS, Run
from .wording import reason_of, roles_of, verb_of

REMARK = "remark"
FOR_PEOPLE = ("user", "change", "roles added", "roles removed", "reason", "line of the feed")
FOR_PROGRAMS = ("resource", "key", "action", "outcome", "error", "before", "after")
COLUMNS = (*FOR_PEOPLE, *FOR_PROGRAMS)
# A spreadsheet treats a cell that begins so as a formula. Some of them ignore spaces in front of it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(run: Run) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    # Without the message of the run, a plan that was refused looks like one of check mode.
    whole = [{"outcome": FAILED, "error": run.message}] if run.message else []
    remarks = [{"outcome": REMARK, "error": remark} for remark in run.remarks]
    for row in (*map(_row, run.entries), *remarks, *whole):
        writer.writerow([harmless(str(row.get(name) or "")) for name in COLUMNS])
    return text.getvalue()


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
        **{side: _as_text(entry["diff"][side]) for side in ("before", "after")},
    }


def _as_text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, default=str) if values else ""


def harmless(cell: str) -> str:
    """The cell as text, also if it looks like a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA_STARTS) else cell
