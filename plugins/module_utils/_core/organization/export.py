# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The declaration of live objects. Applying it changes nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..engine.finding.matching import may_be_meant
from ..engine.finding.object_index import ObjectIndex
from ..engine.finding.unknown_groups import unknown_groups
from ..engine.membership import Membership
from ..engine.planning.plan import is_default, is_history
from ..model.field import IF_PRESENT, Field
from ..model.resource import Resource
from ..values.comparison import without_repetition
from .model.lost_references import without_lost_references


def declare(
    known: Mapping[str, ObjectIndex], gathered: Sequence[Resource], relation: Membership | None
) -> dict[str, list[dict]]:
    """Each gathered kind by its plural, in the order given: names in place of ids, nothing that the service sets.

    Objects of the past are omitted, and so are those that are as the service creates them by itself, those without
    anything that they need, and references to what does not exist.

    known: the objects of these kinds, and of those that they name. relation: declared once and completely, by the
    members if they are gathered, whichever end shows it.
    """
    known = _with_both_ends(known, relation) if relation else known
    names = {resource.name for resource in gathered}
    silent = relation if relation and relation.member.name in names else None
    return {resource.plural: _declare_kind(resource, known, silent) for resource in gathered}


def _with_both_ends(known: Mapping[str, ObjectIndex], relation: Membership) -> Mapping[str, ObjectIndex]:
    """The objects, groups and members with what either end shows of the relation, as far as both were read."""
    groups, members = known.get(relation.group.name), known.get(relation.member.name)
    if groups is None or members is None:
        return known
    keys = {str(group["id"]): str(group[relation.group.key]) for group in groups.objects}
    listed = {(ref, member) for group in groups.objects for ref, member in _pairs(group, relation.members)}
    shown = {
        (ref, member)
        for item in members.objects
        for member, key in _pairs(item, relation.groups)
        for ref in relation.groups_shown(groups.all_of(key), key, member)
    }
    in_groups = listed | shown
    return {
        **known,
        groups.resource.name: _with_values(groups, relation.members, in_groups),
        members.resource.name: _with_values(members, relation.groups, {(each, keys[ref]) for ref, each in in_groups}),
    }


def _pairs(item: Mapping[str, Any], field: Field) -> list[tuple[str, str]]:
    """The id of the object with each value of its list."""
    return [(str(item["id"]), str(value)) for value in item.get(field.name) or ()]


def _with_values(known: ObjectIndex, field: Field, pairs: Iterable[tuple[str, str]]) -> ObjectIndex:
    """pairs: id of an object and a value of its list."""
    values: dict[str, list[str]] = {}
    for object_id, value in sorted(pairs):
        values.setdefault(object_id, []).append(value)
    return ObjectIndex(
        known.resource, [{**item, field.name: values.get(str(item["id"]), [])} for item in known.objects]
    )


def _declare_kind(resource: Resource, known: Mapping[str, ObjectIndex], silent: Membership | None) -> list[dict]:
    left_out = silent.members.name if silent and resource.name == silent.group.name else None
    fields = [field for field in resource.fields if not (field.internal or field.write_only or field.name == left_out)]
    index = known[resource.name]
    if resource.composed and (index.unreadable or not known[resource.composed.of.name].objects):
        # Of what cannot be read, nothing can be said.
        return []
    return [
        _declare_one(index, item, _declare_fields(fields, _content(resource, item, known), known))
        for item in index.objects
        if not is_history(resource, item) and not is_default(resource, item) and not _is_void(resource, item)
    ]


def _is_void(resource: Resource, item: Mapping[str, Any]) -> bool:
    """Whether it lacks what no declaration may lack, as does a topology without links."""
    return any(field.required == IF_PRESENT and not item.get(field.name) for field in resource.fields)


