# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to happen so that `current` becomes `desired`. Pure: no network, no clock; knows nothing of check mode."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from difflib import get_close_matches
from functools import cached_property, partial
from typing import Any

from .elements import ElementChanges, compare_elements, own_elements, pair, weave
from .errors import AmbiguousKey, ImmutableField, InvalidOption, UnknownReference, doing
from .schema import Children, Field, Members, Operation, Reference, Resource, Transition, encode

NONE, CREATE, UPDATE, REACTIVATE, REMOVE = "none", "create", "update", "reactivate", "remove"
MASK = "********"
NOT_COMPARED = "{} cannot be compared: the service does not show it."

# Made once: thousands of values become texts, and json.dumps makes an encoder for each.
_JSON = json.JSONEncoder(sort_keys=True, default=str)


@dataclass(frozen=True)
class Write:
    """One request that changes something: the operation, the values of its path, its body."""

    operation: Operation
    values: Mapping[str, str] = dataclass_field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True)
class Step:
    """What becomes of one object.

    current: the object as it is, decoded, or None. after: as it will be, or None when it will be gone.
    desired: what the user asked for, references resolved; with it the step can be planned anew.
    """

    resource: Resource
    key: str
    action: str
    current: dict | None
    desired: dict
    after: dict | None
    state: str = "present"

    @property
    def changed(self) -> bool:
        return self.action != NONE

    @property
    def title(self) -> str:
        """For sentences: `role "Operations"`."""
        return self.resource.titled(self.key)


def make_plan(resource: Resource, current: dict | None, desired: dict, state: str = "present") -> Step:
    """Compare and decide. `desired` is pruned, encoded references are resolved.

    state: `present`, `absent`, or that of a transition.
    Raises ImmutableField if a field that cannot be changed, or not any more, differs; InvalidOption for what cannot be.
    """
    key = str(desired.get(resource.key) or (current or {}).get(resource.key) or desired.get("id") or "")
    if state == "absent":
        return _plan_removal(resource, current, desired, key)
    transition = find_transition(resource, "state", state)
    if transition:
        return _plan_transition(resource, transition, current, desired, key)
    wanted = _with_soft_delete_undone(resource, desired)
    if current is None:
        return _plan_creation(resource, desired, wanted, key)
    after = merge(resource, current, wanted)
    if after == current:
        return Step(resource, key, NONE, current, desired, current)
    _refuse_immutable(resource, current, after)
    _refuse_locked(resource, current, after, wanted, key)
    _check(resource, current, after)
    action = REACTIVATE if _is_reactivated(resource, current, after) else UPDATE
    return Step(resource, key, action, current, desired, after)


def find_transition(resource: Resource, attribute: str, value: str) -> Transition | None:
    """The transition whose `name` or `state` this is, or None."""
    return next((each for each in resource.transitions if getattr(each, attribute) == value), None)


def is_history(resource: Resource, item: dict) -> bool:
    """Whether an object, as it is or as it is wanted, belongs to the past."""
    return bool(resource.is_over and resource.is_over(item))


def _check(resource: Resource, current: dict | None, after: dict) -> None:
    if resource.check:
        resource.check(current, after)


def is_gone(resource: Resource, current: dict | None) -> bool:
    """An object that was never there, that is kept as a deactivated record only, or that is as the service makes it."""
    if current is None or resource.soft_delete and current.get(resource.soft_delete) is False:
        return True
    return bool(resource.is_default and resource.is_default(current))


def merge(resource: Resource, current: dict, desired: dict) -> dict:
    """`current` with what the user gave laid over it; what is equal keeps the service's spelling."""
    after = dict(current)
    for field in resource.fields:
        if field.name not in desired or field.write_only or field.refers and field.refers.into:
            continue
        if current.get(field.name) == desired[field.name]:
            continue
        if field.may_be_hidden and current.get(field.name) is None:
            continue
        merged = _merge_field(field, current.get(field.name), desired[field.name], desired)
        if merged != current.get(field.name):
            after[field.name] = merged
    if resource.renamed_by and desired.get(resource.renamed_by):
        # Letter by letter: a new name may differ from the old one in case alone.
        after[resource.key] = desired[resource.renamed_by]
    return after


def _hidden(resource: Resource, current: dict, desired: dict) -> list[Field]:
    """Fields that were given and that the service does not show."""
    return [field for field in resource.hideable if field.name in desired and current.get(field.name) is None]


