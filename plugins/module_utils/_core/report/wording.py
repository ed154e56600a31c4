# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One step in words: its sign, what is done, why. Shared by all formats. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .changes import FieldChange, field_changes
from .readable import one_line
from .run import CREATE, FAILED, NOT_DONE, REACTIVATE, REMOVE, ROLES, SKIPPED, UPDATE, USERS

SIGNS = {CREATE: "+", UPDATE: "~", REACTIVATE: "~"}
PLAN_VERBS = {UPDATE: "change"}


def kind_of(entry: Mapping[str, Any]) -> str:
    """`users`, `enrichment maps`."""
    return kind_title(entry["resource"])


def kind_title(plural: str) -> str:
    return plural.replace("scim_", "").replace("_", " ")


def key_of(entry: Mapping[str, Any]) -> str:
    return one_line(str(entry["key"]))


def sign_of(entry: Mapping[str, Any]) -> str:
    """One of + ~ - and, for what was not done, !"""
    if entry["outcome"] in NOT_DONE:
        return "!"
    return SIGNS.get(entry["action"], "-")


def deactivates(entry: Mapping[str, Any]) -> bool:
    """Whether the removal leaves the object there, switched off."""
    return bool(entry["action"] == REMOVE and entry["resource"] == USERS)


def verb_of(entry: Mapping[str, Any]) -> str:
    """`create`, `change`, `reactivate`, `deactivate`, `remove`, and others as the module calls them."""
    return "deactivate" if deactivates(entry) else PLAN_VERBS.get(entry["action"], entry["action"])


def done_verb(verb: str) -> str:
    """`create` as `created`."""
    return {"stop": "stopped"}.get(verb, f"{verb}d" if verb.endswith("e") else f"{verb}ed")


def reason_of(entry: Mapping[str, Any]) -> str:
    """Why the object is changed, with the line of the feed if there is one."""
    line = entry.get("line")
    return one_line(f"{entry.get('reason') or ''}{f' ({line})' if line else ''}".strip())


def changes_of(entry: Mapping[str, Any]) -> list[FieldChange]:
    """What changes in the object: all but the name of a new one; nothing of a removed one, since all of it goes."""
    if entry["action"] == REMOVE:
        return []
    return [change for change in field_changes(entry["diff"]) if not _goes_without_saying(entry, change)]


def _goes_without_saying(entry: Mapping[str, Any], change: FieldChange) -> bool:
    is_active = change.name == "active" and change.after == "true"
    return bool(entry["action"] == CREATE and (is_active or change.after in ("none", key_of(entry))))


def roles_of(entry: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
    """Roles that a user gets, and that a user loses."""
    if entry["resource"] != USERS:
        return (), ()
    change = next((change for change in field_changes(entry["diff"]) if change.name == ROLES), None)
    return (change.added, change.removed) if change else ((), ())


def text_of(entry: Mapping[str, Any], with_reason: bool = True) -> str:
    """All of the step on one line, without its name."""
    if entry["outcome"] == FAILED or entry["error"] and entry["outcome"] != SKIPPED:
        return f"{verb_of(entry)} failed: {one_line(str(entry['error']))}"
    if entry["outcome"] == SKIPPED:
        return f"{verb_of(entry)} skipped: {one_line(str(entry['error']))}"
    return _what(entry, with_reason)


def _what(entry: Mapping[str, Any], with_reason: bool) -> str:
    if entry["action"] not in (CREATE, UPDATE, REACTIVATE):
        return ": ".join(filter(None, (verb_of(entry), reason_of(entry) if with_reason else "")))
    texts = [_change_text(entry, change) for change in _roles_first(entry)]
    verb = ["reactivate"] if entry["action"] == REACTIVATE else []
    return "; ".join([*verb, *texts])


def _roles_first(entry: Mapping[str, Any]) -> list[FieldChange]:
    return sorted(changes_of(entry), key=lambda change: not _is_roles(entry, change))


def _is_roles(entry: Mapping[str, Any], change: FieldChange) -> bool:
    return bool(entry["resource"] == USERS and change.name == ROLES)


def _change_text(entry: Mapping[str, Any], change: FieldChange) -> str:
    if entry["action"] == CREATE and change.added and not change.removed:
        listed = ", ".join(change.added)
        return listed if _is_roles(entry, change) else f"{change.name}: {listed}"
    text = change.text()
    return text[len(f"{ROLES}: ") :] if _is_roles(entry, change) and (change.added or change.removed) else text
