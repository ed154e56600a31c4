# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report as Markdown, for merge requests and notifications. Pure.

Text of others is only put into code spans, in which nothing is a link, a mention or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from ..values.text import shown
from .names import with_names
from .plan_text import heading, most_important, sum_line, where_the_rest_is
from .readable import one_line
from .run import Run
from .wording import key_of, kind_of, reason_of, sign_of, text_of

BEGINNING = "<!-- community.bigpanda report -->"
MOST_REMARKS = 20
# They would end a code span, or a cell of a table.
SPELLED_OUT = str.maketrans({"`": "\\u0060", "|": "\\u007c"})
# How a template of Jinja begins.
TEMPLATE = re.compile(r"{(?=[{%#])")


def as_markdown(run: Run) -> str:
    return "\n".join([BEGINNING, *_lines(run), ""])


def _lines(run: Run) -> Iterator[str]:
    yield f"### {code(heading(run))}"
    yield ""
    if run.message:
        yield f"**Failed:** {code(run.message)}"
        yield ""
    yield f"**{sum_line(run)}**"
    if run.changing:
        yield ""
        yield from _table(run)
    if run.pace and not run.is_carried_out:
        yield f"\n{run.pace}"
    if run.remarks:
        yield ""
        yield from (f"- {code(remark)}" for remark in run.remarks[:MOST_REMARKS])
    if run.fingerprint:
        yield f"\nFingerprint: {code(run.fingerprint)}"


def _table(run: Run) -> Iterator[str]:
    shown = with_names(most_important(run.changing), run.names)
    yield "| | kind | name | change | reason |"
    yield "|---|---|---|---|---|"
    yield from map(_row, shown)
    if len(shown) < len(run.changing):
        yield f"\n{where_the_rest_is(run.changing, shown, None)}"


def _row(entry: Mapping[str, Any]) -> str:
    cells = [sign_of(entry), kind_of(entry), key_of(entry), text_of(entry, with_reason=False), reason_of(entry)]
    return f"| {' | '.join(code(cell) for cell in cells)} |"


def code(text: str) -> str:
    """Text that shows as it is, whatever it contains."""
    plain = one_line(str(text)).translate(SPELLED_OUT).strip()
    return f"`{plain}`" if plain else ""


def code_block(text: str, most_characters: int) -> str:
    """A plan in which nothing is Markdown, HTML or a template, shortened to its first lines and its sum."""
    # The text may come from another job, so that what a terminal would obey is spelled out here, too.
    visible = "\n".join(map(shown, text.splitlines()))
    plain = TEMPLATE.sub(r"\\u007b", visible.replace("`", r"\u0060"))
    lines = plain.splitlines()
    return "\n".join(["```", *(lines if len(plain) <= most_characters else _shortened(lines, most_characters)), "```"])


def _shortened(lines: list[str], most_characters: int) -> list[str]:
    """The first lines, as far as there is room, and the sum."""
    sums = [line for line in lines[1:] if line.startswith(("Plan: ", "Done: "))][-1:]
    room = most_characters - sum(map(len, sums))
    ends = accumulate(len(line) + 1 for line in lines)
    kept = [line for line, end in zip(lines, ends) if end <= room and line not in sums]
    rest = len(lines) - len(kept) - len(sums)
    return [*kept, f"… {rest:,} more lines are in the output of the job.", *sums]