def hidden_fields(resource: Resource, current: dict, desired: dict) -> tuple[str, ...]:
    """Names of those of them that cannot be compared. What is left out has its default, if it has one."""
    return tuple(
        field.name
        for field in _hidden(resource, current, desired)
        if not is_equal(field, field.on_create, desired[field.name])
    )


def not_compared(step: Step) -> tuple[str, ...]:
    """Names of the fields of which nobody can tell whether they are as wanted."""
    if step.state != "present" or step.current is None:
        return ()
    return hidden_fields(step.resource, step.current, step.desired)


def _merge_field(field: Field, current: Any, given: Any, desired: dict) -> Any:
    if field.append and desired.get(field.append):
        return _union(field, current, given)
    if is_equal(field, current, given):
        return current
    if field.type == "dict" and field.fields and isinstance(current, dict):
        laid_over = {
            inner.name: _merge_field(inner, current.get(inner.name), given[inner.name], {})
            for inner in field.fields
            if inner.name in given
        }
        return {**current, **laid_over}
    if field.paired_by:
        return _paired(field, current or [], given)
    return given


def _paired(field: Field, current: list[dict], given: list[dict]) -> list[dict]:
    """What was given, each element with what the stored one holds that it is."""
    likenesses = [field.fields, *(_named(field.fields, names) for names in field.paired_by)]
    partners = pair(given, own_elements(field, current), [partial(_canonical_fields, fields) for fields in likenesses])
    merged = [_laid_over(field, partner, element) for partner, element in zip(partners, given)]
    return weave(field, merged, current) if field.children else merged


def _named(fields: Sequence[Field], names: Sequence[str]) -> list[Field]:
    return [field for field in fields if field.name in names]


def _laid_over(field: Field, partner: dict | None, element: dict) -> dict:
    """An element is declared whole: what was left out of it is empty."""
    if partner and canonical_item(field, partner) == canonical_item(field, element):
        return partner
    said = {inner.name: element.get(inner.name, inner.when_missing) for inner in field.fields}
    new = {} if field.without_ids else {"id": None}
    return {**(partner or new), **said}


def _union(field: Field, current: list | None, given: list) -> list | None:
    known = {canonical_item(field, item) for item in current or []}
    added = [item for item in given if canonical_item(field, item) not in known]
    return [*(current or []), *added] if added else current


def is_equal(field: Field, current: Any, given: Any) -> bool:
    """Whether the service's value already says what the user gave.

    A dict is compared in the keys given only; elements of a list are compared whole.
    """
    if field.type == "dict" and field.fields and isinstance(given, dict):
        current = current or {}
        return all(
            is_equal(inner, current.get(inner.name), given[inner.name]) for inner in field.fields if inner.name in given
        )
    return canonical(field, current) == canonical(field, given)


def canonical(field: Field, value: Any) -> str:
    """A text that is equal for values that mean the same."""
    if field.type == "list":
        items = [canonical_item(field, item) for item in own_elements(field, value)]
        return _JSON.encode(sorted(set(items)) if field.unordered else items)
    if field.type == "dict" and field.fields:
        return _canonical_fields(field.fields, value)
    return _canonical_scalar(field, value)


def canonical_item(field: Field, item: Any) -> str:
    """The same for one element of a list field. What names an object is equal to what names the same one."""
    if field.refers and field.refers.content:
        return named_by(field.refers, item)
    if field.fields:
        return _canonical_fields(field.fields, item)
    return _canonical_scalar(field, item)


def _canonical_fields(fields: Sequence[Field], value: Any) -> str:
    value = value or {}
    said = {}
    for field in fields:
        inner = value.get(field.name)
        inner = field.when_missing if inner is None else inner
        if inner not in (None, ""):
            said[field.name] = canonical(field, inner)
    return _JSON.encode(said)


def _canonical_scalar(field: Field, value: Any) -> str:
    if field.type == "str" and value is None:
        # The service shows "nothing" as null, as an empty text or not at all; they mean the same.
        value = ""
    if field.type == "dict":
        value = value or {}
    if field.case_insensitive and isinstance(value, str):
        value = value.casefold()
    if field.meaning:
        # What the service holds may go beyond what is known; it is compared as it stands.
        with suppress(InvalidOption):
            value = field.meaning(value)
    return _JSON.encode(value)


