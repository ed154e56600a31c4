# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which live object each declaration means, and which live objects no declaration means. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...engine.finding.matching import find_live
from ...engine.finding.object_index import ObjectIndex
from ...engine.planning.plan import is_gone, is_history
from ...errors import InvalidOption, error_context
from ...model.resource import Resource
from ...values.canonical import canonical
from ...values.lookalike import appearance
from ..model.graph import Ref
from ..model.plan import Declared


@dataclass(frozen=True)
class Match:
    """A declaration and the live object that it means, None if there is none. ref: of that object in this run."""

    declared: Declared
    current: dict | None
    ref: Ref

    @property
    def resource(self) -> Resource:
        return self.declared.resource

    @property
    def desired(self) -> dict:
        return self.declared.desired

    @property
    def where(self) -> str:
        """What messages call it."""
        return self.declared.where

    @property
    def place(self) -> str:
        """See `Declared.place`."""
        return self.declared.place

    @property
    def state(self) -> str:
        return self.declared.state

    @property
    def is_present(self) -> bool:
        """Whether the object is to exist, and has no table."""
        return self.state == "present" and self.declared.table is None


def match_all(declared: Iterable[Declared], live: Mapping[str, ObjectIndex]) -> tuple[Match, ...]:
    """Each declaration with its live object.

    Raises InvalidOption if two declarations mean one object, AmbiguousKey if one may mean several.
    """
    matches = tuple(_matched(each, live[each.resource.name]) for each in declared)
    _refuse_duplicates(matches)
    _refuse_one_name_for_two(matches)
    return matches


def _matched(declared: Declared, known: ObjectIndex) -> Match:
    if declared.table:
        current = declared.table.step.current
    else:
        with error_context(declared.where):
            current = find_live(known, declared.desired)
    return Match(declared, current, declared.ref_of(current))


def _refuse_duplicates(matches: Iterable[Match]) -> None:
    seen: dict[tuple[str, str], Declared] = {}
    for each in matches:
        resource, declared = each.resource, each.declared
        other = seen.setdefault((each.ref.resource, _form(resource, each.ref.name)), declared)
        if other is not declared:
            raise InvalidOption(
                f"{other.place} and {declared.place} both declare the {resource.titled(declared.key_after)}.",
                "Omit one of them.",
            )


def _refuse_one_name_for_two(matches: Iterable[Match]) -> None:
    """An object is renamed to what another one is, or is renamed to, too.

    The creation of the other one would find the renamed one, and write over it. Objects that share a name already, and
    keep it, are told apart by their ids.
    """
    seen: dict[tuple[str, str], Match] = {}
    for each in matches:
        resource = each.resource
        if each.state == "absent" or resource.disambiguate or resource.singleton:
            continue
        name = _name_after(each)
        other = seen.setdefault((resource.name, _form(resource, name)), each)
        if other is not each and (_is_renamed(other) or _is_renamed(each)):
            raise InvalidOption(
                f"after the run, {other.place} and {each.place} would both be the {resource.titled(name)}.",
                "Omit one of them, or give it another name.",
            )


def _form(resource: Resource, name: str) -> str:
    """Of names that are treated as one."""
    field = resource.field(resource.key)
    return canonical(field, name) if field.internal else appearance(resource, name)


def _name_after(match: Match) -> str:
    declared, key = match.declared, match.resource.key
    by_id_alone = not declared.new_key and not declared.desired.get(key)
    return str(match.current[key]) if by_id_alone and match.current else declared.key_after


def _is_renamed(match: Match) -> bool:
    current = match.current
    return bool(
        current and _form(match.resource, str(current[match.resource.key])) != _form(match.resource, _name_after(match))
    )


def undeclared(resource: Resource, declared: Sequence[Declared], known: ObjectIndex) -> list[dict]:
    """Live objects that no declaration means, except history."""
    names = [resource.key, *([resource.renamed_by] if resource.renamed_by else [])]
    keys = [str(each.desired[name]) for each in declared for name in names if each.desired.get(name)]
    kept = {each.desired["id"] for each in declared if "id" in each.desired}
    # All objects of that name: of an object with a table there may be a second one, half built.
    kept |= {str(item["id"]) for key in keys for item in known.all_of(key)}
    return [item for item in known.objects if str(item["id"]) not in kept and not _is_past(resource, item)]


def _is_past(resource: Resource, item: dict) -> bool:
    return is_gone(resource, item) or is_history(resource, item)


def of_kind(matches: Sequence[Match], name: str) -> list[Match]:
    """The declarations of one kind."""
    return [each for each in matches if each.resource.name == name]
