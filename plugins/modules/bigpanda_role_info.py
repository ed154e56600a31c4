#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_role_info
short_description: Read BigPanda roles
version_added: 1.0.0
description:
  - Returns all roles of the organization, or a single one.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the role with this name, case-insensitive. Returns an empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the role with this ID. Returns an empty list if there is none.
    type: str
  show_names:
    description:
      - Whether to return the names of users next to their IDs.
      - If V(false), the list of users is not read, which saves requests in a large organization.
    type: bool
    default: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Roles Management) (view),
    and C(User Management) (view) for the names of users.
seealso:
  - module: community.bigpanda.bigpanda_role
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all roles
  community.bigpanda.bigpanda_role_info:
  register: all_roles

- name: Show their names
  ansible.builtin.debug:
    msg: "{{ all_roles.roles | map(attribute='name') | sort }}"

- name: Read one role
  community.bigpanda.bigpanda_role_info:
    name: Operations
"""

RETURN = r"""
roles:
  description: The roles found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the role.
      type: str
      returned: always
      sample: 643d421d0961d74e3c879f33
    name:
      description: Name of the role.
      type: str
      returned: always
      sample: Operations
    permissions:
      description: Permissions of the role.
      type: list
      elements: dict
      returned: always
      sample:
        - resource_type: environments
          resource_id: 624e114fb4d7581100179111
          actions: [read, incident_actions]
    users:
      description: IDs of the users who have the role.
      type: list
      elements: str
      returned: always
      sample: [60c5238222fa63633d935555]
    user_names:
      description:
        - User names of these users, in the same order.
        - V(null) if the owner of the API key may not read them, or if O(show_names=false).
      type: list
      elements: str
      returned: always
      sample: [grace@example.com]
    created_by:
      description: ID of the user who created the role. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 60c5238222fa63633d93d52f
    created_at:
      description: When the role was created. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1635260171
    updated_at:
      description: When the role was last changed. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1636285660
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_info(ROLE, names=(SCIM_USER,))


if __name__ == "__main__":
    main()
