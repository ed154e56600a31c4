# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One value of an object: its option, its name in the API, and how it is compared and written. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable

from ..record import Declaration
from .compare import BY_ID, EXACTLY, Compare
from .operation import Operation, Paging

# Values of `Field.required`, besides True: a new object needs the field and a change does not; so it does, unless an id
# is given; it is needed unless the object is removed.
ON_CREATE, WITHOUT_ID, IF_PRESENT = "on create", "without id", "if present"
# Values of `Field.read_back`. What the API never shows is sent at creation and not compared. What it shows only
# sometimes is treated as declared if it is not shown, and is sent with every other change. What it takes on a
# best-effort basis may stay as it was although the API accepts a change, which the result warns of.
ALWAYS, NEVER, SOMETIMES, BEST_EFFORT = "always", "never", "sometimes", "best effort"


class OnCreate(Declaration):
    """A value of `Field.default`: what a creation sends if the user omits the option, since the API asks for it."""

    value: Any


class Reference(Declaration):
    """The values of a field name objects of another resource, by id or by key.

    sends: what the API wants in their place: `id` or `key`.
    into: the field that takes the resolved value, if the option is only another way to give it; the two exclude each
    other.
    shown_as: the result that lists the keys beside the ids.
    content: objects of that resource have no name, so elements are dicts: what the object contains under the same keys,
    or only its `id`. Names the internal field in them that takes the key which the content makes.
    complete: the list names every object of the resource, each once.
    exclusive: one object of the kind at most names an object of the resource, which is taken from the other then.
    deferred: objects of the resource may name this one too: a change sets the field if they do not exist yet.
    """

    resource: str
    sends: str = "id"
    into: str | None = None
    shown_as: str | None = None
    content: str | None = None
    complete: bool = False
    exclusive: bool = False
    deferred: bool = False

    def named_by(self, value: Any) -> str:
        """The id or key of the object that a value refers to."""
        if self.content:
            return str(value.get("id") or value.get(self.content))
        return str(value)


class Members(Declaration):
    """Operations that add to and remove from a list field without replacing the object; the body is the array."""

    add: Operation
    remove: Operation


class AtGroups(Declaration):
    """How an object joins and leaves the groups that a list field names, without writing that list.

    groups, paging: their list. key: by which the field names them. id_value: of their id in the paths of `add` and
    `remove`, whose body contains the ids of members.
    """

    groups: Operation
    paging: Paging
    key: str
    id_value: str
    add: Operation
    remove: Operation


class Computed(Declaration):
    """An internal value. compute: pure; from an object to the value. parts: names of the fields that it takes."""

    compute: Callable[[dict], Any]
    parts: tuple[str, ...] = ()


class Field(Declaration):
    """One field of an object, and the option of the same name."""

    name: str
    # Ansible's type of the option.
    type: str = "str"
    # Ansible's type of the elements of a list.
    elements: str | None = None
    # Whether the user has to give it: always (True), ON_CREATE, WITHOUT_ID or IF_PRESENT.
    required: bool | str = False
    # Ansible's default of the option; or `OnCreate`: what a creation sends if the user omits the option.
    default: Any = None
    # The documented values. They are compared case-insensitively, and shown as they are spelled here.
    choices: tuple | None = None
    # Other names of the option.
    aliases: tuple[str, ...] = ()
    # The fields of a dict, or of each dict in a list.
    fields: tuple[Field, ...] = ()
    # The API's spelling of the name, if it differs.
    api_name: str | None = None
    # How values are compared and sent.
    compare: Compare = EXACTLY
    # Never logged, and masked in diffs.
    secret: bool = False
    # Whether the API shows the value: ALWAYS, NEVER, SOMETIMES or BEST_EFFORT.
    read_back: str = ALWAYS
    # A change is refused.
    immutable: bool = False
    # The objects that the values name.
    refers: Reference | None = None
    # The option that turns an exact list into "at least these".
    append: str | None = None
    # Neither an option nor a result: the engine keeps it inside another field of the API.
    internal: bool = False
    # Computes an internal value from the other fields.
    computed: Computed | None = None
    # How an object joins and leaves others without writing this list: `Members` at a group, `AtGroups` at a member.
    membership: Members | AtGroups | None = None

    @property
    def is_required(self) -> bool:
        return self.required is True

    @property
    def is_required_on_create(self) -> bool:
        return self.required in (ON_CREATE, WITHOUT_ID)

    @property
    def default_on_create(self) -> Any:
        return self.default.value if isinstance(self.default, OnCreate) else None

    def is_exact_in(self, desired: Mapping[str, Any]) -> bool:
        """Whether a declaration gives the whole value, so that elements of a list that it does not name are to go."""
        return self.name in desired and not desired.get(self.append or "")

    @property
    def has_ids(self) -> bool:
        """Whether the API gives the elements of the list ids, which identify them."""
        return BY_ID in self.compare.match_by

    @property
    def identities(self) -> tuple[tuple[str, ...], ...]:
        """Names of the fields that identify an element, without its id."""
        return tuple(names for names in self.compare.match_by if names != BY_ID)

    def is_foreign(self, element: Any) -> bool:
        """Whether an element of the list cannot be declared, since the service manages it."""
        return bool(self.compare.foreign and self.compare.foreign(element))

    def own_elements(self, elements: Sequence[Any] | None) -> list[Any]:
        """The elements that can be declared."""
        return [element for element in elements or [] if not self.is_foreign(element)]

    @property
    def write_only(self) -> bool:
        return self.read_back == NEVER

    @property
    def may_be_hidden(self) -> bool:
        return self.read_back == SOMETIMES

    @property
    def may_be_ignored(self) -> bool:
        return self.read_back == BEST_EFFORT

    @property
    def api(self) -> str:
        return self.api_name or self.name

    @property
    def is_deferred(self) -> bool:
        """Whether it names objects that are created later."""
        return bool(self.refers and self.refers.deferred)

    @property
    def members(self) -> Members | None:
        return self.membership if isinstance(self.membership, Members) else None

    @property
    def at_groups(self) -> AtGroups | None:
        return self.membership if isinstance(self.membership, AtGroups) else None

    @property
    def is_membership(self) -> bool:
        """Whether a change of the list is sent by itself, as who joins and who leaves."""
        return self.membership is not None


def argument_spec(fields: tuple[Field, ...]) -> dict:
    """Ansible's argument specification of these fields, nested ones included."""
    return {field.name: _option(field) for field in fields if not field.internal}


def _option(field: Field) -> dict:
    option: dict = {"type": field.type}
    if field.elements:
        option["elements"] = field.elements
    if field.is_required:
        option["required"] = True
    if field.default is not None and not isinstance(field.default, OnCreate):
        option["default"] = field.default
    if field.choices:
        option["choices"] = list(field.choices)
    if field.aliases:
        option["aliases"] = list(field.aliases)
    if field.fields:
        option["options"] = argument_spec(field.fields)
    exclusive = [[inner.refers.into, inner.name] for inner in field.fields if inner.refers and inner.refers.into]
    if exclusive:
        option["mutually_exclusive"] = exclusive
    if field.secret:
        option["no_log"] = True
    return option
