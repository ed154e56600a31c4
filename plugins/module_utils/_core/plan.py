# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to happen so that `current` becomes `desired`. Pure: no network, no clock; knows nothing of check mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from .comparison import canonical_item, has_elements, is_equal, partners_of, without_repetition
from .elements import ElementChanges, compare_elements, own_elements, weave
from .errors import AmbiguousKey, ImmutableField, InvalidOption
from .schema import Children, Field, Operation, Resource, Transition, encode, prune

NONE, CREATE, UPDATE, REACTIVATE, REMOVE = "none", "create", "update", "reactivate", "remove"
MASK = "********"
NOT_COMPARED = "{} cannot be compared: the service does not show it."


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
    return _completed(resource, after)


def _completed(resource: Resource, after: dict) -> dict:
    return resource.complete(after) if resource.complete else after


def _hidden(resource: Resource, current: dict, desired: dict) -> list[Field]:
    """Fields that were given and that the service does not show."""
    return [field for field in resource.hideable if field.name in desired and current.get(field.name) is None]


def hidden_fields(resource: Resource, current: dict, desired: dict) -> tuple[str, ...]:
    """Names of those of them, which cannot be compared."""
    return tuple(field.name for field in _hidden(resource, current, desired))


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
        return _laid_over(field.fields, current, given)
    if has_elements(field):
        return _paired(field, current or [], given)
    if field.type == "list" and field.case_insensitive:
        return _as_stored(field, current or [], given)
    return given


def _laid_over(fields: Sequence[Field], current: dict, given: dict) -> dict:
    """`current` with what was given; what was left out stays."""
    changed = {
        field.name: _merge_field(field, current.get(field.name), given[field.name], {})
        for field in fields
        if field.name in given
    }
    return {**current, **changed}


def _paired(field: Field, current: list[dict], given: list[dict]) -> list[dict]:
    """What was given, each element with what the stored one holds that it is."""
    given = without_repetition(field, given)
    partners = partners_of(field, own_elements(field, current), given)
    merged = [
        _new_element(field, element) if partner is None else _laid_over(field.fields, partner, element)
        for partner, element in zip(partners, given)
    ]
    return weave(field, merged, current) if field.children else merged


def _new_element(field: Field, given: dict) -> dict:
    """Nothing is known yet of what the user left out of it."""
    return {**({"id": None} if field.has_ids else {}), **_with_all_names(field, given)}


def _with_all_names(field: Field, given: dict) -> dict:
    stored = (inner.name for inner in field.fields if not (inner.internal or inner.refers and inner.refers.into))
    return {**dict.fromkeys(stored), **given}


def _as_stored(field: Field, current: list, given: list) -> list:
    """What was given; what is there already, as the service spells it."""
    stored = {canonical_item(field, item): item for item in current}
    return [stored.get(canonical_item(field, item), item) for item in given]


def _union(field: Field, current: list | None, given: list) -> list | None:
    known = {canonical_item(field, item) for item in current or []}
    added = [item for item in given if canonical_item(field, item) not in known]
    return [*(current or []), *added] if added else current


def _with_soft_delete_undone(resource: Resource, desired: dict) -> dict:
    if resource.soft_delete and resource.soft_delete not in desired:
        return {**desired, resource.soft_delete: True}
    return desired


def _is_reactivated(resource: Resource, current: dict, after: dict) -> bool:
    name = resource.soft_delete
    return bool(name and current.get(name) is False and after.get(name) is True)


def _predict_new(resource: Resource, desired: dict) -> dict:
    """The object that creation will make, with the keys that a real one has; what only the service knows is None."""
    known = {field.name: _known_of_new(field, desired.get(field.name, field.on_create)) for field in resource.fields}
    after = {"id": None, **{name: known.get(name) for name in resource.shown}}
    after[resource.key] = _key_of_new(resource, desired)
    return _completed(resource, after)


