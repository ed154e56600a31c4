# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One value of an object: its option, its name in the API, and how it is compared and written. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from .operation import Operation, Paging


@dataclass(frozen=True)
class Reference:
    """The values of a field name objects of another resource, by id or by key.

    sends: what the API wants in their place: `id` or `key`.
    into: the field that takes the resolved value, where the option is only another way to give it; the two exclude each
    other.
    shown_as: the result that lists the keys beside the ids.
    content: objects of that resource have no name, so elements are dicts: what the object holds under the same keys,
    or its `id` alone. Names the internal field in them that takes the key which the content makes.
    complete: the list names every object of the resource, each once.
    exclusive: one object of the kind at most names an object of the resource, which is taken from the other then.
    """

    resource: str
    sends: str = "id"
    into: str | None = None
    shown_as: str | None = None
    content: str | None = None
    complete: bool = False
    exclusive: bool = False


@dataclass(frozen=True)
class Members:
    """Operations that add to and remove from a list field without replacing the object; the body is the array."""

    add: Operation
    remove: Operation


@dataclass(frozen=True)
class AtGroups:
    """How an object joins and leaves the groups that a list field names, without writing that list.

    groups, paging: their list. key: by which the field names them. id_value: of their id in the paths of `add` and
    `remove`, whose body holds the ids of members.
    """

    groups: Operation
    paging: Paging
    key: str
    id_value: str
    add: Operation
    remove: Operation


@dataclass(frozen=True)
class Children:
    """The elements of a list field are objects of their own, each with an id of the service's; their order counts.

    add, change, remove, order: operations at the path of the object that holds them. New ones go to the top.
    elements, ids, sequence: keys of the bodies, for whole elements, for the ids to remove, and for all ids in order.
    together: fields that the service keeps as one, so that a change of an element sends them all.
    foreign: pure; whether something else put an element there: it cannot be declared, and stays where it is.
    """

    add: Operation
    change: Operation
    remove: Operation
    order: Operation
    elements: str
    ids: str
    sequence: str
    together: tuple[str, ...] = ()
    foreign: Callable[[dict], bool] | None = None


@dataclass(frozen=True)
class Field:
    """One field of an object and the option of the same name.

    api_name: the API's spelling, where it differs.
    unordered: compared as a set. case_insensitive: compared without letter case.
    secret: no_log, masked in diffs. write_only: never returned by the service, so sent at creation and not compared.
    immutable: a change is refused. refers: see `Reference`. members: see `Members`. children: see `Children`.
    append: the option that turns an exact list into "at least these".
    at_groups: the list is written at what it names wherever the credential may; see `AtGroups`.
    on_create: sent at creation when the user left the field out, since the service asks for it.
    internal: no option and no result; the engine keeps it, inside another field of the service.
    needed: a new object needs it, though a change does not.
    later: names objects that may name this one, so where those are not there yet it is said by a change of its own.
    may_be_hidden: the service may not show it; what it does not show cannot be compared, and is taken to be as wanted.
    It is said with whatever else is changed.
    may_be_ignored: the service may accept a change of it and keep what was there, which is told and is no failure.
    meaning: pure; what values that mean the same have in common. Raises InvalidOption for a value that means nothing.
    spelled: pure; a value that means something as the service wants it written.
    paired_by: what identifies the elements, which are dicts. A declared one is the stored one that says all that was
    given, else one with the same values of the first fields named here, else of the second, as far as these were given;
    what was left out of it stays as the stored one has it.
    has_ids: the service gives the elements ids, which tell which is which.
    """

    name: str
    type: str = "str"
    elements: str | None = None
    required: bool = False
    default: Any = None
    choices: tuple | None = None
    fields: tuple[Field, ...] = ()
    api_name: str | None = None
    unordered: bool = False
    case_insensitive: bool = False
    secret: bool = False
    write_only: bool = False
    immutable: bool = False
    refers: Reference | None = None
    members: Members | None = None
    append: str | None = None
    at_groups: AtGroups | None = None
    on_create: Any = None
    internal: bool = False
    needed: bool = False
    later: bool = False
    may_be_hidden: bool = False
    may_be_ignored: bool = False
    meaning: Callable[[Any], Any] | None = None
    spelled: Callable[[Any], Any] | None = None
    children: Children | None = None
    paired_by: tuple[tuple[str, ...], ...] = ()
    has_ids: bool = False

    @property
    def api(self) -> str:
        return self.api_name or self.name

    @property
    def is_membership(self) -> bool:
        """Whether a change of the list is sent by itself, as who joins and who leaves."""
        return bool(self.members or self.at_groups)


def argument_spec(fields: tuple[Field, ...]) -> dict:
    """Ansible's argument specification of these fields, nested ones included."""
    return {field.name: _option(field) for field in fields if not field.internal}


def _option(field: Field) -> dict:
    option: dict = {"type": field.type}
    if field.elements:
        option["elements"] = field.elements
    if field.required:
        option["required"] = True
    if field.default is not None:
        option["default"] = field.default
    if field.choices:
        option["choices"] = list(field.choices)
    if field.fields:
        option["options"] = argument_spec(field.fields)
    exclusive = [[inner.refers.into, inner.name] for inner in field.fields if inner.refers and inner.refers.into]
    if exclusive:
        option["mutually_exclusive"] = exclusive
    if field.secret:
        option["no_log"] = True
    return option
