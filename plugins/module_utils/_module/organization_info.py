# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that exports an organization as a declaration."""

from __future__ import annotations

from .._core.engine.membership import find_membership
from .._core.model.catalog import Catalog
from .._core.model.field import Field
from .._core.organization import export, prepare
from .._core.organization.model.lost_references import warn_of_lost_references
from .._core.organization.tables import declare_tables
from .session import make_module
from .sessions import sessions


def run_organization_info(catalog: Catalog) -> None:
    """The whole of the module that exports an organization as a declaration."""
    plurals = tuple(resource.plural for resource in catalog.resources)
    gather = Field("gather", type="list", elements="str", choices=plurals)
    module = make_module((gather, Field("rows", type="bool", default=True)))
    chosen = module.params["gather"] or plurals
    gathered = [resource for resource in catalog.resources if resource.plural in chosen]
    with sessions(module) as (clients, _settings):
        known = prepare.read_for_export(clients, catalog, gathered)
        for warning in (*prepare.unreadable_warnings(known), *warn_of_lost_references(known, gathered)):
            module.warn(warning)
        organization = export.declare(known, gathered, find_membership(catalog.resources))
        for resource in gathered:
            if resource.mark and module.params["rows"]:
                declared = organization[resource.plural]
                organization[resource.plural] = declare_tables(clients, known[resource.name], declared)
    module.exit_json(changed=False, organization=organization)
