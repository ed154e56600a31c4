# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was declared, laid over an object as it is by now, which others may have changed since it was read. Pure.

A list that is declared exactly takes out what the plan showed. What came later stays, for the next plan to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ...errors import BigPandaError, excerpt
from ...model.field import Field
from ...model.resource import Resource
from ...model.update_body import Patch, Put
from ...values.canonical import canonical_fields, canonical_item
from ...values.comparison import agrees, has_elements
from ...values.text import caseless
from .plan import changed_fields, key_of_new
from .step import REACTIVATE, REMOVE, UPDATE, Step


def with_newcomers(resource: Resource, desired: dict, seen: dict, now: dict) -> dict:
    """`desired` with what its lists do not name, and what came to them since `seen` was read.

    seen, now: the object, decoded, as the plan saw it and as it is.
    """
    kept = dict(desired)
    for field in resource.fields:
        if field.is_exact_in(desired):
            kept[field.name] = _kept(field, desired[field.name], seen.get(field.name), now.get(field.name))
    return kept


def refuse_renamed(resource: Resource, desired: dict, seen: dict, now: dict) -> None:
    """What was declared by its name is another object once somebody has renamed it. Raises BigPandaError.

    seen, now: the object as the plan saw it and as it is, which may already have the name that the plan gives it.
    """
    name = str(now.get(resource.key))
    is_named = any(field.name == resource.key for field in resource.fields)
    expected = {caseless(str(each)) for each in (seen.get(resource.key), key_of_new(resource, desired)) if each}
    if is_named and expected and caseless(name) not in expected:
        raise BigPandaError(f'somebody else renamed it "{excerpt(name)}" meanwhile.', "Run the task again.")


def is_written_whole(step: Step) -> bool:
    """Whether carrying the step out says something that it does not change, so that it may be out of date by then."""
    resource = step.resource
    if step.action == REMOVE:
        return isinstance(resource.update_body, Put) and resource.delete is None
    if step.action not in (UPDATE, REACTIVATE):
        return False
    form = resource.update_body
    if isinstance(form, Put) and form.patch is None:
        return True
    fields = [resource.field(name) for name in changed_fields(resource, step)]
    if isinstance(form, Patch) and form.repeats and not all(field.is_membership for field in fields):
        return True
    if isinstance(form, Patch) and any(field.name in form.together for field in fields):
        return True
    return any(field.type in ("list", "dict") for field in fields if not field.is_membership)


def _kept(field: Field, wanted: Any, seen: Any, now: Any) -> Any:
    if field.type == "list" and isinstance(now, list):
        # What something else puts there cannot be declared, and stays where it is without being declared.
        return _with_newcomers(field, wanted, seen or [], field.own_elements(now))
    if field.type == "dict" and isinstance(wanted, dict) and isinstance(now, dict):
        inner = {
            each.name: _kept(each, wanted[each.name], (seen or {}).get(each.name), now.get(each.name))
            for each in field.fields
            if each.name in wanted
        }
        return {**wanted, **inner}
    return wanted


def _with_newcomers(field: Field, wanted: list, seen: list, now: list) -> list:
    """The newcomers that come before everything else stay there, since the service puts what is new on top."""
    is_known = _known_elements(field, wanted, seen) if has_elements(field) else _known_values(field, wanted, seen)
    came = [not is_known(element) for element in now]
    others = came.index(False) if False in came else 0
    on_top = [element for element, is_new in zip(now[:others], came) if is_new]
    later = [element for element, is_new in zip(now[others:], came[others:]) if is_new]
    return [*on_top, *wanted, *later]


def _known_values(field: Field, wanted: list, seen: list) -> Callable[[Any], bool]:
    known = {canonical_item(field, value) for value in (*seen, *wanted)}
    return lambda value: canonical_item(field, value) in known


def _known_elements(field: Field, wanted: list[dict], seen: list[dict]) -> Callable[[dict], bool]:
    """An element is known again though somebody changed a part of it: by its id, or by what identifies it."""
    texts = {canonical_item(field, each) for each in seen}
    ids = {each["id"] for each in (*seen, *wanted) if field.has_ids and each.get("id") is not None}
    identities = [] if field.has_ids else list(_identities(field, (*seen, *wanted)).items())
    fields = {inner.name: inner for inner in field.fields}

    def is_known(element: dict) -> bool:
        return (
            element.get("id") in ids
            or canonical_item(field, element) in texts
            or any(_identity(fields, names, element) in known for names, known in identities)
            or any(agrees(field.fields, element, each) for each in wanted)
        )

    return is_known


def _identities(field: Field, elements: Iterable[dict]) -> dict[tuple[str, ...], set[str]]:
    """What identifies the elements, by the names that say it. An element may omit some of them."""
    fields = {inner.name: inner for inner in field.fields}
    found: dict[tuple[str, ...], set[str]] = {}
    for element in elements:
        for names in field.identities:
            said = tuple(name for name in names if element.get(name) is not None)
            if said:
                found.setdefault(said, set()).add(_identity(fields, said, element))
    return found


def _identity(fields: Mapping[str, Field], names: Sequence[str], element: dict) -> str:
    return canonical_fields([fields[name] for name in names], element)