def refuse_meaningless(fields: Sequence[Field], given: Mapping[str, Any]) -> None:
    """Raises InvalidOption, naming the option, for a value that can mean nothing to the service."""
    for field in fields:
        value = given.get(field.name)
        if value is None:
            continue
        with doing(field.name):
            if field.meaning:
                field.meaning(value)
            if field.fields:
                for item in value if field.type == "list" else [value]:
                    refuse_meaningless(field.fields, item)


def _with_soft_delete_undone(resource: Resource, desired: dict) -> dict:
    if resource.soft_delete and resource.soft_delete not in desired:
        return {**desired, resource.soft_delete: True}
    return desired


def _is_reactivated(resource: Resource, current: dict, after: dict) -> bool:
    name = resource.soft_delete
    return bool(name and current.get(name) is False and after.get(name) is True)


def _predict_new(resource: Resource, desired: dict) -> dict:
    """The object that creation will make, with the keys that a real one has; what only the service knows is None."""
    on_create = {field.name: field.on_create for field in resource.fields}
    after = {"id": None, **{name: desired.get(name, on_create.get(name)) for name in resource.shown}}
    after[resource.key] = _key_of_new(resource, desired)
    return after


def _refuse_incomplete(resource: Resource, desired: dict) -> None:
    missing = [field.name for field in resource.fields if field.needed and field.name not in desired]
    if missing:
        raise InvalidOption(f"{', '.join(missing)} is missing.", f"A new {resource.title} needs it.")


def _key_of_new(resource: Resource, desired: dict) -> Any:
    renamed = desired.get(resource.renamed_by) if resource.renamed_by else None
    return renamed or desired.get(resource.key)


def _plan_creation(resource: Resource, desired: dict, wanted: dict, key: str) -> Step:
    after, is_over = _predict_new(resource, wanted), is_history(resource, wanted)
    if not is_over:
        _refuse_incomplete(resource, wanted)
    _check(resource, None, after)
    if is_over:
        # The service has forgotten it, or would have nothing to do for it.
        return Step(resource, key, NONE, None, desired, None)
    return Step(resource, key, CREATE, None, desired, after)


def _plan_transition(resource: Resource, transition: Transition, current: dict | None, desired: dict, key: str) -> Step:
    if current is None or not transition.is_due(current, desired):
        return Step(resource, key, NONE, current, desired, current, transition.state)
    after = {**current, **transition.after}
    return Step(resource, key, transition.name, current, desired, after, transition.state)


def _plan_removal(resource: Resource, current: dict | None, desired: dict, key: str) -> Step:
    if current is None or is_gone(resource, current):
        return Step(resource, key, NONE, current, desired, current, state="absent")
    after = {**current, resource.soft_delete: False} if resource.soft_delete else None
    return Step(resource, key, REMOVE, current, desired, after, state="absent")


def is_held(resource: Resource, current: dict | None) -> bool | None:
    """Whether objects of another kind keep the object from being removed; None where these alone can tell."""
    held_by = resource.held_by
    if held_by is None or not current:
        return False
    return None if held_by.is_held is None else held_by.is_held(current)


def holders_of(resource: Resource, current: dict, others: Sequence[dict]) -> list[dict]:
    """Those of the other kind's objects that hold the object."""
    held_by = resource.held_by
    return [other for other in others if held_by and held_by.holds(other, current)]


def refuse_held(step: Step, holders: Sequence[dict], holder: Resource) -> None:
    """holders: the objects of the kind `holder` that hold it, as far as they are known. Raises InvalidOption."""
    names = ", ".join(f'"{item[holder.key]}"' for item in holders)
    owner = f"the {holder.title} {names}" if names else f"some {holder.title} that the API key does not see"
    raise InvalidOption(f"{step.title} belongs to {owner}, and goes only after that.", f"Remove the {holder.title}.")


def refuse_impossible_creation(resource: Resource, desired: dict, current: dict | None, state: str) -> None:
    """What only shows with others is not made, and an id that nothing has is given to nobody. Raises InvalidOption."""
    if current is not None or state != "present":
        return
    if resource.composed:
        raise InvalidOption(*resource.composed.missing)
    if "id" in desired and not is_history(resource, desired):
        raise InvalidOption(
            f'there is no {resource.title} with the id "{desired["id"]}".',
            "Check id and region, or leave id out to create one.",
        )


