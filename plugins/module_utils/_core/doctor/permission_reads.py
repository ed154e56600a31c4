# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The cheapest read request that needs each permission. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.operation import API_KEY, Operation, Paging
from ..model.resource import Resource
from .model import DoctorSpec, found_in

ENVIRONMENT_ID = "environment_id"
IN_ENVIRONMENT = f"{{{ENVIRONMENT_ID}}}"


@dataclass(frozen=True)
class PermissionRead:
    """A read request by which a permission to view can be tested."""

    operation: Operation
    query: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_in_environment(self) -> bool:
        return IN_ENVIRONMENT in self.operation.path

    @property
    def only_takes_api_key(self) -> bool:
        return self.operation.credentials == (API_KEY,)


def permission_reads(spec: DoctorSpec, names: Iterable[str]) -> dict[str, PermissionRead]:
    """By name of the permission; without those that no read request tests."""
    reads = [read for read in _reads(spec) if API_KEY in read.operation.credentials]
    found = {}
    for name in names:
        fitting = [read for read in reads if read.operation.permission == (name, "view")]
        if fitting:
            found[name] = min(fitting, key=lambda read: read.is_in_environment)
    return found


def _reads(spec: DoctorSpec) -> Iterator[PermissionRead]:
    """Every read request that needs no id, except the id of an environment."""
    for calls in spec.modules.values():
        for declaration in (*calls.always, *calls.optional):
            if isinstance(declaration, Resource):
                listing = declaration.list
                yield PermissionRead(listing.operation, {**listing.queries[0], **one_item(listing.paging)})
            for operation in found_in(declaration, Operation):
                if operation.method == "GET" and "{" not in operation.path.replace(IN_ENVIRONMENT, ""):
                    yield PermissionRead(operation)


def one_item(paging: Paging) -> dict[str, Any]:
    """The query that asks for a page of one item, if the list has pages."""
    return {} if paging.style == "none" else {paging.size: 1}
