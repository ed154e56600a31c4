# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a check of the connection reads, and what it looks for. Pure data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, TypeVar

from ..model.field import AtGroups
from ..model.operation import Operation
from ..model.resource import Composition, Resource

Found = TypeVar("Found")


@dataclass(frozen=True)
class FallbackOperation:
    """What a module calls in place of its other operations where only the credential that this one takes is given."""

    operation: Operation


@dataclass(frozen=True)
class DoctorSpec:
    """What has to be known of the API to tell whether a connection will do.

    roles: a kind whose list takes the User API Key alone. api_keys: a list that takes either credential.
    by_org_token: a list that takes the Org Token alone.
    environments: the kind in which calls need a permission for one of it.
    modules: by name, the declarations and operations that a module uses.
    held_as: the (resource_type, action) by which a role holds a permission (name, level), where that is documented.
    perhaps_held_as: another by which a role may hold it as well.
    """

    roles: Resource
    environments: Resource
    api_keys: Operation
    by_org_token: Operation
    modules: Mapping[str, tuple]
    held_as: Mapping[tuple[str, str], tuple[str, str]]
    perhaps_held_as: Mapping[tuple[str, str], tuple[str, str]]


def found_in(declaration: Any, kind: type[Found]) -> Iterator[Found]:
    """Everything of that type that a declaration holds, however deep, some perhaps twice.

    What an object is put together from (`Composition.of`) is a declaration of its own, and what is done only where the
    credential may (`AtGroups`) is none of what a declaration needs.
    """
    if isinstance(declaration, AtGroups):
        return
    if isinstance(declaration, kind):
        yield declaration
    elif isinstance(declaration, (list, tuple)):
        for inner in declaration:
            yield from found_in(inner, kind)
    elif is_dataclass(declaration) and not isinstance(declaration, type):
        for name in declaration.__dataclass_fields__:
            if not (isinstance(declaration, Composition) and name == "of"):
                yield from found_in(getattr(declaration, name), kind)