def choose_renamed(resource: Resource, found: dict | None, at_new_key: dict | None, new_key: str) -> dict | None:
    """The object to be renamed, or the one that was renamed before. Raises AmbiguousKey if there are both."""
    if found and at_new_key and found["id"] != at_new_key["id"]:
        raise AmbiguousKey(
            f'there is a {resource.title} "{new_key}" already ({at_new_key["id"]}).',
            f"Remove one of the two, or choose another {resource.renamed_by}.",
        )
    return found or at_new_key


def immutable_changes(resource: Resource, current: dict, after: dict) -> tuple[str, ...]:
    """Names of fields that differ although the service cannot change them in place."""
    return tuple(
        field.name for field in resource.fields if field.immutable and current.get(field.name) != after.get(field.name)
    )


def _refuse_immutable(resource: Resource, current: dict, after: dict) -> None:
    for name in immutable_changes(resource, current, after):
        raise ImmutableField(
            f"{name} of an existing {resource.title} cannot be changed.",
            _immutable_advice(resource, name),
        )


def _immutable_advice(resource: Resource, name: str) -> str:
    if resource.table:
        return f"Leave {name} out, or give recreate=true to load a new {resource.title} and then remove this one."
    return f"Leave {name} out, or remove the {resource.title} and create it anew."


def _refuse_locked(resource: Resource, current: dict, after: dict, wanted: dict, key: str) -> None:
    lock = resource.lock(current, wanted) if resource.lock else None
    refused = [name for name in _differing(resource, current, after) if lock and name not in lock.but]
    if lock and refused:
        raise ImmutableField(
            f'{", ".join(refused)} of the {resource.title} "{key}" cannot be changed: {lock.why}.', lock.advice
        )


def changed_fields(resource: Resource, step: Step) -> tuple[str, ...]:
    """Names of the declared fields whose value the step changes."""
    return _differing(resource, step.current or {}, step.after or {})


def _differing(resource: Resource, before: dict, after: dict) -> tuple[str, ...]:
    return tuple(field.name for field in resource.fields if before.get(field.name) != after.get(field.name))


def ignored_changes(step: Step, shown: dict | None) -> list[str]:
    """What to tell whoever wanted a change that the service may ignore, and that it does not show."""
    if step.action != UPDATE or shown is None:
        return []
    return [
        f"The {step.title} still has another {field.name}: the service does not always take a change of it. "
        "To be sure of it, remove the object and create it anew."
        for field in step.resource.fields
        if field.may_be_ignored
        and field.name in step.desired
        and not is_equal(field, shown.get(field.name), step.desired[field.name])
    ]


def make_diff(step: Step) -> dict:
    """`{before, after}` holding only what differs, secrets masked; both empty when nothing changes.

    A user who becomes active again without being asked for by name is called so, for Ansible to show.
    """
    if not step.changed:
        return {"before": {}, "after": {}}
    before, after = step.current or {}, step.after or {}
    internal = {field.name for field in step.resource.fields if field.internal}
    names = [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in internal]
    diff: dict[str, Any] = {
        "before": {name: before[name] for name in names if name in before},
        "after": {name: after[name] for name in names if after.get(name) is not None or name in before and step.after},
    }
    diff = _with_secrets(step, diff)
    if step.action == REACTIVATE:
        diff.update(before_header=step.title, after_header=f"{step.title} (reactivated)")
    return diff


def _with_secrets(step: Step, diff: dict) -> dict:
    for field in step.resource.fields:
        if field.write_only and step.action == CREATE and field.name in step.desired:
            diff["after"][field.name] = MASK if field.secret else step.desired[field.name]
        elif field.secret:
            for side in diff.values():
                if side.get(field.name) is not None:
                    side[field.name] = MASK
    return diff


def make_writes(step: Step) -> tuple[Write, ...]:
    """The requests that carry the step out, in order. Empty when nothing is to be done."""
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
    return _update_writes(step, values)


def _operation(resource: Resource, name: str) -> Operation:
    operation: Operation | None = getattr(resource, name)
    if operation is None:
        raise InvalidOption(f"The API has no call to {name} a {resource.title}.")
    return operation