def _content(resource: Resource, item: Mapping[str, Any], known: Mapping[str, ObjectIndex]) -> dict[str, Any]:
    """The object without what cannot be declared: references to nothing, and that a list of objects has none yet."""
    left = without_lost_references(resource.fields, item, known)
    for field in resource.fields:
        value = left.get(field.name)
        if value == [] and (field.has_ids or item.get(field.name)):
            left[field.name] = None
    return left


def _can_be_declared(field: Field, value: Any) -> bool:
    """Whether the value can be declared. A value that is newer than this collection cannot, and stays as it is."""
    if value is None:
        return True
    if field.choices:
        return all(each in field.choices for each in (value if isinstance(value, list) else [value]))
    elements = field.own_elements(value) if field.type == "list" and field.fields else []
    needed = [inner for inner in field.fields if inner.is_required]
    return all(_can_be_declared(inner, each.get(inner.name)) for each in elements for inner in needed)


def _declare_one(index: ObjectIndex, item: dict, declared: dict) -> dict:
    """An object whose key is not unique is named by its id."""
    resource, key = index.resource, index.resource.key
    alike = index.all_of(str(item.get(key)))
    alike = [other for other in alike if may_be_meant(resource, other, item)]
    if not resource.may_be_named_by_id or len(alike) == 1:
        return declared
    return {"id": str(item["id"]), **{name: value for name, value in declared.items() if name != key}}


def _declare_fields(fields: Sequence[Field], item: Mapping[str, Any], known: Mapping[str, ObjectIndex]) -> dict:
    """In the order of the declaration. A field that a reference is resolved into is declared by that reference."""
    declared: dict[str, Any] = {}
    resolved = {field.refers.into: field for field in fields if field.refers and field.refers.into}
    for field in fields:
        value = item.get(field.name)
        by_name = resolved.get(field.name)
        if value is None or not _can_be_declared(field, value):
            continue
        if by_name and _name_of(by_name, value, known) is not None:
            continue
        declared[field.name] = _declare_value(field, value, known)
    for source, field in resolved.items():
        value = item.get(source or "")
        name = _name_of(field, value, known) if value is not None else None
        if name is not None:
            declared[field.name] = name
    return declared


def _declare_value(field: Field, value: Any, known: Mapping[str, ObjectIndex]) -> Any:
    if field.refers and field.refers.content:
        return [_declare_named(field, each, known[field.refers.resource], known) for each in value]
    if field.refers and field.refers.sends == "id" and not field.refers.into:
        if isinstance(value, list):
            return sorted(_name_of(field, each, known) or each for each in value)
        return _name_of(field, value, known) or value
    if field.at_groups and field.refers and field.refers.resource in known:
        # One that is not listed cannot be declared, and stays as it is.
        unknown = unknown_groups(known[field.refers.resource], value)
        value = [key for key in value if key not in unknown]
    if field.type == "list" and field.fields:
        elements = without_repetition(field, field.own_elements(value))
        return [_declare_fields(field.fields, each, known) for each in elements]
    if field.type == "list" and field.compare.as_set:
        return sorted(value)
    if field.type == "dict" and field.fields:
        return _declare_fields(field.fields, value, known)
    return value


def _declare_named(field: Field, item: dict, index: ObjectIndex, known: Mapping[str, ObjectIndex]) -> dict:
    """How another object refers to this one: by its identifying fields, or by its id if these are not unique."""
    found = index.find_by_id(str(item["id"]))
    if found is None or len(index.all_of(str(found[index.resource.key]))) > 1:
        return {"id": str(item["id"])}
    said = [inner for inner in field.fields if inner.name != "id" and not (inner.internal or inner.write_only)]
    return _declare_fields(said, item, known)


def _name_of(field: Field, object_id: Any, known: Mapping[str, ObjectIndex]) -> str | None:
    """The key of the object; None if the object does not exist, or if its key is not unique."""
    index = known.get(field.refers.resource) if field.refers else None
    found = index.find_by_id(str(object_id)) if index else None
    if index is None or found is None:
        return None
    key = str(found[index.resource.key])
    return key if len(index.all_of(key)) == 1 else None
