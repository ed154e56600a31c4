# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vocabulary in which a BigPanda object is declared. Pure data and pure functions; knows no resource by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Callable

from ..record import Declaration
from .field import Field
from .listing import Listing
from .operation import Operation, Paging
from .update_body import Patch, Put
from .window import Window

# The key under which what the user wants carries the time of the run, in epoch seconds, for resources that are timed.
TIME_OF_RUN = "time_of_run"
# The key under which it carries the state that the user wants, for the same.
STATE_WANTED = "state_wanted"


class Holder(Declaration):
    """Objects of another kind keep objects of this one from being removed.

    resource: name of that kind. holds: pure; whether the first object, of that kind, holds the second. The first may
    name the second by its key. is_held: pure; whether anything holds the object; None where it does not tell.
    brings: pure; the keys of what comes with the table of an object of that kind where it is missing, and goes with the
    last one that brings it. is_only_held: pure; whether there is nothing else to it.
    """

    resource: str
    holds: Callable[[dict, dict], bool]
    is_held: Callable[[dict], bool] | None = None
    brings: Callable[[dict], Sequence[str]] = lambda _holder: ()
    is_only_held: Callable[[dict], bool] = lambda _held: False


class Table(Declaration):
    """A table that belongs to an object: replaced whole by a CSV upload, changed by a job, read back in pages.

    columns: pure; (titles of all columns, titles of those that identify a row) of an object, current or desired.
    mark: the internal field in which the engine keeps a fingerprint and how far it got.
    """

    upload: Operation
    read: Operation
    job: Operation
    paging: Paging
    columns: Callable[[dict], tuple[tuple[str, ...], tuple[str, ...]]]
    mark: str


class Composition(Declaration):
    """An object that the service does not show by itself, or only in part, but with the objects of another kind.

    of: that kind. stored: reads the part that is shown, if one is.
    compose: pure; (all objects of that kind, decoded, what `stored` answers or None) to the object; None where it
    cannot be put together. missing: what is then said to whoever wants it, and the remedy.
    """

    of: Resource
    compose: Callable[[list[dict], Any], dict | None]
    missing: tuple[str, str] = ("there is none.", "")
    stored: Operation | None = None
    # Pure: whether the object is as the API makes it by itself; `delete` makes it so again.
    is_default: Callable[[dict], bool] | None = None


class Transition(Declaration):
    """A further state that an object can be brought to, by one operation that takes no body.

    name: what is done, as plans and messages say it. state: a choice of the option `state`.
    is_due: pure; (object, what the user wants) whether it is to be done now, False where the object is there already.
    Raises InvalidOption where the object cannot be brought there.
    after: what the object says then.
    """

    name: str
    state: str
    operation: Operation
    is_due: Callable[[dict, dict], bool]
    after: Mapping[str, Any]


class Lock(Declaration):
    """Why an object, as it is now, keeps its values. but: names of the fields that can be changed all the same."""

    why: str
    advice: str
    but: tuple[str, ...] = ()


