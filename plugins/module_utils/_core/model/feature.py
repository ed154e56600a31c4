# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a feature is: something that only a few kinds have, in a file of its own. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable, Protocol

from ..record import Declaration
from .operation import Operation


class Transition(Declaration):
    """A further state that an object can be brought to, by one operation that takes no body."""

    # What is done, as plans and messages say it.
    name: str
    # A choice of the option `state`.
    state: str
    operation: Operation
    # Takes an object and what is desired: whether it is to be done now, False if the object is so already. Pure. Raises
    # InvalidOption if it cannot be done.
    is_due: Callable[[dict, dict], bool]
    # What the object says then.
    after: Mapping[str, Any]


class FrozenFields(Declaration):
    """Why an object, as it is now, keeps its values. but: names of the fields that can be changed nevertheless."""

    why: str
    advice: str
    but: tuple[str, ...] = ()


class ObjectReader(Protocol):
    def list(self, resource: Any) -> list[dict]:
        """All objects of a kind."""

    def read_value(self, value: Any) -> Any:
        """A value that can only be read. Raises BigPandaError."""


class Feature(Declaration):
    """What only a few kinds have. A kind declares it in `features`; each hook does nothing by default."""

    @property
    def mark(self) -> str | None:
        """The internal field that distinguishes one creation of an object from another."""
        return None

    @property
    def written_apart(self) -> tuple[str, ...]:
        """Names of the fields whose changes `writes` sends, since the body of an update does not contain them."""
        return ()

    def writes(self, step: Any, path_params: dict, encoded: Callable[[str, list[dict], bool], Any]) -> list:
        """The requests for changes of the fields in `written_apart`. Pure.

        encoded: from the name of a field, elements of its list and whether they are new, to what the API takes.
        """
        return []

    def check(self, client: ObjectReader, step: Any, kinds: Sequence[Any]) -> None:
        """Look at objects of other kinds before the step is carried out. Raises BigPandaError if it must not be."""


class TimedFeature(Feature):
    """Of objects that begin and end. What is desired contains its `PlanContext`. The hooks are pure."""

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """Further states that an object can be brought to."""
        return ()

    @property
    def instead(self) -> Mapping[str, str]:
        """By name of a field, an option that may be given in its place."""
        return {}

    def adopt(self, current: dict, desired: dict) -> dict:
        """What is desired of an object that exists."""
        return desired

    def not_compared(self, current: dict, desired: dict) -> tuple[str, ...]:
        """What warnings call values that are kept, since the service does not show whether they are as wanted."""
        return ()

    def frozen_fields(self, current: dict, desired: dict) -> FrozenFields | None:
        """Why the object keeps its values; None if all can be changed."""
        return None

    def is_past(self, item: dict) -> bool:
        """Whether an object, live or desired, belongs to the past, so that it is neither created nor removed."""
        return False