def _creation(step: Step) -> dict:
    """What the body of the creation says: what the user gave, and what the API demands."""
    wanted = _with_soft_delete_undone(step.resource, step.desired)
    said = {}
    for field in step.resource.fields:
        value = wanted.get(field.name, field.on_create)
        if value is not None and not (field.refers and field.refers.into):
            said[field.name] = value
    said[step.resource.key] = _key_of_new(step.resource, wanted)
    return said


def _update_writes(step: Step, values: dict) -> tuple[Write, ...]:
    """Those of the object itself, then those of the elements that are objects of their own."""
    fields = [step.resource.field(name) for name in changed_fields(step.resource, step)]
    own = tuple(field.name for field in fields if not field.children)
    elements = (write for field in fields for write in _element_writes(step, field, values))
    return (*(_object_writes(step, own, values) if own else ()), *elements)


def _object_writes(step: Step, changed: Sequence[str], values: dict) -> tuple[Write, ...]:
    resource, after = step.resource, step.after or {}
    members = [(name, resource.field(name).members) for name in changed]
    if all(each for _name, each in members):
        return tuple(write for name, each in members if each for write in _member_writes(step, name, each, values))
    said = [field.name for field in resource.fields if not (field.write_only or field.children)]
    names: Sequence[str] = said if resource.replaces else changed
    if set(names) & set(resource.together):
        names = [*(name for name in names if name not in resource.together), *resource.together]
    given = {**_unseen(step), **{name: after[name] for name in names if after.get(name) is not None}}
    body = {name: _declared(resource.field(name), value, resource.takes_unknown) for name, value in given.items()}
    if resource.takes_unknown:
        body = {**_unknown(resource, after), **body}
    if resource.repeats:
        body = {**resource.repeats(step.current or {}, after, step.desired), **body}
    return (Write(_operation(resource, "update"), values, encode(resource, body)),)


def _unknown(resource: Resource, after: dict) -> dict:
    """What an object holds that is neither declared nor set by the service."""
    known = {"id", *resource.readonly, *(field.name for field in resource.fields)}
    return {name: value for name, value in after.items() if name not in known and value is not None}


def _unseen(step: Step) -> dict:
    """What the user gave and the service does not show, as far as it can be changed: it may differ."""
    resource, current, desired = step.resource, step.current or {}, step.desired
    hidden = [field.name for field in _hidden(resource, current, desired)]
    lock = resource.lock(current, desired) if hidden and resource.lock else None
    return {name: desired[name] for name in hidden if not lock or name in lock.but}


def adds_elements(step: Step) -> bool:
    """Whether elements get their ids by this step, before which their order cannot be told."""
    return step.action in (UPDATE, REACTIVATE) and any(
        _element_changes(step, field).added for field in step.resource.fields if field.children
    )


def _element_changes(step: Step, field: Field) -> ElementChanges:
    before, after = (step.current or {}).get(field.name) or [], (step.after or {}).get(field.name) or []
    return compare_elements(before, after)


def _element_writes(step: Step, field: Field, values: dict) -> list[Write]:
    """Removals come first, for an object that can hold no more; but an object may go with the last of its elements."""
    children = field.children
    if children is None:
        return []
    changes, writes = _element_changes(step, field), []
    removal = [Write(children.remove, values, {children.ids: list(changes.removed)})] if changes.removed else []
    is_kept = len((step.current or {}).get(field.name) or []) > len(changes.removed)
    writes += removal if is_kept else []
    if changes.added:
        added = _encoded_elements(step.resource, field, _declared(field, list(changes.added)))
        writes.append(Write(children.add, values, {children.elements: added}))
    if changes.changed:
        parts = [_changed_part(field, children, *each) for each in changes.changed]
        writes.append(
            Write(children.change, values, {children.elements: _encoded_elements(step.resource, field, parts)})
        )
    writes += [] if is_kept else removal
    if changes.order:
        writes.append(Write(children.order, values, {children.sequence: list(changes.order)}))
    return writes


def _encoded_elements(resource: Resource, field: Field, elements: list[dict]) -> Any:
    return encode(resource, {field.name: elements})[field.api]


def _changed_part(field: Field, children: Children, before: dict, after: dict) -> dict:
    names = [inner.name for inner in field.fields if before.get(inner.name) != after[inner.name]]
    if set(names) & set(children.together):
        names = [*(name for name in names if name not in children.together), *children.together]
    return {"id": after["id"], **{name: after[name] for name in names}}


