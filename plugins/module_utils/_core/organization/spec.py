# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the user declares of an organization, before anything is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidOption
from ..model.catalog import Catalog
from ..model.resource import Resource
from ..tables.row_removals import row_limit
from ..tables.table_plan import TableOptions
from .model.naming import name_in_messages
from .safety.limits import SafetyLimits, check_options


@dataclass(frozen=True)
class ObjectSpec:
    """One object. number: its index in the list of its kind. desired: in canonical form, names not resolved.

    table: the rows and how they are loaded, for kinds with a table.
    """

    resource: Resource
    number: int
    desired: dict
    state: str = "present"
    table: TableOptions | None = None

    @property
    def where(self) -> str:
        """What messages call it."""
        return name_in_messages(self.resource, self.number, self.desired)


@dataclass(frozen=True)
class OrganizationSpec:
    """objects: in the order of the catalog. purge: plurals of kinds whose undeclared objects are removed.

    approved: fingerprint of the plan that was approved. after_plan: steps that an earlier task of the same run would
    carry out before; empty unless in check mode.
    """

    objects: Sequence[ObjectSpec]
    purge: frozenset[str]
    limits: SafetyLimits
    approved: str | None = None
    after_plan: Sequence[Mapping[str, Any]] = ()


def check_spec(catalog: Catalog, spec: OrganizationSpec) -> None:
    """Refuse what is wrong whatever the organization contains. Raises InvalidOption, naming the option."""
    check_options(spec.limits, catalog)
    row_limit(spec.limits.max_row_removals)
    plurals = [resource.plural for resource in catalog.resources]
    for option, names in (("purge", spec.purge), ("protect", frozenset(spec.limits.protect))):
        unknown = sorted(names - set(plurals))
        if unknown:
            raise InvalidOption(f"{option}: unknown kind {', '.join(unknown)}.", f"Kinds are {', '.join(plurals)}.")
    for each in spec.objects:
        if "id" not in each.desired and not each.desired.get(each.resource.key):
            raise InvalidOption(f"{each.where}: {each.resource.key} is missing.", f"Give {each.resource.key} or id.")
