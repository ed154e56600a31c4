#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_environment_info
short_description: Read BigPanda environments
version_added: 1.0.0
description:
  - Returns all environments of the organization, or a single one.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the environment with this name, case-sensitive. Returns an empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the environment with this ID. Returns an empty list if there is none.
    type: str
  show_names:
    description:
      - Whether to return the names of roles next to their IDs.
      - If V(false), the list of roles is not read, which saves requests in a large organization.
    type: bool
    default: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Manage Environments) (view),
    and C(Roles Management) (view) for the names of roles.
seealso:
  - module: community.bigpanda.bigpanda_environment
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all environments
  community.bigpanda.bigpanda_environment_info:
  register: all_environments

- name: Read one environment
  community.bigpanda.bigpanda_environment_info:
    name: Production
"""

RETURN = r"""
environments:
  description: The environments found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the environment.
      type: str
      returned: always
      sample: 63bdaf1a986dda00136de733
    name:
      description: Name of the environment.
      type: str
      returned: always
      sample: Production
    description:
      description: Description of the environment. V(null) if BigPanda returns none.
      type: str
      returned: always
      sample: All that customers use.
    filter:
      description: Condition in BPQL that selects its incidents. V(null) or empty if it contains all incidents.
      type: str
      returned: always
      sample: env = production
    environment_group_id:
      description: ID of its environment group. V(null) if it is not in a group.
      type: str
      returned: always
      sample: 63bdacba4fe9cf1300872833
    roles:
      description: IDs of the roles with full access.
      type: list
      elements: str
      returned: always
      sample: [643d421d0961d74e3c879f33]
    role_names:
      description:
        - Names of these roles, in the same order.
        - V(null) if the owner of the API key may not read them, or if O(show_names=false).
      type: list
      elements: str
      returned: always
      sample: [Operations]
    read_only_roles:
      description: IDs of the roles with read-only access.
      type: list
      elements: str
      returned: always
      sample: []
    read_only_role_names:
      description:
        - Names of these roles, in the same order.
        - V(null) if the owner of the API key may not read them, or if O(show_names=false).
      type: list
      elements: str
      returned: always
      sample: [Auditors]
    created_at:
      description: When the environment was created. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1673375514
    created_by:
      description: ID of the user who created the environment. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bda5377e77040012b285c3
    updated_at:
      description: When the environment was last changed. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1721827922
    updated_by:
      description: ID of the user who last changed the environment. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bda5377e77040012b285c3
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE


def main():
    run_info(ENVIRONMENT, names=(ROLE,))


if __name__ == "__main__":
    main()
