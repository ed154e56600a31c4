# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The objects as an earlier task of the same run would leave them, which check mode has not carried out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...engine.finding.object_index import ObjectIndex
from ...engine.membership import Membership
from ...engine.planning.step import CREATE, REMOVE
from ...errors import InvalidOption
from ...model.resource import Resource
from ...values.text import shown_value

# By old key the new one, or None if the object is removed.
KeyChanges = Mapping[str, "str | None"]


def with_earlier_plan(
    live: Mapping[str, ObjectIndex], plan: Sequence[Mapping[str, Any]], relation: Membership | None
) -> dict[str, ObjectIndex]:
    """live: by name of the kind, as it was read. plan: as the earlier task returned it. relation: see `World`.

    New objects have their key in place of an id. Other IDs are not known from a plan, which shows names, so objects
    keep those that they have. Raises InvalidOption if it is not a plan.
    """
    if not plan:
        return dict(live)
    steps: dict[str, list[Mapping[str, Any]]] = {}
    for number, step in enumerate(plan):
        steps.setdefault(_kind_of(number, step), []).append(step)
    changes = {name: _key_changes(known, steps.get(known.resource.plural, ())) for name, known in live.items()}
    then = {
        name: [
            _renamed(known.resource, item, changes) for item in _objects(known, steps.get(known.resource.plural, ()))
        ]
        for name, known in live.items()
    }
    if relation and {relation.group.name, relation.member.name} <= set(then):
        _bring_memberships(relation, then[relation.group.name], then[relation.member.name], steps)
    return {name: ObjectIndex(known.resource, then[name]) for name, known in live.items()}


def _kind_of(number: int, step: Any) -> str:
    diff = step.get("diff") if isinstance(step, Mapping) else None
    texts = [step.get(name) for name in ("resource", "key", "action")] if isinstance(step, Mapping) else [None]
    sides = [diff.get(side) for side in ("before", "after")] if isinstance(diff, Mapping) else [None]
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(side, Mapping) for side in sides):
        raise InvalidOption(
            f"after_plan[{number}] is {shown_value(step)}, which is not a step of a plan.",
            "Give the plan that the earlier task of bigpanda_organization returned.",
        )
    return str(texts[0])


def _key_changes(known: ObjectIndex, steps: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
    """Users are deactivated and keep their name; other objects are gone."""
    key = known.resource.key
    changes: dict[str, str | None] = {}
    for step in steps:
        if step["action"] == REMOVE and not known.resource.soft_delete:
            changes[step["key"]] = None
        elif step["diff"]["before"].get(key) and step["diff"]["after"].get(key):
            changes[step["diff"]["before"][key]] = step["diff"]["after"][key]
    return changes


def _objects(known: ObjectIndex, steps: Iterable[Mapping[str, Any]]) -> list[dict]:
    resource, objects = known.resource, [dict(item) for item in known.objects]
    for step in steps:
        key, after = step["key"], _told(resource, step["diff"]["after"])
        found = [item for item in objects if item.get(resource.key) == key]
        if step["action"] == CREATE:
            empty: dict[str, Any] = {field.name: [] if field.type == "list" else None for field in resource.fields}
            objects.append({**empty, **after, "id": key})
        elif step["action"] == REMOVE and not resource.soft_delete:
            # Of several with the same key, the plan does not say which one.
            objects = [item for item in objects if len(found) != 1 or item is not found[0]]
        elif len(found) == 1:
            found[0].update(after)
    return objects


def _told(resource: Resource, after: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan says of an object, without names that stand for IDs, secrets and what is inside of other values."""
    plain = {
        field.name
        for field in resource.fields
        if not field.secret and not field.fields and (not field.refers or field.refers.sends == "key")
    }
    return {name: value for name, value in after.items() if name in plain}


def _renamed(resource: Resource, item: dict, changes: Mapping[str, KeyChanges]) -> dict:
    """The object as it will show the keys of objects that the earlier task renames or removes."""
    for field in resource.fields:
        keys = changes.get(field.refers.resource) if field.refers and field.refers.sends == "key" else None
        if keys and isinstance(item.get(field.name), list):
            now = [keys.get(key, key) for key in item[field.name]]
            item[field.name] = list(dict.fromkeys(key for key in now if key is not None))
    return item


def _bring_memberships(
    relation: Membership, groups: list[dict], members: list[dict], steps: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Groups list the ids of members, and members the keys of groups: what one side tells, the other shows, too."""
    ids, keys = relation.members.name, relation.groups.name
    told_groups = _told_lists(steps.get(relation.group.plural, ()), relation.group.key, ids)
    told_members = _told_lists(steps.get(relation.member.plural, ()), relation.member.key, keys)
    for group in groups:
        key = group[relation.group.key]
        listed, now = {*map(str, group.get(ids) or [])}, []
        for member in members:
            member_id, name = str(member["id"]), member[relation.member.key]
            is_member = name in told_groups[key] if key in told_groups else member_id in listed
            if name in told_members:
                is_member = key in told_members[name]
            if key in told_groups or name in told_members:
                others = [each for each in member.get(keys) or [] if each != key]
                member[keys] = [*others, key] if is_member else others
            now += [member_id] if is_member else []
        group[ids] = now + sorted(listed - {str(member["id"]) for member in members})


def _told_lists(steps: Sequence[Mapping[str, Any]], key: str, name: str) -> dict[str, list]:
    """By the key that the object will have, the list that its step names."""
    sides = [(step["diff"]["after"].get(key) or step["key"], step["diff"]["after"].get(name)) for step in steps]
    return {each: told for each, told in sides if isinstance(told, list)}
