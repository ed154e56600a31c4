# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vocabulary in which a BigPanda object is declared. Pure data and pure functions; knows no resource by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Callable

from .field import Field
from .listing import Listing
from .operation import Operation, Paging
from .update_body import Patch, Put

# The key under which what the user wants carries the time of the run, in epoch seconds, for resources that are timed.
TIME_OF_RUN = "time_of_run"
# The key under which it carries the state that the user wants, for the same.
STATE_WANTED = "state_wanted"


@dataclass(frozen=True)
class Holder:
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


@dataclass(frozen=True)
class Table:
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


@dataclass(frozen=True)
class Composition:
    """An object that the service does not show by itself, or only in part, but with the objects of another kind.

    of: that kind. stored: reads the part that is shown, if one is.
    compose: pure; (all objects of that kind, decoded, what `stored` answers or None) to the object; None where it
    cannot be put together. missing: what is then said to whoever wants it, and the remedy.
    """

    of: Resource
    compose: Callable[[list[dict], Any], dict | None]
    missing: tuple[str, str] = ("there is none.", "")
    stored: Operation | None = None


@dataclass(frozen=True)
class Transition:
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


@dataclass(frozen=True)
class Lock:
    """Why an object, as it is now, keeps its values. but: names of the fields that can be changed all the same."""

    why: str
    advice: str
    but: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """A kind of BigPanda object, declared once: everything else is derived from this.

    key: the field that users name objects by; an internal one where several options together do so.
    singleton: there is one at most, which needs no name; its key is internal and always the same. The key is `id`
    where the service gives none.
    composed: see `Composition`; `list` then is that of the other kind.
    id: the server's name of an object, as `id_value` in paths. id_is_key: it has no other name than its key.
    options: module options that are no field of the object. readonly: fields that only the service sets.
    list: see `Listing`. get, create, update, delete: operations.
    key_of: pure; the key, where an object has none but by what else it holds.
    names_may_repeat: nobody promises that keys are unique, so after a creation the engine looks whether another run
    created the same object at the same moment.
    renamed_by: the option that holds a new key.
    switch: the boolean field that says whether an object has an effect. A soft-deleted one has none either.
    soft_delete: the boolean field that a removal turns false, the record being kept: by `delete`, or by `update` where
    there is none.
    settles: the service carries writes out later, so their effect is awaited.
    decode, encode: pure; between the API's shape and ours, beyond plain renaming.
    complete: pure; an object as it will be, with what the service asks for in elements that are new.
    prepare: pure; what the user gave in canonical form. Refuses wrong input before anything is sent: InvalidOption.
    check: pure; refuses what the service would not take of an object as it is (None for a new one) and as it would be:
    InvalidOption.
    held_by: see `Holder`.
    transitions: see `Transition`. lock: pure; (object, what the user wants) to a `Lock`, None where all can be changed.
    timed: objects begin and end, so that what the user wants carries the time of the run (see `TIME_OF_RUN`) and the
    state that is wanted (see `STATE_WANTED`).
    is_over: pure; whether an object, as it is or as it is wanted, belongs to the past. Such objects are history: they
    are neither told nor purged, and not made anew once the service has forgotten them.
    table: see `Table`. built_in: pure; whether an object came with the organization and cannot be removed.
    is_default: pure; whether an object that is always there is as the service makes it; `delete` makes it so again.
    """

    name: str
    plural: str
    key: str
    id_value: str
    fields: tuple[Field, ...]
    list: Listing
    id_is_key: bool = False
    get: Operation | None = None
    create: Operation | None = None
    update: Operation | None = None
    delete: Operation | None = None
    options: tuple[Field, ...] = ()
    readonly: tuple[str, ...] = ()
    key_of: Callable[[dict], str] | None = None
    names_may_repeat: bool = False
    renamed_by: str | None = None
    switch: str | None = None
    soft_delete: str | None = None
    settles: bool = False
    decode: Callable[[dict], dict] | None = None
    encode: Callable[[dict], dict] | None = None
    complete: Callable[[dict], dict] | None = None
    prepare: Callable[[dict], dict] | None = None
    check: Callable[[dict | None, dict], None] | None = None
    held_by: Holder | None = None
    # Pure: (objects with the key, what the user wants) to those of them that may be meant. For kinds whose keys are not
    # unique: which of several objects is meant, or that one which has the key is another object all the same.
    disambiguate: Callable[[Sequence[dict], dict], Sequence[dict]] | None = None
    singleton: bool = False
    composed: Composition | None = None
    # What the body of `update` says.
    update_body: Patch | Put = Patch()
    transitions: tuple[Transition, ...] = ()
    lock: Callable[[dict, dict], Lock | None] | None = None
    timed: bool = False
    is_over: Callable[[dict], bool] | None = None
    table: Table | None = None
    built_in: Callable[[dict], bool] | None = None
    is_default: Callable[[dict], bool] | None = None
    required_one_of: tuple[tuple[str, ...], ...] = ()
    required_if: tuple[tuple, ...] = ()

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