def _member_writes(step: Step, name: str, members: Members, values: dict) -> list[Write]:
    before, after = (step.current or {}).get(name) or [], (step.after or {}).get(name) or []
    added = [item for item in after if item not in before]
    removed = [item for item in before if item not in after]
    changes = ((members.add, added), (members.remove, removed))
    return [Write(operation, values, items) for operation, items in changes if items]


def _declared(field: Field, value: Any, takes_unknown: bool = False) -> Any:
    """As it is sent. What the service put into it is not ours to send back.

    Ids of elements are, where they tell which is which, and so is everything where it would be lost otherwise.
    """
    if field.refers and field.refers.content:
        return [item["id"] for item in value]
    if field.type == "list" and field.fields:
        return [_declared_fields(field, item, takes_unknown) for item in value]
    if field.type == "dict" and field.fields and isinstance(value, dict):
        return _declared_fields(field, value, takes_unknown)
    return value


def _declared_fields(field: Field, value: dict, takes_unknown: bool) -> dict:
    inner = {each.name: each for each in field.fields}
    ours = [*inner, *(["id"] if field.paired_by and not field.without_ids else [])]
    names = [name for name in (value if takes_unknown else ours) if value.get(name) is not None]
    return {
        name: _declared(inner[name], value[name], takes_unknown) if name in inner else value[name] for name in names
    }


# -- references ------------------------------------------------------------------------------------------------


class Known:
    """The objects of one resource that names are resolved against."""

    def __init__(self, resource: Resource, objects: Sequence[dict], gone: Sequence[dict] = ()) -> None:
        """gone: objects that the same run removes, so that a message can say so."""
        self.resource = resource
        self.objects = objects
        self.gone = gone
        self._asked: dict[str, list[dict]] = {}

    @cached_property
    def _by_key(self) -> Mapping[str, list[dict]]:
        """Objects by the canonical form of their key, since thousands may be looked up."""
        field = self.resource.field(self.resource.key)
        found: dict[str, list[dict]] = {}
        for item in self.objects:
            found.setdefault(canonical(field, item.get(self.resource.key)), []).append(item)
        return found

    @cached_property
    def _by_id(self) -> Mapping[str, dict]:
        return {str(item["id"]): item for item in self.objects if item.get("id") is not None}

    def all_of(self, key: str) -> list[dict]:
        """Every object that answers to this key. Thousands of users ask for the same few roles."""
        if key not in self._asked:
            self._asked[key] = self._by_key.get(canonical(self.resource.field(self.resource.key), key), [])
        return self._asked[key]

    def find(self, key: str, desired: Mapping[str, Any] | None = None) -> dict | None:
        """The one object that answers to this key, or None. Raises AmbiguousKey if several do."""
        return only_one(self.resource, self.all_of(key), key, desired)

    def find_by_id(self, object_id: str) -> dict | None:
        return self._by_id.get(object_id)

    def keys_of(self, ids: Sequence[str]) -> list[str]:
        """The keys that belong to these ids, as far as they are known."""
        return [str(self._by_id[object_id][self.resource.key]) for object_id in ids if object_id in self._by_id]


def referenced(fields: Sequence[Field], desired: dict) -> frozenset[str]:
    """Names of the resources that have to be read before `desired` can be resolved."""
    return frozenset(
        field.refers.resource
        for field, value in _references(fields, desired)
        if field.refers and (field.refers.complete or any(_needs_lookup(field.refers, item) for item in _items(value)))
    )


def _references(fields: Sequence[Field], values: dict) -> list[tuple[Field, Any]]:
    found: list[tuple[Field, Any]] = []
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.refers:
            found.append((field, value))
        elif field.fields:
            for item in _items(value):
                found.extend(_references(field.fields, item))
    return found


def referred(fields: Sequence[Field]) -> set[str]:
    """Names of the resources that these fields may name."""
    direct = {field.refers.resource for field in fields if field.refers}
    return direct.union(*(referred(field.fields) for field in fields))


