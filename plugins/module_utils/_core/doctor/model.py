# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a check of the connection reads, and what it looks for. Pure data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from ..model.field import AtGroups
from ..model.operation import Operation
from ..model.resource import Composition, Resource
from ..record import Record

Found = TypeVar("Found")


# Its name, and its level: view or full_access.
Permission = tuple[str, str]


class FallbackOperation(Record):
    """An operation that a module calls instead of its other ones, if only the credential that it takes is given."""

    operation: Operation


class ModuleCalls(Record):
    """The declarations and operations that a module uses.

    always: those that every task of the module needs. optional: those that only some of its options need.
    """

    always: tuple = ()
    optional: tuple = ()


class DoctorSpec(Record):
    """What a check of the connection has to know of the API.

    roles: a kind whose list only takes the User API Key. api_keys: a list that takes either credential.
    by_org_token: a list that only takes the Org Token.
    environments: the kind for whose objects calls need a permission each.
    held_as: the (resource_type, action) by which roles contain a permission, if that is documented.
    perhaps_held_as: another one that may include it.
    """

    roles: Resource
    environments: Resource
    api_keys: Operation
    by_org_token: Operation
    modules: Mapping[str, ModuleCalls]
    held_as: Mapping[Permission, tuple[str, str]]
    perhaps_held_as: Mapping[Permission, tuple[str, str]]


def found_in(declaration: Any, kind: type[Found]) -> Iterator[Found]:
    """Everything of that type in a declaration, at any depth, perhaps more than once.

    Excluded are the kind that an object is computed from (`Composition.of`), which is a declaration of its own, and
    what is only done if the credential allows it (`AtGroups`), which the declaration does not need.
    """
    if isinstance(declaration, AtGroups):
        return
    if isinstance(declaration, kind):
        yield declaration
    elif isinstance(declaration, (list, tuple)):
        for inner in declaration:
            yield from found_in(inner, kind)
    elif isinstance(declaration, Record):
        for name, value in declaration.attributes.items():
            if not (isinstance(declaration, Composition) and name == "of"):
                yield from found_in(value, kind)
