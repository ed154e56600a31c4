# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tasks do without check mode: plan, then carry the plan out."""

from __future__ import annotations

from ansible_collections.community.bigpanda.plugins.module_utils._core.engine.ensure import plan_object
from ansible_collections.community.bigpanda.plugins.module_utils._core.organization.ensure import plan_organization
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.ensure import plan_table_object
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG


def ensure(client, resource, params, state="present", refers=()):
    return plan_object(client, resource, params, state, refers).carry_out(client)


def ensure_table(client, resource, params, state, options):
    return plan_table_object(client, resource, params, state, options).carry_out(client)


def ensure_organization(clients, spec, api_key, host):
    return plan_organization(clients, CATALOG, spec, api_key, host).carry_out(clients)
