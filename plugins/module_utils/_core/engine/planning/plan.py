# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What has to happen so that `current` becomes `desired`. Pure: no network, no clock; knows nothing of check mode."""

from __future__ import annotations

from itertools import chain
from typing import Any

from ...errors import ImmutableField, InvalidOption
from ...model.feature import FrozenFields, Transition
from ...model.field import Field
from ...model.partial import hidden_fields
from ...model.resource import Resource
from ...model.window import DOUBTS
from ...values.comparison import has_elements, is_equal, without_repetition
from .merge import completed, merge, with_all_names
from .step import CREATE, NONE, REACTIVATE, REMOVE, UPDATE, Step

NOT_COMPARED = "{} cannot be compared: the service does not show it."


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
    wanted = with_soft_delete_undone(resource, desired)
    if current is None:
        return _plan_creation(resource, desired, wanted, key)
    for feature in resource.timed:
        wanted = feature.adopt(current, wanted)
    after = merge(resource, current, wanted)
    if after == current:
        return Step(resource, key, NONE, current, desired, current)
    _refuse_immutable(resource, current, after)
    _refuse_frozen(resource, current, after, wanted, key)
    _check(resource, current, after)
    action = REACTIVATE if _is_reactivated(resource, current, after) else UPDATE
    return Step(resource, key, action, current, desired, after)


def find_transition(resource: Resource, attribute: str, value: str) -> Transition | None:
    """The transition whose `name` or `state` this is, or None."""
    transitions = (each for feature in resource.timed for each in feature.transitions)
    return next((each for each in transitions if getattr(each, attribute) == value), None)


def frozen_fields(resource: Resource, current: dict, desired: dict) -> FrozenFields | None:
    """Why the object keeps its values; None if all can be changed."""
    found = (feature.frozen_fields(current, desired) for feature in resource.timed)
    return next((each for each in found if each), None)


def is_history(resource: Resource, item: dict) -> bool:
    """Whether an object, as it is or as it is wanted, belongs to the past."""
    return any(feature.is_past(item) for feature in resource.timed)


def _check(resource: Resource, current: dict | None, after: dict) -> None:
    if resource.check:
        resource.check(current, after)


def is_gone(resource: Resource, current: dict | None) -> bool:
    """An object that was never there, that is kept as a deactivated record only, or that is as the service makes it."""
    if current is None or resource.soft_delete and current.get(resource.soft_delete) is False:
        return True
    return is_default(resource, current)


def is_default(resource: Resource, item: dict) -> bool:
    """Whether an object that always exists is as the API makes it; `delete` makes it so again."""
    return bool(resource.composed and resource.composed.is_default and resource.composed.is_default(item))


def not_compared(step: Step) -> tuple[str, ...]:
    """Names of the fields that cannot be compared with what is wanted, and what features call such values."""
    if step.state != "present" or step.current is None:
        return ()
    kept = (feature.not_compared(step.current, step.desired) for feature in step.resource.timed)
    return (*hidden_fields(step.resource, step.current, step.desired), *chain.from_iterable(kept))


def doubts(step: Step) -> tuple[str, ...]:
    """Warnings about what was given."""
    return tuple(step.desired.get(DOUBTS, ())) if step.state == "present" else ()


def with_soft_delete_undone(resource: Resource, desired: dict) -> dict:
    if resource.soft_delete and resource.soft_delete not in desired:
        return {**desired, resource.soft_delete: True}
    return desired


def _is_reactivated(resource: Resource, current: dict, after: dict) -> bool:
    name = resource.soft_delete
    return bool(name and current.get(name) is False and after.get(name) is True)


def _predict_new(resource: Resource, desired: dict) -> dict:
    """The object that creation will make, with the keys that a real one has; what only the service knows is None."""
    known = {
        field.name: _known_of_new(field, desired.get(field.name, field.default_on_create)) for field in resource.fields
    }
    after = {"id": None, **{name: known.get(name) for name in resource.shown}}
    after[resource.key] = key_of_new(resource, desired)
    return completed(resource, after)


def _known_of_new(field: Field, value: Any) -> Any:
    if isinstance(value, list) and has_elements(field):
        return [with_all_names(field, element) for element in without_repetition(field, value)]
    return value


def _refuse_incomplete(resource: Resource, desired: dict) -> None:
    missing = [field.name for field in resource.fields if field.is_required_on_create and field.name not in desired]
    if missing:
        instead = {name: option for feature in resource.timed for name, option in feature.instead.items()}
        names = [f"{name} or {instead[name]}" if name in instead else name for name in missing]
        raise InvalidOption(f"{', '.join(names)} is missing.", f"A new {resource.title} needs it.")


def key_of_new(resource: Resource, desired: dict) -> Any:
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


def refuse_impossible_creation(resource: Resource, desired: dict, current: dict | None, state: str) -> None:
    """What only shows with others is not made, and an id that nothing has is given to nobody. Raises InvalidOption."""
    if current is not None or state != "present":
        return
    if resource.composed:
        raise InvalidOption(*resource.composed.missing)
    if "id" in desired and not is_history(resource, desired):
        raise InvalidOption(
            f'there is no {resource.title} with the id "{desired["id"]}".',
            "Check id and region, or omit id to create one.",
        )


def refuse_change_of_built_in(resource: Resource, desired: dict, current: dict | None, state: str) -> None:
    """A built-in object stays, with its name. Check mode could not say so by asking. Raises InvalidOption."""
    if current is None or not resource.built_in or not resource.built_in(current):
        return
    title, new_key = resource.titled(current[resource.key]), desired.get(resource.renamed_by or "")
    if state == "absent":
        raise InvalidOption(f"{title} is to be removed, but is built in.", "Omit state=absent.")
    if new_key and new_key != current.get(resource.key):
        raise InvalidOption(
            f'{title} is to be renamed to "{new_key}", but is built in.', f"Omit {resource.renamed_by}."
        )


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
    if resource.mark:
        return f"Omit {name}, or set recreate=true to load a new {resource.title} and then remove this one."
    return f"Omit {name}, or remove the {resource.title} and create it again."


def _refuse_frozen(resource: Resource, current: dict, after: dict, wanted: dict, key: str) -> None:
    frozen = frozen_fields(resource, current, wanted)
    refused = [name for name in _differing(resource, current, after) if frozen and name not in frozen.but]
    if frozen and refused:
        raise ImmutableField(
            f'{", ".join(refused)} of the {resource.title} "{key}" cannot be changed: {frozen.why}.', frozen.advice
        )


def changed_fields(resource: Resource, step: Step) -> tuple[str, ...]:
    """Names of the declared fields whose value the step changes."""
    return _differing(resource, step.current or {}, step.after or {})


def _differing(resource: Resource, before: dict, after: dict) -> tuple[str, ...]:
    return tuple(field.name for field in resource.fields if before.get(field.name) != after.get(field.name))


def ignored_changes(step: Step, shown: dict | None) -> list[str]:
    """Warnings about changed fields that the service may ignore and does not show."""
    if step.action != UPDATE or shown is None:
        return []
    return [
        f"The {step.title} still has another {field.name}: the service does not always take a change of it. "
        "To be sure, remove the object and create it again."
        for field in step.resource.fields
        if field.may_be_ignored
        and field.name in step.desired
        and not is_equal(field, shown.get(field.name), step.desired[field.name])
    ]
