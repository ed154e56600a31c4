# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The vocabulary in which a BigPanda object is declared. Pure data and pure functions; knows no resource by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Callable, TypeVar

from ..record import Declaration
from .feature import Feature, TimedFeature
from .field import Field
from .listing import Listing
from .operation import Operation
from .shape import SAME_SHAPE, Shape
from .typed import is_typed
from .update_body import Patch, Put

AnyFeature = TypeVar("AnyFeature", bound=Feature)


class Composition(Declaration):
    """An object that the service does not show by itself, or only in part, but with the objects of another kind.

    of: that kind. stored: reads the part that is shown, if one is.
    compose: pure; (all objects of that kind, decoded, what `stored` returns or None) to the object; None if it
    cannot be put together. missing: what is then said to whoever wants it, and the remedy.
    """

    of: Resource
    compose: Callable[[list[dict], Any], dict | None]
    missing: tuple[str, str] = ("there is none.", "")
    stored: Operation | None = None
    # Pure: whether the object is as the API makes it by itself; `delete` makes it so again.
    is_default: Callable[[dict], bool] | None = None


class Effect(Declaration):
    """What an object needs to have an effect.

    switch: the boolean field that says whether it has one. has_content: pure; False for an object without content.
    lost: what happens to an object that loses its content, as in "would be removed or …".
    """

    switch: str | None = None
    has_content: Callable[[dict], bool] | None = None
    lost: str = ""


class Resource(Declaration):
    """A kind of BigPanda object, declared once: everything else is derived from this. Its functions are pure.

    "Desired" is what the user gave, in canonical form; objects are in Ansible's spelling.
    """

    name: str
    plural: str
    # The field that users name objects by. Users do not give an internal one: it is computed, or there is one object at
    # most, which needs no name.
    key: str
    fields: tuple[Field, ...]
    # How all objects are read.
    list: Listing
    get: Operation | None = None
    create: Operation | None = None
    update: Operation | None = None
    delete: Operation | None = None
    # What the body of `update` says.
    update_body: Patch | Put = Patch()
    # Keys are not documented as unique. After a creation the engine checks whether another run created the same object
    # at the same moment.
    names_may_repeat: bool = False
    # Of several objects with the key, those that may be meant by what is desired. The key of all may be that of others.
    disambiguate: Callable[[Sequence[dict], dict], Sequence[dict]] | None = None
    # The option for a new key.
    renamed_by: str | None = None
    # Fields that only the API sets.
    readonly: tuple[str, ...] = ()
    # What an object needs to have an effect. A soft-deleted object has none either.
    effect: Effect = Effect()
    # The boolean field that a removal sets to false while the object stays: by `delete`, or by `update` if the API has
    # no `delete`.
    soft_delete: str | None = None
    # Whether an object came with the organization and cannot be removed.
    built_in: Callable[[dict], bool] | None = None
    # The desired object in canonical form. Raises InvalidOption for wrong input, before anything is sent.
    prepare: Callable[[dict], dict] | None = None
    # How the API's shape differs from ours, beyond renamed fields.
    shape: Shape = SAME_SHAPE
    # Takes the object as it is (None for a new one) and as it will be. Raises InvalidOption for what the API refuses.
    check: Callable[[dict | None, dict], None] | None = None
    composed: Composition | None = None
    # What only a few kinds have. Each feature has a file in `_core/features`.
    features: tuple[Feature, ...] = ()

    @cached_property
    def id_value(self) -> str:
        """The name of the object's id in paths."""
        paths = [each.path for each in (self.get, self.update, self.delete) if each]
        return next((path.rpartition("{")[2].partition("}")[0] for path in paths if "{" in path), "id")

    def feature(self, kind: type[AnyFeature]) -> AnyFeature | None:
        """The feature of this type, if the kind has it."""
        return next((each for each in self.features if isinstance(each, kind)), None)

    @cached_property
    def timed(self) -> tuple[TimedFeature, ...]:
        """The features of objects that begin and end."""
        return tuple(each for each in self.features if isinstance(each, TimedFeature))

    @cached_property
    def written_apart(self) -> frozenset[str]:
        """See `Feature.written_apart`."""
        return frozenset(name for each in self.features for name in each.written_apart)

    @property
    def mark(self) -> str | None:
        """See `Feature.mark`."""
        return next((each.mark for each in self.features if each.mark), None)

    @property
    def title(self) -> str:
        """The name in a sentence: `scim_user` reads "SCIM user"."""
        return self.name.replace("_", " ").replace("scim ", "SCIM ")

    def titled(self, key: Any) -> str:
        """One object in a sentence; the only one of its kind goes without a name."""
        return self.title if self.singleton else f'{self.title} "{key}"'

    @property
    def singleton(self) -> bool:
        """Whether there is one object at most, which needs no name. Its key is always the same."""
        return self.field(self.key).internal and self.field(self.key).computed is None

    @property
    def may_be_named_by_id(self) -> bool:
        """Whether the user may name an object by its id in place of its key."""
        return not (self.singleton or self.field(self.key).is_required)

    @property
    def id_is_key(self) -> bool:
        """Whether paths take the key, since the API has no other id."""
        return bool(self.get and self.get.by_key)

    def field(self, name: str) -> Field:
        return self._fields_by_name[name]

    @cached_property
    def _fields_by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def with_parts(self) -> tuple[Field, ...]:
        """The fields whose values are out of a documented set, or contain such values."""
        return tuple(field for field in self.fields if field.choices or field.fields)

    @cached_property
    def typed(self) -> tuple[Field, ...]:
        """The fields with booleans or whole numbers."""
        return tuple(filter(is_typed, self.fields))

    @cached_property
    def names_by_api(self) -> dict[str, str]:
        """Our names of the fields, by the API's."""
        return {field.api: field.name for field in self.fields}

    @cached_property
    def read_from(self) -> dict[str, tuple[str, ...]]:
        """By name of each field that the API stores, the keys of an object of the API that may contain it."""
        stored = (field for field in self.fields if not (field.write_only or field.refers and field.refers.into))
        return {
            field.name: (field.api, field.name) for field in stored if not field.internal or field.name == self.mark
        }

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Names of what the service may show of an object, except for its id."""
        readable = (field for field in self.fields if not field.write_only)
        names = [field.name for field in readable if not (field.refers and field.refers.into)]
        return (*names, *(name for name in self.readonly if name not in names))
