#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_environment
short_description: Manage BigPanda environments
version_added: 0.1.0
description:
  - Creates, changes and removes environments, which are filtered views of incidents.
  - Only what is given is compared and changed; what is left out keeps its value.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the environment, unique in the organization and compared letter by letter.
    type: str
    required: true
  description:
    description:
      - What the environment is for. Leave out to keep it.
    type: str
  filter:
    description:
      - Which incidents the environment holds, as a condition in BPQL. Leave out to keep it.
      - C(*) in a value stands for anything, and a value between slashes is a regular expression. A value with blanks
        stands in quotation marks.
      - Tags are to be in lower case, and are sent so. What can be no condition, like one whose parenthesis is not
        closed or whose operator lacks a value, is refused before anything is sent.
      - It is compared by its meaning. Blanks between words, the letter case of tags, operators and values, redundant
        parentheses, quotation marks, and the order of what C(AND), C(OR) and C(IN) join make no difference. A regular
        expression is compared letter by letter.
      - A condition in which there is more than C(=), C(!=), C(IN), C(NOT IN), C(AND), C(OR) and C(NOT) is compared as
        it is written, but for blanks between words and the letter case of tags and of these operators.
      - A new environment without it holds all incidents.
    type: str
  roles:
    description:
      - Roles that have full access to the environment, by name or ID, compared as a set.
      - Leave out to keep them; V([]) removes them all.
      - A name that no role has is an error before anything is written. An ID, of 24 hexadecimal digits, is not looked
        up, but left for the service to refuse.
    type: list
    elements: str
  read_only_roles:
    description:
      - Roles that have read-only access to the environment, by name or ID, compared as a set.
      - Leave out to keep them; V([]) removes them all.
    type: list
    elements: str
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Manage Environments) (full access; view is
    enough in check mode), and C(Roles Management) (view) where O(roles) or O(read_only_roles) names roles.
  - The groups of environments are managed by M(community.bigpanda.bigpanda_environment_group).
  - A role may also be given an environment at its own end, in O(community.bigpanda.bigpanda_role#module:permissions).
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
- name: Make sure of an environment
  community.bigpanda.bigpanda_environment:
    name: Production
    description: All that customers use.
    filter: env = production AND region IN [us, eu]

- name: Let one role act in it, and another one look
  community.bigpanda.bigpanda_environment:
    name: Production
    roles: [Operations]
    read_only_roles: [Auditors]

- name: Change its condition and keep the rest
  community.bigpanda.bigpanda_environment:
    name: Production
    filter: env = production

- name: Remove an environment
  community.bigpanda.bigpanda_environment:
    name: Staging
    state: absent
"""

RETURN = r"""
environment:
  description:
    - The environment after the task; in check mode as it would be. After O(state=absent) as it was, C(null) if there
      was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the environment. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 63bdaf1a986dda00136de733
    name:
      description: Name of the environment.
      type: str
      returned: always
      sample: Production
    description:
      description: What it is for. C(null) if the service shows none.
      type: str
      returned: always
      sample: All that customers use.
    filter:
      description: Which incidents it holds, in BPQL. C(null) or empty if it holds all of them.
      type: str
      returned: always
      sample: env = production
    environment_group_id:
      description: ID of the environment group that it is in. C(null) if it is in none.
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
      returned: when O(roles) or O(read_only_roles) names roles
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
      returned: when O(roles) or O(read_only_roles) names roles
      sample: []
    created_at:
      description: When the environment was created. Unix epoch, seconds. C(null) if the service does not tell.
      type: int
      returned: always
      sample: 1673375514
    created_by:
      description: ID of the user who created the environment. C(null) if the service does not tell.
      type: str
      returned: always
      sample: 63bda5377e77040012b285c3
    updated_at:
      description: When the environment was changed last. Unix epoch, seconds. C(null) if the service does not tell.
      type: int
      returned: always
      sample: 1721827922
    updated_by:
      description: ID of the user who changed the environment last. C(null) if the service does not tell.
      type: str
      returned: always
      sample: 63bda5377e77040012b285c3
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {filter: env = production}
    after:
      description: The values after.
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
