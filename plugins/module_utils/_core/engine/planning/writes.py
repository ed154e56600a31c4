# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The requests that carry out one step. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...errors import InvalidOption
from ...model.codec import encode, prune
from ...model.field import Field
from ...model.operation import Operation
from ...model.partial import fields_not_shown
from ...model.resource import Resource
from ...model.update_body import Patch, Put
from ...values.canonical import canonical_item
from ...values.comparison import has_elements, without_repetition
from ...values.nested_items import compare_elements
from .merge import completed
from .plan import changed_fields, find_transition, frozen_fields, key_of_new, with_soft_delete_undone
from .step import CREATE, NONE, REACTIVATE, REMOVE, UPDATE, Step, Write


def make_writes(step: Step, in_place: bool = True) -> tuple[Write, ...]:
    """The requests that carry the step out, in order. Empty when nothing is to be done.

    in_place: change only what differs, wherever the API has a call for it. What a list field says that is written at
    other objects (`AtGroups`) is none of this.
    """
    resource = step.resource
    if step.action == NONE:
        return ()
    if step.action == CREATE:
        return (Write(_operation(resource, "create"), {}, encode(resource, _creation(step))),)
    values = {resource.id_value: str((step.current or {})["id"])}
    transition = find_transition(resource, "name", step.action)
    if transition:
        return (Write(transition.operation, values),)
    if step.action == REMOVE and not (resource.soft_delete and resource.delete is None):
        return (Write(_operation(resource, "delete"), values),)
    return _update_writes(step, values, in_place)


def _operation(resource: Resource, name: str) -> Operation:
    operation: Operation | None = getattr(resource, name)
    if operation is None:
        raise InvalidOption(f"The API has no call to {name} a {resource.title}.", "Do this in BigPanda itself.")
    return operation


def _creation(step: Step) -> dict:
    """What the body of the creation says: what the user gave, and what the API demands."""
    wanted = with_soft_delete_undone(step.resource, step.desired)
    said = {}
    for field in step.resource.fields:
        value = wanted.get(field.name, field.default_on_create)
        if value is not None and not (field.refers and field.refers.into):
            said[field.name] = without_repetition(field, value) if has_elements(field) else value
    said[step.resource.key] = key_of_new(step.resource, wanted)
    body: dict = prune(completed(step.resource, said))
    return body


def _update_writes(step: Step, values: dict, in_place: bool) -> tuple[Write, ...]:
    """Those of the object itself, then those of its members and of the elements that are objects of their own."""
    fields = [step.resource.field(name) for name in changed_fields(step.resource, step)]
    apart = step.resource.written_apart

    def encoded(name: str, elements: list[dict], are_new: bool) -> Any:
        field = step.resource.field(name)
        return encode(step.resource, {name: _declared(field, elements) if are_new else elements})[field.api]

    own = [field.name for field in fields if not (field.name in apart or field.is_membership)]
    members = (write for field in fields for write in _member_writes(step, field, values))
    elements = (write for each in step.resource.features for write in each.writes(step, values, encoded))
    return (*([_object_write(step, own, values, in_place)] if own else ()), *members, *elements)


def _object_write(step: Step, changed: Sequence[str], values: dict, in_place: bool) -> Write:
    """Of members it says those that there are, if it has to: who joins and who leaves is said by itself."""
    resource = step.resource
    staying = {field.name: (step.current or {}).get(field.name) for field in resource.fields if field.is_membership}
    after = {**(step.after or {}), **staying}
    form = resource.update_body
    if isinstance(form, Put) and form.patch and in_place:
        return Write(form.patch, values, encode(resource, _body(step, changed, after)))
    body = _whole_body(step, form, after) if isinstance(form, Put) else _changed_body(step, form, changed, after)
    return Write(_operation(resource, "update"), values, encode(resource, body))


def _whole_body(step: Step, form: Put, after: dict) -> dict:
    said = [field.name for field in step.resource.fields if field.name not in step.resource.written_apart]
    return {**(_unknown(step.resource, after) if form.keep_unknown else {}), **_body(step, said, after)}


def _changed_body(step: Step, form: Patch, changed: Sequence[str], after: dict) -> dict:
    together = form.together if set(changed) & set(form.together) else ()
    body = _body(step, [*(name for name in changed if name not in together), *together], after)
    return {**form.repeats(step.current or {}, after, step.desired), **body} if form.repeats else body


def _body(step: Step, names: Sequence[str], after: dict) -> dict:
    """These fields as they will be, and what cannot be compared."""
    form = step.resource.update_body
    keeps_unknown = isinstance(form, Put) and form.keep_unknown
    given = {**_unseen(step), **{name: after[name] for name in names if after.get(name) is not None}}
    return {name: _declared(step.resource.field(name), value, keeps_unknown) for name, value in given.items()}


def _unknown(resource: Resource, after: dict) -> dict:
    """What an object contains that is neither declared nor set by the service."""
    known = {"id", *resource.readonly, *(field.name for field in resource.fields)}
    return {name: value for name, value in after.items() if name not in known and value is not None}


def _unseen(step: Step) -> dict:
    """What the user gave and the service does not show, as far as it can be changed: it may differ."""
    resource, current, desired = step.resource, step.current or {}, step.desired
    hidden = [field.name for field in fields_not_shown(resource, current, desired)]
    frozen = frozen_fields(resource, current, desired) if hidden else None
    return {name: desired[name] for name in hidden if not frozen or name in frozen.but}


def adds_elements(step: Step) -> bool:
    """Whether elements get their ids by this step, so that their order cannot be given before it."""
    return step.action in (UPDATE, REACTIVATE) and any(
        compare_elements((step.current or {}).get(name) or [], (step.after or {}).get(name) or []).added
        for name in step.resource.written_apart
    )


def _member_writes(step: Step, field: Field, values: dict) -> list[Write]:
    if field.members is None:
        return []
    added, removed = joined_and_left(step, field)
    changes = ((field.members.add, added), (field.members.remove, removed))
    return [Write(operation, values, items) for operation, items in changes if items]


def joined_and_left(step: Step, field: Field) -> tuple[list, list]:
    """Elements of a list field that are new by the step, and those that are not there any more."""
    before, after = (step.current or {}).get(field.name) or [], (step.after or {}).get(field.name) or []
    stored, staying = ({canonical_item(field, item) for item in items} for items in (before, after))
    added = [item for item in after if canonical_item(field, item) not in stored]
    return added, [item for item in before if canonical_item(field, item) not in staying]


def _declared(field: Field, value: Any, keeps_unknown: bool = False) -> Any:
    """As it is sent. What the service put into it is not ours to send back.

    Ids of elements are, if they show which is which, and so is everything that would be lost otherwise.
    """
    if field.refers and field.refers.content:
        return [item["id"] for item in value]
    if field.type == "list" and field.fields:
        return [_declared_fields(field, item, keeps_unknown) for item in value]
    if field.type == "dict" and field.fields and isinstance(value, dict):
        return _declared_fields(field, value, keeps_unknown)
    return value


def _declared_fields(field: Field, value: dict, keeps_unknown: bool) -> dict:
    inner = {each.name: each for each in field.fields}
    ours = [*inner, *(["id"] if field.has_ids else [])]
    names = [name for name in (value if keeps_unknown else ours) if value.get(name) is not None]
    return {
        name: _declared(inner[name], value[name], keeps_unknown) if name in inner else value[name] for name in names
    }
