#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_role
short_description: Manage BigPanda roles
version_added: 0.1.0
description:
  - Creates, changes, renames and removes roles, and decides which users have them.
  - Only what is given is compared and changed; what is left out keeps its value.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the role, compared without letter case.
      - One of O(name) and O(id) is needed.
    type: str
  id:
    description:
      - ID of the role, in place of its name. There must be such a role unless O(state=absent).
    type: str
  new_name:
    description:
      - Rename the role to this. A role that has this name already is taken for the renamed one, so a second run
        changes nothing.
      - With neither a role O(name) nor a role O(new_name), one is created under the new name.
    type: str
  permissions:
    description:
      - What the role allows, compared as a set. M(community.bigpanda.bigpanda_permission_info) lists what there is.
      - Leave out to keep the current permissions; V([]) removes them all. A new role without it has none.
    type: list
    elements: dict
    suboptions:
      resource_type:
        description:
          - What the permission is about, without the level, such as V(environments), V(users), V(roles) or
            V(analytics).
        type: str
        required: true
      resource_id:
        description:
          - ID of the one environment that the permission is for. Only meaningful when
            O(permissions[].resource_type=environments).
          - Without O(permissions[].resource_id) and O(permissions[].environment) it covers all environments.
        type: str
      environment:
        description:
          - Name of that environment, in place of its ID. It must exist.
        type: str
      actions:
        description:
          - What may be done, such as V(read) and V(full_access), and for environments also V(incident_actions).
          - Compared as a set.
        type: list
        elements: str
        required: true
  users:
    description:
      - The users that have the role, each an ID or a user name, in any mixture. Names are compared without letter
        case and must exist.
      - Leave out to keep the current users; V([]) takes the role from all.
      - Only those who join or leave are written. Who joins while the task runs keeps the role.
    type: list
    elements: str
  append_users:
    description:
      - With V(true) the users listed in O(users) are added and nobody loses the role.
      - With V(false) exactly the users listed have the role.
    type: bool
    default: false
  allow_admin_changes:
    description:
      - Whether the built-in administrators may be touched although the owner of the API key could not be found out.
        That is, whether the role C(Admin) may lose users or permissions, or be renamed or removed.
      - Without it such a change is refused before anything is written, since one of them may own the key.
    type: bool
    default: false
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Roles Management) (full access; view is
    enough in check mode).
  - To name users by user name the owner also needs C(User Management) (view), to name environments also
    C(Manage Environments) (view).
  - The owner of the key keeps full access to roles and users, counted over all roles of that user, since nobody could
    undo a change that takes it away. Such a change is refused before anything is written, in check mode too.
  - To find out whose key it is, which only a change asks that takes something away, the owner also needs C(API Keys)
    (view), unless O(org_token) is given too. Where that cannot be found out, the task warns.
  - Users keep their roles while they are inactive.
seealso:
  - module: community.bigpanda.bigpanda_role_info
  - module: community.bigpanda.bigpanda_permission_info
  - module: community.bigpanda.bigpanda_scim_user
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Make sure that there is a role for auditors
  community.bigpanda.bigpanda_role:
    name: Auditors

- name: Let the operations team act on incidents in production, and read everything else
  community.bigpanda.bigpanda_role:
    name: Operations
    permissions:
      - resource_type: environments
        environment: Production
        actions: [read, incident_actions]
      - resource_type: analytics
        actions: [read]
    users:
      - ada@example.com
      - grace@example.com

- name: Give the role to one more person and take it from nobody
  community.bigpanda.bigpanda_role:
    name: Operations
    users: [linus@example.com]
    append_users: true

- name: Rename the role
  community.bigpanda.bigpanda_role:
    name: Operations
    new_name: Network operations

- name: Take the role from everybody
  community.bigpanda.bigpanda_role:
    name: Auditors
    users: []

- name: Remove the role
  community.bigpanda.bigpanda_role:
    name: Auditors
    state: absent
"""

RETURN = r"""
role:
  description:
    - The role after the task, in check mode as it would be. With O(state=absent) the role as it was, V(null) if there
      was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the role; V(null) in check mode for a role that does not exist yet.
      type: str
      returned: always
      sample: 643d421d0961d74e3c879f33
    name:
      description: Name of the role, as the service spells it.
      type: str
      returned: always
      sample: Operations
    permissions:
      description: What the role allows.
      type: list
      elements: dict
      returned: always
      sample:
        - resource_type: environments
          resource_id: 624e114fb4d7581100179111
          actions: [read, incident_actions]
    users:
      description: IDs of the users that have the role.
      type: list
      elements: str
      returned: always
      sample: [60c5238222fa63633d935555]
    user_names:
      description: User names of these users.
      type: list
      elements: str
      returned: when O(users) holds user names
      sample: [ada@example.com]
    created_by:
      description: ID of the user who created the role.
      type: str
      returned: always
      sample: 60c5238222fa63633d93d52f
    created_at:
      description: When the role was created. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1635260171
    updated_at:
      description: When the role was changed last. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1636285660
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {users: []}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {users: [60c5238222fa63633d935555]}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.guarded_resource import run_guarded_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_guarded_resource(ROLE, refers=(ENVIRONMENT, SCIM_USER), administration=ADMINISTRATION)


if __name__ == "__main__":
    main()
