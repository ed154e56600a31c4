#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_permission_info
short_description: Read the permissions that a BigPanda role can have
version_added: 1.0.0
description:
  - Returns the permissions that roles of this organization can have. They depend on the features of the organization
    and on the environments that the owner of the API key can see.
author: The community.bigpanda contributors (@ansible-collections)
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Roles Management) (view).
seealso:
  - module: community.bigpanda.bigpanda_role
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all permissions that a role can have
  community.bigpanda.bigpanda_permission_info:
  register: assignable

- name: Create a role that can read everything
  community.bigpanda.bigpanda_role:
    name: Auditors
    permissions: >-
      {{ assignable.permissions | selectattr('actions', 'contains', 'read')
         | map('combine', {'actions': ['read']}) | list }}
"""

RETURN = r"""
permissions:
  description: Permissions that a role can have.
  returned: success
  type: list
  elements: dict
  contains:
    resource_type:
      description: What the permission applies to.
      type: str
      returned: always
      sample: environments
    resource_id:
      description: ID of the environment that it applies to; V(null) if it applies to none or to all.
      type: str
      returned: always
      sample: 624e114fb4d7581100179111
    actions:
      description: Actions that can be granted.
      type: list
      elements: str
      returned: always
      sample: [read, incident_actions, full_access]
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.read_only import run_read_only
from ansible_collections.community.bigpanda.plugins.module_utils._resources.permission import PERMISSIONS


def main():
    run_read_only(PERMISSIONS)


if __name__ == "__main__":
    main()