def mentioned(fields: Sequence[Field], values: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Objects that these values speak of: (name of the resource, id or key)."""
    found: set[tuple[str, str]] = set()
    for field in fields:
        given = [values.get(field.name)]
        if field.refers:
            given += [values.get(field.refers.into)] if field.refers.into else []
            named = [name for value in given if value for name in _items(value)]
            found |= {(field.refers.resource, named_by(field.refers, name)) for name in named}
        elif field.fields:
            for item in _items(given[0] or []):
                found |= mentioned(field.fields, item)
    return found


def _items(value: Any) -> list:
    return value if isinstance(value, list) else [value]


def named_by(reference: Reference, item: Any) -> str:
    """The id or key by which a value names its object."""
    if reference.content:
        return str(item.get("id") or item.get(reference.content))
    return str(item)


def _needs_lookup(reference: Reference, value: Any) -> bool:
    if reference.content:
        return True
    return bool(value) and (reference.sends == "key" or not is_object_id(value))


def is_object_id(value: str) -> bool:
    """24 lower-case hex digits, the only ids that the API takes in bodies (schema ObjectId of the access group)."""
    return len(value) == 24 and all(digit in "0123456789abcdef" for digit in value)


def resolve(fields: Sequence[Field], desired: dict, known: Mapping[str, Known]) -> dict:
    """`desired` with ids or stored keys in place of the names that the user wrote.

    Raises UnknownReference for a name that nothing answers to, AmbiguousKey for one that several answer to.
    """
    return _resolve_fields(fields, desired, known, path="")


def _resolve_fields(fields: Sequence[Field], values: dict, known: Mapping[str, Known], path: str) -> dict:
    resolved = dict(values)
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        where = f"{path}{field.name}"
        if field.refers:
            target = field.refers.into or field.name
            if field.refers.into:
                del resolved[field.name]
            resolved[target] = _resolve_value(field, value, known, where)
        elif field.fields and isinstance(value, list):
            resolved[field.name] = [
                _resolve_fields(field.fields, item, known, f"{where}[{number}].") for number, item in enumerate(value)
            ]
    return resolved


def _resolve_value(field: Field, value: Any, known: Mapping[str, Known], where: str) -> Any:
    reference = field.refers
    if reference is None:
        return value
    _refuse_empty_names(field, value, where)
    if reference.content:
        there = known[reference.resource]
        return [_resolve_content(field, item, there, f"{where}[{number}]") for number, item in enumerate(value)]
    if isinstance(value, list):
        resolved = [_resolve_one(reference, item, known, where) for item in value]
        return resolved if reference.complete else list(dict.fromkeys(resolved))
    return _resolve_one(reference, value, known, where)


def _refuse_empty_names(field: Field, value: Any, where: str) -> None:
    """Only what may be left out altogether may be wanted empty."""
    if field.required and value == "":
        raise InvalidOption(f"{where} is empty.", "Name one.")
    if isinstance(value, list) and "" in value:
        raise InvalidOption(f"{where}[{value.index('')}] is empty.", "Name one, or leave the element out.")


def _resolve_content(field: Field, item: dict, there: Known, where: str) -> dict:
    """The element with everything that it may hold of the object that it names, its id among it."""
    name = named_by(field.refers, item) if field.refers else ""
    found = there.find_by_id(name) if "id" in item else there.find(name, item)
    if found is None:
        raise UnknownReference(*_unknown_reference(there, name, where))
    return {inner.name: found.get(inner.name) for inner in field.fields if not inner.internal}


def _resolve_one(reference: Reference, value: str, known: Mapping[str, Known], where: str) -> str:
    if not _needs_lookup(reference, value):
        return value
    there = known[reference.resource]
    found = there.find(value) or there.find_by_id(value)
    if found is None:
        raise UnknownReference(*_unknown_reference(there, value, where))
    return str(found["id"] if reference.sends == "id" else found[there.resource.key])


def _unknown_reference(there: Known, value: str, where: str) -> tuple[str, str]:
    gone = Known(there.resource, there.gone)
    if gone.all_of(value) or gone.find_by_id(value):
        return (
            f'{where} names the {there.resource.title} "{value}", which the same run removes.',
            "Leave out one of both.",
        )
    names = [str(item.get(there.resource.key)) for item in there.objects]
    close = get_close_matches(value, names, n=3)
    hint = f"Did you mean {', '.join(close)}?" if close else f"Create it first, or correct {where}."
    return f'{where} names the {there.resource.title} "{value}", which does not exist.', hint


def refuse_incomplete_lists(fields: Sequence[Field], resolved: dict, known: Mapping[str, Known]) -> None:
    """Raises InvalidOption for a list that names not every object that it has to, or one of them twice."""
    for field in fields:
        if field.refers and field.refers.complete and field.name in resolved:
            _refuse_incomplete_list(field.name, field.refers, resolved[field.name], known[field.refers.resource])


def _refuse_incomplete_list(option: str, reference: Reference, items: list, there: Known) -> None:
    named = [named_by(reference, item) for item in items]
    names = {str(item[_sent(reference, there)]): str(item[there.resource.key]) for item in there.objects}
    twice = [names.get(name, name) for number, name in enumerate(named) if name in named[:number]]
    if twice:
        raise InvalidOption(f"{option} names {listed(twice)} twice.", "Name each once.")
    left_out = [key for name, key in names.items() if name not in named]
    if left_out:
        raise InvalidOption(
            f"{option} leaves out {listed(left_out)}.",
            f"Name every {there.resource.title} that there is, inactive ones too.",
        )


def _sent(reference: Reference, there: Known) -> str:
    """The field of the objects whose values stand for them once they are resolved."""
    return "id" if reference.sends == "id" else there.resource.key


def listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    return ", ".join(f'"{name}"' for name in names[:10]) + more


def complete_lists(fields: Sequence[Field], desired: dict, current: dict) -> dict:
    """`desired` with what its complete lists leave out of what is there at their end: what is about to go."""
    completed = dict(desired)
    for field in fields:
        if field.refers and field.refers.complete and field.name in desired:
            named = {named_by(field.refers, item) for item in desired[field.name]}
            there = current.get(field.name) or []
            rest = [item for item in there if named_by(field.refers, item) not in named]
            completed[field.name] = [*desired[field.name], *rest]
    return completed


def without_gone(fields: Sequence[Field], current: dict, known: Mapping[str, Known]) -> dict:
    """`current` as if its complete lists named nothing that the same run removes."""
    left = dict(current)
    for field in fields:
        if field.refers and field.refers.complete and field.refers.resource in known:
            there = known[field.refers.resource]
            gone = {str(item[_sent(field.refers, there)]) for item in there.gone}
            left[field.name] = [
                item for item in current.get(field.name) or [] if named_by(field.refers, item) not in gone
            ]
    return left


def find_by_key(
    resource: Resource, objects: Sequence[dict], key: str, desired: Mapping[str, Any] | None = None
) -> dict | None:
    """The one object that answers to this key, or None. Raises AmbiguousKey if several do.

    desired: what else is wanted of it, which may tell objects of the same key apart.
    """
    return only_one(resource, all_by_key(resource, objects, key), key, desired)


def all_by_key(resource: Resource, objects: Sequence[dict], key: str) -> list[dict]:
    """Every object that answers to this key."""
    field = resource.field(resource.key)
    return [item for item in objects if is_equal(field, item.get(resource.key), key)]


def only_one(
    resource: Resource, found: Sequence[dict], key: str, desired: Mapping[str, Any] | None = None
) -> dict | None:
    """The one of them that is meant, or None if there is none. Raises AmbiguousKey if there are several."""
    if resource.is_same and desired is not None:
        found = [item for item in found if resource.is_same(item, dict(desired))]
    if len(found) > 1 and resource.prefer and desired is not None:
        found = resource.prefer(found, dict(desired))
    if len(found) > 1:
        exact = _told_apart(resource, found, key, desired or {})
        if len(exact) == 1:
            return exact[0]
        ids = ", ".join(str(item.get("id")) for item in found)
        name = resource.title if resource.field(resource.key).internal else f"{resource.title} {resource.key}"
        raise AmbiguousKey(
            f'{len(found)} objects answer to the {name} "{key}": {ids}.',
            f"Name the one you mean by its {f'{resource.tie_break} or ' if resource.tie_break else ''}id.",
        )
    return found[0] if found else None


def _told_apart(resource: Resource, found: Sequence[dict], key: str, given: Mapping[str, Any]) -> list[dict]:
    """Of objects that answer to the same key, those that are meant more exactly."""
    if resource.tie_break and resource.tie_break in given:
        field, wanted = resource.field(resource.tie_break), given[resource.tie_break]
        return [item for item in found if is_equal(field, item.get(field.name), wanted)]
    return [item for item in found if item.get(resource.key) == key]