def _known_of_new(field: Field, value: Any) -> Any:
    if isinstance(value, list) and has_elements(field):
        return [_with_all_names(field, element) for element in without_repetition(field, value)]
    return value


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
            f'the {resource.title} "{new_key}" exists already ({at_new_key["id"]}).',
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
        raise InvalidOption(f"The API has no call to {name} a {resource.title}.")
    return operation


def _creation(step: Step) -> dict:
    """What the body of the creation says: what the user gave, and what the API demands."""
    wanted = _with_soft_delete_undone(step.resource, step.desired)
    said = {}
    for field in step.resource.fields:
        value = wanted.get(field.name, field.on_create)
        if value is not None and not (field.refers and field.refers.into):
            said[field.name] = without_repetition(field, value) if has_elements(field) else value
    said[step.resource.key] = _key_of_new(step.resource, wanted)
    body: dict = prune(_completed(step.resource, said))
    return body


def _update_writes(step: Step, values: dict, in_place: bool) -> tuple[Write, ...]:
    """Those of the object itself, then those of its members and of the elements that are objects of their own."""
    fields = [step.resource.field(name) for name in changed_fields(step.resource, step)]
    own = [field.name for field in fields if not (field.children or field.is_membership)]
    members = (write for field in fields for write in _member_writes(step, field, values))
    elements = (write for field in fields for write in _element_writes(step, field, values))
    return (*([_object_write(step, own, values, in_place)] if own else ()), *members, *elements)


def _object_write(step: Step, changed: Sequence[str], values: dict, in_place: bool) -> Write:
    """Of members it says those that there are, if it has to: who joins and who leaves is said by itself."""
    resource = step.resource
    staying = {field.name: (step.current or {}).get(field.name) for field in resource.fields if field.is_membership}
    after = {**(step.after or {}), **staying}
    operation = resource.change if in_place and resource.change else _operation(resource, "update")
    replaces = resource.replaces and operation is not resource.change
    said = [field.name for field in resource.fields if not (field.write_only or field.children)]
    names: Sequence[str] = said if replaces else changed
    if set(names) & set(resource.together):
        names = [*(name for name in names if name not in resource.together), *resource.together]
    given = {**_unseen(step), **{name: after[name] for name in names if after.get(name) is not None}}
    body = {name: _declared(resource.field(name), value, resource.takes_unknown) for name, value in given.items()}
    if resource.takes_unknown and replaces:
        body = {**_unknown(resource, after), **body}
    if resource.repeats:
        body = {**resource.repeats(step.current or {}, after, step.desired), **body}
    return Write(operation, values, encode(resource, body))


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
    names = [inner.name for inner in field.fields if before.get(inner.name) != after.get(inner.name)]
    if set(names) & set(children.together):
        names = [*(name for name in names if name not in children.together), *children.together]
    return {"id": after["id"], **{name: after.get(name) for name in names}}


def _member_writes(step: Step, field: Field, values: dict) -> list[Write]:
    if field.members is None:
        return []
    added, removed = joined_and_left(step, field)
    changes = ((field.members.add, added), (field.members.remove, removed))
    return [Write(operation, values, items) for operation, items in changes if items]


def joined_and_left(step: Step, field: Field) -> tuple[list, list]:
    """Elements of a list field that are new by the step, and those that are not there any more."""
    before, after = (step.current or {}).get(field.name) or [], (step.after or {}).get(field.name) or []
    there, staying = ({canonical_item(field, item) for item in items} for items in (before, after))
    added = [item for item in after if canonical_item(field, item) not in there]
    return added, [item for item in before if canonical_item(field, item) not in staying]


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
    ours = [*inner, *(["id"] if field.has_ids else [])]
    names = [name for name in (value if takes_unknown else ours) if value.get(name) is not None]
    return {
        name: _declared(inner[name], value[name], takes_unknown) if name in inner else value[name] for name in names
    }