class Resource(Declaration):
    """A kind of BigPanda object, declared once: everything else is derived from this. Its functions are pure.

    "Desired" is what the user gave, in canonical form; objects are in Ansible's spelling.
    """

    name: str
    plural: str
    # The field that users name objects by. An internal one is not given by users: `key_of` computes it, or there is one
    # object at most, which needs no name.
    key: str
    # The name of the object's id in paths.
    id_value: str
    fields: tuple[Field, ...]
    # How all objects are read.
    list: Listing
    get: Operation | None = None
    create: Operation | None = None
    update: Operation | None = None
    delete: Operation | None = None
    # What the body of `update` says.
    update_body: Patch | Put = Patch()
    # Computes the key from other fields.
    key_of: Callable[[dict], str] | None = None
    # Keys are not documented as unique. After a creation the engine checks whether another run created the same object
    # at the same moment.
    names_may_repeat: bool = False
    # Of several objects with the key, those that may be meant by what is desired. The key of all may be that of others.
    disambiguate: Callable[[Sequence[dict], dict], Sequence[dict]] | None = None
    # The option that holds a new key.
    renamed_by: str | None = None
    # Fields that only the API sets.
    readonly: tuple[str, ...] = ()
    # The boolean field that says whether an object has an effect. A soft-deleted object has none either.
    switch: str | None = None
    # The boolean field that a removal sets to false while the object stays: by `delete`, or by `update` if the API has
    # no `delete`.
    soft_delete: str | None = None
    # Whether an object came with the organization and cannot be removed.
    built_in: Callable[[dict], bool] | None = None
    # The desired object in canonical form. Raises InvalidOption for wrong input, before anything is sent.
    prepare: Callable[[dict], dict] | None = None
    # From the API's shape to ours, beyond renamed fields.
    decode: Callable[[dict], dict] | None = None
    # From ours to the API's.
    encode: Callable[[dict], dict] | None = None
    # An object as it will be, with what the API sets in new elements.
    complete: Callable[[dict], dict] | None = None
    # Takes the object as it is (None for a new one) and as it will be. Raises InvalidOption for what the API refuses.
    check: Callable[[dict | None, dict], None] | None = None
    held_by: Holder | None = None
    composed: Composition | None = None
    table: Table | None = None
    # Further states that an object can be brought to.
    transitions: tuple[Transition, ...] = ()
    # Takes an object and what is desired: why it keeps its values, None if all can be changed.
    lock: Callable[[dict, dict], Lock | None] | None = None
    # Whether an object, live or desired, belongs to the past. Such objects are neither exported nor purged, and are not
    # created again. What is desired carries the time and the state (`TIME_OF_RUN`, `STATE_WANTED`).
    is_over: Callable[[dict], bool] | None = None
    # When an object begins and ends, if the user may give these times relative to now.
    window: Window | None = None

    @property
    def title(self) -> str:
        """The name in a sentence: `scim_user` reads "SCIM user"."""
        return self.name.replace("_", " ").replace("scim ", "SCIM ")

    def titled(self, key: Any) -> str:
        """One object in a sentence; the only one of its kind goes without a name."""
        return self.title if self.singleton else f'{self.title} "{key}"'

    @property
    def may_be_named_by_id(self) -> bool:
        """Whether the user may name an object by its id in place of its key."""
        return not (self.singleton or self.field(self.key).is_required)

    @property
    def replaces(self) -> bool:
        """Whether `update` takes the whole object and forgets what is omitted."""
        return isinstance(self.update_body, Put)

    @property
    def patch(self) -> Operation | None:
        """The operation that changes an object in place although `update` replaces it."""
        return self.update_body.patch if isinstance(self.update_body, Put) else None

    @property
    def singleton(self) -> bool:
        """Whether there is one object at most, which needs no name. Its key is always the same."""
        return self.field(self.key).internal and self.key_of is None

    @property
    def id_is_key(self) -> bool:
        """Whether paths take the key, since the API has no other id."""
        return bool(self.get and self.get.by_key)

    @property
    def timed(self) -> bool:
        """Whether objects begin and end."""
        return self.is_over is not None

    def is_default(self, item: dict) -> bool:
        """Whether an object that always exists is as the API makes it; `delete` makes it so again."""
        return bool(self.composed and self.composed.is_default and self.composed.is_default(item))

    @property
    def options(self) -> tuple[Field, ...]:
        """The options that are not fields: the new key, and whether elements are only added to a list."""
        appending = (Field(field.append, type="bool", default=False) for field in self.fields if field.append)
        return (*((Field(self.renamed_by),) if self.renamed_by else ()), *appending)

    def field(self, name: str) -> Field:
        return self._fields_by_name[name]

    @cached_property
    def _fields_by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def hideable(self) -> tuple[Field, ...]:
        """The fields that the service may not show."""
        return tuple(field for field in self.fields if field.may_be_hidden)

    @cached_property
    def with_parts(self) -> tuple[Field, ...]:
        """The fields whose values are out of a documented set, or hold such values."""
        return tuple(field for field in self.fields if field.choices or field.fields)

    @cached_property
    def names_by_api(self) -> dict[str, str]:
        """Our names of the fields, by the API's."""
        return {field.api: field.name for field in self.fields}

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Names of what the service may show of an object, its id aside."""
        readable = (field for field in self.fields if not field.write_only)
        names = [field.name for field in readable if not (field.refers and field.refers.into)]
        return (*names, *(name for name in self.readonly if name not in names))
