#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_environment_group_info
short_description: Read BigPanda environment groups
version_added: 1.0.0
description:
  - Returns all environment groups of the organization, or those that match.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the groups with this name, case-sensitive. Returns an empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the group with this ID. Returns an empty list if there is none.
    type: str
  show_names:
    description:
      - Whether to return the names of environments next to their IDs.
      - If V(false), the list of environments is not read, which saves requests in a large organization.
    type: bool
    default: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Manage Environments) (view).
seealso:
  - module: community.bigpanda.bigpanda_environment_group
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all environment groups
  community.bigpanda.bigpanda_environment_group_info:
  register: found

- name: Read one environment group
  community.bigpanda.bigpanda_environment_group_info:
    name: Shops
"""

RETURN = r"""
environment_groups:
  description: The environment groups found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the group.
      type: str
      returned: always
      sample: 669fbed4da224b0f5bad8f13
    name:
      description: Name of the group.
      type: str
      returned: always
      sample: Shops
    environments:
      description: IDs of the environments in the group.
      type: list
      elements: str
      returned: always
      sample: [63bdaf1a986dda00136de733]
    environment_names:
      description:
        - Names of these environments, in the same order.
        - V(null) if the owner of the API key may not read them, or if O(show_names=false).
      type: list
      elements: str
      returned: always
      sample: [Production]
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP


def main():
    run_info(ENVIRONMENT_GROUP, names=(ENVIRONMENT,))


if __name__ == "__main__":
    main()
