# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects that cannot be removed while objects of another kind depend on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from ..engine.finding.unreadable import error_of
from ..engine.planning.step import REMOVE, Step
from ..errors import Forbidden, InvalidOption
from ..model.feature import Feature, ObjectReader
from ..model.listed import Unreadable, unreadable_of
from ..model.resource import Resource


class Dependents(Feature):
    """Objects of the kind `resource` depend on objects of this one. The functions are pure."""

    # The name of the other kind.
    resource: str
    # Whether the first object, of that kind, depends on the second. The first may name the second by its key.
    depends: Callable[[dict, dict], bool]
    # Whether anything depends on the object; None if the object does not show it.
    is_needed: Callable[[dict], bool] | None = None
    # The keys of the objects that are created with the table of an object of that kind, and that are removed with the
    # last one that creates them.
    creates: Callable[[dict], Sequence[str]] = lambda _dependent: ()
    # Whether the object has no other content.
    is_only_created: Callable[[dict], bool] = lambda _item: False

    def check(self, client: ObjectReader, step: Step, kinds: Sequence[Resource]) -> None:
        """Refuse a removal while others depend on the object. kinds: those that may depend on it, among others.

        Raises InvalidOption, naming the dependents as far as they may be read; Forbidden if only they could show it and
        they may not be read.
        """
        needed = is_needed(step.resource, step.current)
        if step.action != REMOVE or needed is False:
            return
        kind = next(resource for resource in kinds if resource.name == self.resource)
        others: Sequence[dict] = []
        try:
            others = client.list(kind)
        except Forbidden as error:
            if needed is None:
                error.add_context(f"Cannot tell whether {step.title} may be removed")
                raise
        dependents = dependents_of(step.resource, step.current or {}, others)
        if needed or dependents:
            refuse_removal(step, dependents, kind)
        refuse_unknown_dependents(step, unreadable_of(others))


def is_needed(resource: Resource, current: dict | None) -> bool | None:
    """Whether objects of another kind depend on the object; None if only these show it."""
    feature = resource.feature(Dependents)
    if feature is None or not current:
        return False
    return None if feature.is_needed is None else feature.is_needed(current)


def dependents_of(resource: Resource, current: dict, others: Sequence[dict]) -> list[dict]:
    """Those of the other kind's objects that depend on the object."""
    feature = resource.feature(Dependents)
    return [other for other in others if feature and feature.depends(other, current)]


def refuse_unknown_dependents(step: Step, unreadable: Sequence[Unreadable]) -> None:
    """unreadable: objects that may depend on the one that is to be removed. Raises UnreadableResponse."""
    if unreadable and is_needed(step.resource, step.current) is None:
        raise error_of(unreadable[0]).add_context(f"Cannot tell whether {step.title} may be removed")


def refuse_removal(step: Step, dependents: Sequence[dict], kind: Resource) -> None:
    """dependents: the objects of the kind that depend on it, as far as they are known. Raises InvalidOption."""
    names = ", ".join(f'"{item[kind.key]}"' for item in dependents)
    owner = f"the {kind.title} {names}" if names else f"some {kind.title} that the API key does not see"
    raise InvalidOption(
        f"{step.title} is used by {owner}, and can only be removed after that.", f"Remove the {kind.title} first."
    )
