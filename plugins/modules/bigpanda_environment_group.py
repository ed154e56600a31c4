#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_environment_group
short_description: Manage BigPanda environment groups
version_added: 1.0.0
description:
  - Creates, changes and removes an environment group, and sets which environments are in it.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the group, case-sensitive. Names are not unique; if several groups match, the task fails and lists their
        IDs.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description:
      - ID of an existing group, instead of its name.
    type: str
  new_name:
    description:
      - New name for the group. If a group already has this name, it is treated as the renamed one.
    type: str
  environments:
    description:
      - Environments in the group, each an ID or a name, in any combination. They must exist; IDs (24 hexadecimal
        digits) are not checked, and BigPanda refuses unknown ones.
      - An environment can only be in one group, so the listed environments leave their previous groups. In
        M(community.bigpanda.bigpanda_organization), two groups that list the same environment are an error.
      - Omit to keep the current environments; V([]) empties the group.
    type: list
    elements: str
  append_environments:
    description:
      - With V(true), the environments in O(environments) are added to the group and none are removed.
      - With V(false), the group contains exactly the listed environments.
    type: bool
    default: false
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Manage Environments) (full access; view is
    enough in check mode).
  - O(environments) can only be written as a whole, so the task reads the object immediately before. What somebody else
    changes there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_environment_group_info
  - module: community.bigpanda.bigpanda_environment
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Group the environments of the shops
  community.bigpanda.bigpanda_environment_group:
    name: Shops
    environments: [Web shop, Wholesale]

- name: Add another environment without removing any
  community.bigpanda.bigpanda_environment_group:
    name: Shops
    environments: [Outlet]
    append_environments: true

- name: Empty one of several groups with the same name
  community.bigpanda.bigpanda_environment_group:
    id: 669fbed4da224b0f5bad8f13
    environments: []

- name: Remove the group, but keep its environments
  community.bigpanda.bigpanda_environment_group:
    name: Shops
    state: absent
"""

RETURN = r"""
environment_group:
  description:
    - The environment group after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the group. V(null) in check mode if it does not exist yet.
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
      description: Names of these environments, if O(environments) contains names.
      type: list
      elements: str
      returned: when names were resolved
      sample: [Web shop]
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {environments: []}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {environments: [63bdaf1a986dda00136de733]}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_group import ENVIRONMENT_GROUP


def main():
    run_resource(ENVIRONMENT_GROUP, refers=(ENVIRONMENT,))


if __name__ == "__main__":
    main()
