#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_organization_info
short_description: Read a whole BigPanda organization as a declaration
version_added: 1.0.0
description:
  - Returns the organization in the form that M(community.bigpanda.bigpanda_organization) accepts, so that applying it
    changes nothing. IDs are replaced by names, attributes that only BigPanda sets are omitted, and the order is stable.
  - Membership is returned once, at the users if they are gathered, otherwise at the roles.
  - The ID of an object that does not exist any more, for example in a permission, is omitted, with a warning.
  - A topology without links is not returned, since it cannot be declared.
  - Maintenance plans that are over are not returned.
  - A run order of correlation patterns is not returned if no pattern comes before one with a longer time window. That
    is BigPanda's own order, and declaring it would switch the organization to manual order.
  - Passwords cannot be read, so users that are created from this declaration have none.
author: The community.bigpanda contributors (@ansible-collections)
options:
  gather:
    description:
      - Kinds to return. If omitted, all kinds are returned.
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
      - Whether to return enrichment maps with their rows, which takes one request per 100 rows.
    type: bool
    default: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs these permissions, each for the kinds that are gathered -
    C(Manage Environments) (view), C(Roles Management) (view), C(User Management) (view), V(Schedules (API Only\))
    (view), C(Alert Filtering & Planned Maintenance) (view), C(Alert Correlation) (view), C(Alert Enrichment) (view),
    C(Incident Enrichment) (view), C(Topology View) (view), V(Mapping Enrichment (API Only\)) (view). Roles also need
    the permissions for environments and users, to look up their names.
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

- name: Save it as a file
  ansible.builtin.copy:
    content: "{{ live.organization | to_nice_yaml(sort_keys=false) }}"
    dest: /tmp/organization.yml
    mode: "0600"

- name: Read only roles and users
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
      description: Objects with the options of M(community.bigpanda.bigpanda_environment).
      type: list
      elements: dict
      returned: when gathered
    environment_groups:
      description: Objects with the options of M(community.bigpanda.bigpanda_environment_group).
      type: list
      elements: dict
      returned: when gathered
    roles:
      description: Objects with the options of M(community.bigpanda.bigpanda_role).
      type: list
      elements: dict
      returned: when gathered
    scim_users:
      description: Objects with the options of M(community.bigpanda.bigpanda_scim_user).
      type: list
      elements: dict
      returned: when gathered
    alert_tags:
      description: Objects with the options of M(community.bigpanda.bigpanda_alert_tag).
      type: list
      elements: dict
      returned: when gathered
    enrichment_maps:
      description: Objects with the options of M(community.bigpanda.bigpanda_enrichment_map).
      type: list
      elements: dict
      returned: when gathered
    alert_tag_orders:
      description: Objects with the options of M(community.bigpanda.bigpanda_alert_tag_order).
      type: list
      elements: dict
      returned: when gathered
    incident_tags:
      description: Objects with the options of M(community.bigpanda.bigpanda_incident_tag).
      type: list
      elements: dict
      returned: when gathered
    alert_filter_schedules:
      description: Objects with the options of M(community.bigpanda.bigpanda_alert_filter_schedule).
      type: list
      elements: dict
      returned: when gathered
    alert_filters:
      description: Objects with the options of M(community.bigpanda.bigpanda_alert_filter).
      type: list
      elements: dict
      returned: when gathered
    correlation_patterns:
      description: Objects with the options of M(community.bigpanda.bigpanda_correlation_pattern).
      type: list
      elements: dict
      returned: when gathered
    correlation_pattern_orders:
      description: Objects with the options of M(community.bigpanda.bigpanda_correlation_pattern_order).
      type: list
      elements: dict
      returned: when gathered
    topologies:
      description: Objects with the options of M(community.bigpanda.bigpanda_topology).
      type: list
      elements: dict
      returned: when gathered
    maintenance_plans:
      description: Objects with the options of M(community.bigpanda.bigpanda_maintenance_plan).
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
