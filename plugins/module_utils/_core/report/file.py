# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The file that says what a run did: its format follows from the end of its name."""

from __future__ import annotations

import json
import os
from typing import Callable

from ..errors import InvalidOption
from . import markdown, page
from .markdown import as_markdown
from .page import as_page
from .run import Run
from .spreadsheet import COLUMNS, FOR_PROGRAMS, as_csv
from .whole_file import is_other_than_file, read_whole, try_writing, write_whole

READABLE_FOR_OWNER = 0o600
# Each report as JSON contains it near its beginning.
FINGERPRINT = '"fingerprint":'


def as_json(run: Run) -> str:
    content = {
        "fingerprint": run.fingerprint or None,
        **run.facts,
        "msg": run.message,
        "summary": run.summary,
        "remarks": run.remarks,
        "steps": run.entries,
    }
    return json.dumps(content, indent=2, ensure_ascii=False, default=str) + "\n"


FORMATS: dict[str, Callable[[Run], str]] = {".html": as_page, ".md": as_markdown, ".csv": as_csv, ".json": as_json}
# How a report begins, by which an older one is known. The second heading of tables is that of earlier versions.
BEGINNINGS = (page.BEGINNING, markdown.BEGINNING, ",".join(COLUMNS), ",".join(FOR_PROGRAMS))


def check_path(path: str) -> None:
    """Raises InvalidOption, before anything is sent, if a report cannot be written there."""
    if os.path.splitext(path)[1] not in FORMATS:
        endings = f"{', '.join(list(FORMATS)[:-1])} or {list(FORMATS)[-1]}"
        raise InvalidOption(f"report is {path}.", f"Give the path of a file that ends in {endings}.")
    if is_other_than_file(path):
        raise InvalidOption(f"report: {path} exists and is not a regular file.", "Give another path, or remove it.")
    if _is_of_somebody(path):
        raise InvalidOption(f"report: {path} exists and is not a report.", "Give another path, or remove it.")
    try:
        try_writing(path)
    except OSError as error:
        folder = os.path.dirname(os.path.abspath(path))
        raise InvalidOption(
            f"report: no file can be written in {folder}: {error.strerror}.", "It is a path where the module runs."
        ) from None


def _is_of_somebody(path: str) -> bool:
    """Whether the file there says something else than reports do, such as the feed or the table that is to be read."""
    try:
        text = read_whole(path)
    except OSError:
        return False
    return bool(text) and not (text.startswith(BEGINNINGS) or text.startswith("{") and FINGERPRINT in text)


def remove_older(path: str) -> None:
    """So that the report of an earlier run does not pass for that of this one. Raises InvalidOption."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise InvalidOption(
            f"report: the older {path} cannot be removed: {error.strerror}.",
            "Give a path in a directory that the user of the task may write to.",
        ) from None


def write(path: str, run: Run) -> None:
    """Write the report, readable only for its owner; the file appears once it is complete. Raises OSError."""
    write_whole(path, FORMATS[os.path.splitext(path)[1]](run), READABLE_FOR_OWNER)
