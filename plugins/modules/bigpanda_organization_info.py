#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_organization_info
short_description: Read a whole BigPanda organization as a declaration
version_added: 0.1.0
description:
  - Returns what is there in the form that M(community.bigpanda.bigpanda_organization) takes, so that handing it back
    changes nothing. IDs become names, what only the service sets is left out, and the order is stable.
  - Membership is told once, at the users if they are gathered, else at the roles.
  - Maintenance plans that are over are history, and are not told.
  - A run order of correlation patterns in which none comes before one with a longer time window is not told, since it
    comes about by itself, and declaring it would put an organization in manual order.
  - Passwords cannot be read, so a user who is created from this declaration has none.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  gather:
    description:
      - Which kinds to return. Left out, all of them.
    type: list
    elements: str
    choices:
      # begin of what `make documentation` writes
      - environments
      - environment_groups
      - roles
      - scim_users
      - alert_tags
      - enrichment_maps
      - alert_tag_orders
      - incident_tags
      - alert_filter_schedules
      - alert_filters
      - correlation_patterns
      - correlation_pattern_orders
      - topologies
      - maintenance_plans
      # end of what `make documentation` writes
  rows:
    description:
      - Whether enrichment maps are returned with their rows, which takes a request for each 100.
    type: bool
    default: true
notes:
  - Takes the User API Key (O(api_key)). Its owner needs these permissions, each for the kinds that are gathered -
    C(Manage Environments) (view), C(Roles Management) (view), C(User Management) (view),
    C(Schedules (API Only)) (view), C(Alert Filtering & Planned Maintenance) (view), C(Alert Correlation) (view),
    C(Alert Enrichment) (view), C(Incident Enrichment) (view),
    C(Topology View) (view),
    C(Mapping Enrichment (API Only)) (view). Roles need those of environments and users too, to tell their names.
seealso:
  - module: community.bigpanda.bigpanda_organization
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read everything
  community.bigpanda.bigpanda_organization_info:
  register: live

- name: Keep it as a file
  ansible.builtin.copy:
    content: "{{ live.organization | to_nice_yaml(sort_keys=false) }}"
    dest: /tmp/organization.yml
    mode: "0600"

- name: Read roles and users only
  community.bigpanda.bigpanda_organization_info:
    gather: [roles, scim_users]
"""

RETURN = r"""
organization:
  description: The declaration, one list for each kind that was gathered.
  returned: success
  type: dict
  sample:
    environments: [{name: Production, filter: env = production}]
    roles: [{name: Auditors, permissions: [{resource_type: users, actions: [read]}]}]
    scim_users: [{user_name: ada@example.com, active: true, roles: [Auditors]}]
    enrichment_maps: [{name: owners, rows: [{application: billing, owner: Ada}]}]
  contains:
    # begin of what `make documentation` writes
    environments:
      description: What M(community.bigpanda.bigpanda_environment) takes.
      type: list
      elements: dict
      returned: when gathered
    environment_groups:
      description: What M(community.bigpanda.bigpanda_environment_group) takes.
      type: list
      elements: dict
      returned: when gathered
    roles:
      description: What M(community.bigpanda.bigpanda_role) takes.
      type: list
      elements: dict
      returned: when gathered
    scim_users:
      description: What M(community.bigpanda.bigpanda_scim_user) takes.
      type: list
      elements: dict
      returned: when gathered
    alert_tags:
      description: What M(community.bigpanda.bigpanda_alert_tag) takes.
      type: list
      elements: dict
      returned: when gathered
    enrichment_maps:
      description: What M(community.bigpanda.bigpanda_enrichment_map) takes.
      type: list
      elements: dict
      returned: when gathered
    alert_tag_orders:
      description: What M(community.bigpanda.bigpanda_alert_tag_order) takes.
      type: list
      elements: dict
      returned: when gathered
    incident_tags:
      description: What M(community.bigpanda.bigpanda_incident_tag) takes.
      type: list
      elements: dict
      returned: when gathered
    alert_filter_schedules:
      description: What M(community.bigpanda.bigpanda_alert_filter_schedule) takes.
      type: list
      elements: dict
      returned: when gathered
    alert_filters:
      description: What M(community.bigpanda.bigpanda_alert_filter) takes.
      type: list
      elements: dict
      returned: when gathered
    correlation_patterns:
      description: What M(community.bigpanda.bigpanda_correlation_pattern) takes.
      type: list
      elements: dict
      returned: when gathered
    correlation_pattern_orders:
      description: What M(community.bigpanda.bigpanda_correlation_pattern_order) takes.
      type: list
      elements: dict
      returned: when gathered
    topologies:
      description: What M(community.bigpanda.bigpanda_topology) takes.
      type: list
      elements: dict
      returned: when gathered
    maintenance_plans:
      description: What M(community.bigpanda.bigpanda_maintenance_plan) takes.
      type: list
      elements: dict
      returned: when gathered
    # end of what `make documentation` writes
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.organization_info import run_organization_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG


def main():
    run_organization_info(CATALOG)


if __name__ == "__main__":
    main()
