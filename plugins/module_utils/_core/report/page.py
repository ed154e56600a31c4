# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report as a page: one file that needs nothing else, and that no text of others can add anything to. Pure."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from .names import with_names
from .page_script import SCRIPT
from .page_style import STYLE
from .plan_text import counts_of, sum_line
from .readable import duration, one_line, readable_time
from .role_matrix import matrix_section
from .run import FAILED, SKIPPED, UNCHANGED, LimitUse, Run
from .wording import changes_of, done_verb, key_of, kind_of, kind_title, reason_of, roles_of, sign_of, verb_of

BEGINNING = "<!doctype html><!-- community.bigpanda report -->"
NAMES_OF_SIGNS = {"+": "create", "~": "change", "-": "remove", "!": "failed"}
COLUMNS = ("Change", "Kind", "Name", "Roles", "Before", "After", "Reason", "Line", "Outcome")


def as_page(run: Run) -> str:
    return "\n".join([BEGINNING, '<html lang="en">', *_head(run), "<body>", *_body(run), "</body>", "</html>", ""])


def _head(run: Run) -> Iterator[str]:
    # Nothing is loaded, and nothing runs but the script of this page.
    policy = (
        f"default-src 'none'; style-src '{_hash(STYLE)}'; script-src '{_hash(SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{text(_title(run))}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"


def text(value: Any) -> str:
    """Text of others, harmless in elements and in attributes."""
    return escape(one_line(str(value)), quote=True)


def _title(run: Run) -> str:
    place = f" ({run.place})" if run.place else ""
    return f"{run.label or 'BigPanda'}{place} – plan {run.fingerprint[:8]}".removesuffix(" – plan ")


def _body(run: Run) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{text(run.label or 'BigPanda')}{f' <small>{text(run.place)}</small>' if run.place else ''}</h1>"
    state = "Carried out" if run.is_carried_out else "Planned, nothing was changed"
    yield f'<p>{state}. As of <span class="nowrap">{readable_time(run.made_at_epoch_s)}</span>. {sum_line(run)}</p>'
    if run.fingerprint:
        yield f'<p class="fingerprint">Fingerprint <code>{text(run.fingerprint)}</code></p>'
    if run.message:
        yield f'<p class="failure" role="alert">{text(run.message)}</p>'
    yield "</header><main>"
    yield from _tiles(run)
    yield from _limits(run.limits)
    yield from _changes(run)
    yield from matrix_section(run.holders)
    yield from _remarks(run)
    yield f"</main><script>{SCRIPT}</script>"


def _tiles(run: Run) -> Iterator[str]:
    yield '<ul class="tiles">'
    for name, count in counts_of(run).items():
        yield f'<li class="{text(name)}"><b>{count:,}</b> {text(_label(run, name))}</li>'
    if run.expected_s >= 1 and not run.is_carried_out:
        yield f'<li title="{text(run.pace)}"><b>{duration(run.expected_s)}</b> to carry it out</li>'
    yield "</ul>"
    if run.pace and not run.is_carried_out:
        yield f'<p class="pace">{text(run.pace)}</p>'


def _label(run: Run, name: str) -> str:
    if name in (FAILED, SKIPPED, UNCHANGED):
        return name
    return done_verb(name) if run.is_carried_out else f"to {name}"


def _limits(limits: Sequence[LimitUse]) -> Iterator[str]:
    used = [limit for limit in limits if limit.used]
    if not used:
        return
    yield '<section><h2>Safety limits</h2><table class="limits"><tbody>'
    for limit in used:
        share = 100 if limit.used >= limit.allowed else 100 * limit.used // limit.allowed
        exceeded = ' class="exceeded"' if limit.used > limit.allowed else ""
        says = f"{limit.used:,} of at most {limit.allowed:,}"
        yield f"<tr{exceeded}><th scope=row>{text(limit.name)}: {text(kind_title(limit.kind))}</th>"
        yield f'<td><svg class="bar" role="img" aria-label="{says}"><rect width="{share}%" height="100%"/></svg></td>'
        yield f"<td>{says} <small>({limit.total:,} exist)</small></td></tr>"
    yield "</tbody></table></section>"


def _changes(run: Run) -> Iterator[str]:
    entries = with_names(run.changing, run.names)
    yield f"<section><h2>Changes</h2>{'' if entries else '<p>There is nothing to do.</p>'}"
    if not entries:
        yield "</section>"
        return
    roles = sorted({role for entry in entries for side in roles_of(entry) for role in side}, key=str.lower)
    yield '<form class="filters" role="search">'
    yield '<label>Search <input type="search" id="search" placeholder="name, value, reason"></label>'
    yield _select("change", "Change", ((verb, verb) for verb in dict.fromkeys(map(verb_of, entries))))
    yield _select("kind", "Kind", ((kind, kind) for kind in dict.fromkeys(map(kind_of, entries))))
    yield _select("role", "Role", ((str(number), role) for number, role in enumerate(roles)))
    reasons = sorted({str(entry.get("reason") or "") for entry in entries} - {""})
    yield _select("reason", "Reason", ((reason, reason) for reason in reasons))
    yield _select("outcome", "Outcome", ((each, each) for each in dict.fromkeys(e["outcome"] for e in entries)))
    yield f'</form><p id="shown" aria-live="polite">{len(entries):,} of {len(entries):,}</p>'
    yield '<table class="changes" id="changes"><thead><tr>'
    yield "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in COLUMNS)
    yield "</tr></thead><tbody>"
    yield from (_row(entry, roles) for entry in entries)
    yield "</tbody></table></section>"


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f'<option value="{text(value)}">{text(shown)}</option>' for value, shown in options)
    return f'<label>{label} <select id="{name}"><option value="">all</option>{rows}</select></label>'


def _row(entry: Mapping[str, Any], roles: Sequence[str]) -> str:
    added, removed = roles_of(entry)
    chips = [f"<ins>+{role}</ins>" for role in map(text, added)] + [
        f"<del>−{role}</del>" for role in map(text, removed)
    ]
    numbers = " ".join(str(roles.index(role)) for role in (*added, *removed))
    changes = [change for change in changes_of(entry) if not (chips and change.name == "roles")]
    cells = (
        f"<b>{sign_of(entry)}</b> {text(verb_of(entry))}",
        text(kind_of(entry)),
        text(key_of(entry)),
        " ".join(chips),
        _values(change.before_text() for change in changes),
        _values(change.after_text() for change in changes),
        text(reason_of({**entry, "line": None})),
        text((entry.get("line") or "").removeprefix("line ")),
        _outcome(entry),
    )
    attributes = (
        f'class="{NAMES_OF_SIGNS[sign_of(entry)]}" data-change="{text(verb_of(entry))}" '
        f'data-kind="{text(kind_of(entry))}" data-role="{numbers}" data-reason="{text(entry.get("reason") or "")}" '
        f'data-outcome="{text(entry["outcome"])}"'
    )
    shown = "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in zip(COLUMNS, cells))
    return f"<tr {attributes}>{shown}</tr>"


def _values(values: Iterable[str]) -> str:
    return "<br>".join(text(value) for value in values if value)


def _outcome(entry: Mapping[str, Any]) -> str:
    error = f"<br>{text(entry['error'])}" if entry["error"] else ""
    return f"{text(entry['outcome'])}{error}"


def _remarks(run: Run) -> Iterator[str]:
    if run.remarks:
        yield "<section><h2>Remarks</h2><ul>"
        yield from (f"<li>{text(remark)}</li>" for remark in run.remarks)
        yield "</ul></section>"
