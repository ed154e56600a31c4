# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The part of the page that shows who has which role. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from .readable import one_line
from .run import RoleHolders

# A page with more cells is slow to open.
MOST_CELLS = 60_000
MOST_ROLES = 60
MARKS = {"kept": "●", "added": "+", "removed": "−"}


def matrix_section(holders: RoleHolders) -> Iterator[str]:
    """Users whose roles change come first, and are kept if not all have room."""
    if not holders.users:
        return
    roles = _roles(holders)
    users = sorted(holders.users, key=lambda user: (not _changes(holders.users[user]), user.lower()))
    shown = users[: MOST_CELLS // len(roles)]
    yield "<section><h2>Who has which role</h2>"
    yield '<p class="legend"><b class="kept">●</b> keeps the role, <b class="added">+</b> gets it, '
    yield '<b class="removed">−</b> loses it.</p>'
    yield '<form class="filters" role="search"><label>User <input type="search" id="user"></label>'
    yield '<label class="check"><input type="checkbox" id="moving"> only users whose roles change</label></form>'
    yield '<div class="scroll" tabindex="0"><table class="matrix" id="matrix"><thead><tr><th scope="col">User</th>'
    yield "".join(f'<th scope="col"><span>{_text(role)}</span></th>' for role in roles)
    yield "</tr></thead><tbody>"
    for user in shown:
        yield _row(user, holders.users[user], roles)
    yield "</tbody></table></div>"
    yield from _omitted(len(users) - len(shown), len(holders.roles) - len(roles))
    yield "</section>"


def _text(value: str) -> str:
    return escape(one_line(value), quote=True)


def _changes(roles: Mapping[str, str]) -> bool:
    return any(state != "kept" for state in roles.values())


def _roles(holders: RoleHolders) -> list[str]:
    changing = {role for roles in holders.users.values() for role, state in roles.items() if state != "kept"}
    kept = sorted(holders.roles, key=lambda role: role not in changing)[:MOST_ROLES]
    return [role for role in holders.roles if role in kept]


def _row(user: str, states: Mapping[str, str], roles: list[str]) -> str:
    cells = "".join(
        f'<td class="{states[role]}" title="{_text(role)}">{MARKS[states[role]]}</td>'
        if role in states
        else "<td></td>"
        for role in roles
    )
    moving = " data-moving" if _changes(states) else ""
    return f'<tr{moving}><th scope="row">{_text(user)}</th>{cells}</tr>'


def _omitted(users: int, roles: int) -> Iterator[str]:
    counts = [f"{count:,} more {kind}" for count, kind in ((users, "users"), (roles, "roles")) if count]
    if counts:
        yield f"<p>Not shown, since they do not change: {' and '.join(counts)}.</p>"
