#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_environment_group
short_description: Manage BigPanda environment groups
version_added: 0.1.0
description:
  - Creates, changes and removes one environment group, and says which environments are in it.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the group, compared letter by letter. Names need not be unique; one that several groups have is an error
        that lists their IDs.
      - One of O(name) and O(id) is needed.
    type: str
  id:
    description:
      - ID of an existing group, in place of its name.
    type: str
  new_name:
    description:
      - Another name for the group. A group that has it already is taken for the renamed one.
    type: str
  environments:
    description:
      - The environments in the group, each an ID or a name, in any mixture. They must exist; an ID, of 24 hexadecimal
        digits, is not looked up, but left for the service to refuse.
      - An environment is in one group at most, so those listed leave the group that they were in. Two groups that list
        the same one in M(community.bigpanda.bigpanda_organization) are an error.
      - Leave out to keep the current ones; V([]) empties the group.
    type: list
    elements: str
  append_environments:
    description:
      - With V(true) the environments listed in O(environments) are added and none leaves the group.
      - With V(false) exactly the environments listed are in the group.
    type: bool
    default: false
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Manage Environments) (full access; view is
    enough in check mode).
seealso:
  - module: community.bigpanda.bigpanda_environment_group_info
  - module: community.bigpanda.bigpanda_environment
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Keep the environments of the shops together
  community.bigpanda.bigpanda_environment_group:
    name: Shops
    environments: [Web shop, Wholesale]

- name: Add one more and take none out
  community.bigpanda.bigpanda_environment_group:
    name: Shops
    environments: [Outlet]
    append_environments: true

- name: Empty one of several groups of the same name
  community.bigpanda.bigpanda_environment_group:
    id: 669fbed4da224b0f5bad8f13
    environments: []

- name: Remove the group, and keep its environments
  community.bigpanda.bigpanda_environment_group:
    name: Shops
    state: absent
"""

RETURN = r"""
environment_group:
  description:
    - The environment group after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the group. C(null) in check mode if it does not exist yet.
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
      description: Their names, where O(environments) named any.
      type: list
      elements: str
      returned: when names were resolved
      sample: [Web shop]
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {environments: []}
    after:
      description: The values after.
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
