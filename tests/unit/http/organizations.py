# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Organizations of the simulator, and what is declared of them, for tests."""

from __future__ import annotations

import time

from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.normalize import normalize
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.spec import ObjectSpec
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Source
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.table_plan import TableOptions
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from simulator.seed import make_organization, read_seed


def make_organizations_anew(simulator):
    for entry in read_seed(None):
        organization = make_organization(entry, simulator.service.readings)
        simulator.service.organizations[entry["name"]] = organization


def objects_of(declaration):
    objects = []
    for resource in CATALOG.resources:
        for number, given in enumerate(declaration.get(resource.plural, ())):
            given = dict(given)
            state, rows = given.pop("state", "present"), given.pop("rows", None)
            compare = given.pop("compare", "rows")
            desired = normalize(resource, given, state, time.time())
            table = None
            if resource.mark:
                source = Source("rows", rows) if rows else None
                table = TableOptions(source, compare, False, False, True, 20)
            objects.append(ObjectSpec(resource, number, desired, state, table))
    return objects
