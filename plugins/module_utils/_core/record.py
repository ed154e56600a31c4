# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Immutable objects whose classes cost nothing to define. Pure.

`dataclass` writes and compiles methods for each class, in every task: about 1 ms for a class with twenty attributes. A
record has the same annotations and the same constructor, and shares its methods with all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, ClassVar, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_given: Any) -> Callable[[type], type]:
        return lambda cls: cls


AnyRecord = TypeVar("AnyRecord", bound="Record")


@dataclass_transform(frozen_default=True)
class Record:
    """The annotations of a class are its attributes, in this order; what is assigned to them there is their default.

    Compared by its values.
    """

    _names: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        annotated = [name for name in cls.__annotations__ if not name.startswith("_")]
        cls._names = tuple(dict.fromkeys([*cls._names, *annotated]))
        cls._defaults = {**cls._defaults, **{name: vars(cls)[name] for name in annotated if name in vars(cls)}}

    def __init__(self, *values: Any, **named: Any) -> None:
        """Raises TypeError for a value that is missing, unknown or given twice."""
        given = dict(zip(self._names, values))
        attributes = {**self._defaults, **given, **named}
        if len(values) > len(given) or given.keys() & named or attributes.keys() != {*self._names}:
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._names)}")
        self.__dict__.update(attributes)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def replace(self: AnyRecord, **changes: Any) -> AnyRecord:
        """The same record with other values."""
        return type(self)(**{**self.attributes, **changes})

    @property
    def attributes(self) -> dict[str, Any]:
        """Its values by name."""
        return {name: getattr(self, name) for name in self._names}

    def __eq__(self, other: object) -> bool:
        return self is other or type(self) is type(other) and self.attributes == other.attributes

    def __hash__(self) -> int:
        return hash(tuple(self.attributes.values()))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self.attributes.items())
        return f"{type(self).__name__}({', '.join(shown)})"


class Declaration(Record):
    """A record that is one of its kind: nothing else equals it."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__
    __repr__ = object.__repr__
