#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_environment
short_description: Manage BigPanda environments
version_added: 1.0.0
description:
  - Creates, changes and removes environments, which are filtered views of incidents.
  - Only the options you set are compared and changed; omitted options keep their values.
  - The built-in environment C(All Incidents) is neither removed nor renamed.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the environment, unique in the organization and case-sensitive.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description:
      - ID of an existing environment, instead of its name.
    type: str
  new_name:
    description:
      - New name for the environment. If an environment already has this name, it is treated as the renamed one.
    type: str
  description:
    description:
      - Description of the environment. Omit to keep it.
    type: str
  filter:
    description:
      - Condition in BPQL that selects the incidents of the environment. Omit to keep it.
      - C(*) in a value matches anything, and a value between slashes is a regular expression unless it is quoted.
        Values with spaces must be quoted.
      - The object form of BPQL (a dict with one operator and its operands) is also accepted, and is sent as text.
      - Write tag names in lowercase; they are sent in lowercase in any case. Invalid conditions, such as one with an
        unclosed parenthesis or an operator without a value, are refused before anything is sent.
      - Conditions are compared by meaning. Whitespace between words, the case of tag names, operators and values,
        redundant parentheses, quotation marks, and the order of the operands of C(AND), C(OR) and C(IN) do not matter.
        Regular expressions are case-sensitive.
      - If a condition uses anything other than C(=), C(!=), C(IN), C(NOT IN), C(AND), C(OR) and C(NOT), it is compared
        as text, except for whitespace between words and the case of tag names and of these operators.
      - A new environment without it contains all incidents.
    type: raw
    aliases: [condition]
  roles:
    description:
      - Roles with full access to the environment, by name or ID, compared as a set.
      - Omit to keep them; V([]) removes all of them.
      - A name that does not match a role is an error before anything is changed. IDs (24 hexadecimal digits) are not
        checked; BigPanda refuses unknown ones.
    type: list
    elements: str
  read_only_roles:
    description:
      - Roles with read-only access to the environment, by name or ID, compared as a set.
      - Omit to keep them; V([]) removes all of them.
    type: list
    elements: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Manage Environments) (full access; view is
    enough in check mode), and C(Roles Management) (view) if O(roles) or O(read_only_roles) contain names.
  - Environment groups are managed by M(community.bigpanda.bigpanda_environment_group).
  - You can also grant access to an environment in the role, with
    O(community.bigpanda.bigpanda_role#module:permissions).
  - O(roles) and O(read_only_roles) can only be written as a whole, so the task reads the object immediately before.
    What somebody else changes there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_role
  - module: community.bigpanda.bigpanda_environment_info
  - module: community.bigpanda.bigpanda_environment_group
  - module: community.bigpanda.bigpanda_organization
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Create an environment
  community.bigpanda.bigpanda_environment:
    name: Production
    description: All that customers use.
    filter: env = production AND region IN [us, eu]

- name: Give one role full access to the environment, and another one read-only access
  community.bigpanda.bigpanda_environment:
    name: Production
    roles: [Operations]
    read_only_roles: [Auditors]

- name: Change its condition and keep everything else
  community.bigpanda.bigpanda_environment:
    name: Production
    filter: env = production

- name: Rename an environment
  community.bigpanda.bigpanda_environment:
    name: Staging
    new_name: Acceptance

- name: Remove an environment
  community.bigpanda.bigpanda_environment:
    name: Staging
    state: absent
"""

RETURN = r"""
environment:
  description:
    - The environment after the task, or as predicted in check mode. If O(state=absent), the environment before its
      removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the environment. V(null) in check mode if it does not exist yet.
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
      description: Names of these roles.
      type: list
      elements: str
      returned: when O(roles) or O(read_only_roles) contain names
      sample: [Operations]
    read_only_roles:
      description: IDs of the roles with read-only access.
      type: list
      elements: str
      returned: always
      sample: []
    read_only_role_names:
      description: Names of these roles.
      type: list
      elements: str
      returned: when O(roles) or O(read_only_roles) contain names
      sample: []
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
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {filter: env = production}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {filter: env = staging}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE


def main():
    run_resource(ENVIRONMENT, refers=(ROLE,))


if __name__ == "__main__":
    main()
