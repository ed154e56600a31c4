#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_role
short_description: Manage BigPanda roles
version_added: 1.0.0
description:
  - Creates, changes, renames and removes roles, and sets which users have them.
  - Only the options you set are compared and changed; omitted options keep their values.
  - The built-in roles C(Admin), C(User) and C(Viewer) are neither removed nor renamed.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the role, case-insensitive.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description:
      - ID of an existing role, instead of its name.
    type: str
  new_name:
    description:
      - New name for the role. If a role already has this name, it is treated as the renamed one, so a second run
        changes nothing.
      - If no role has the name O(name) or O(new_name), a role is created with the new name.
    type: str
  permissions:
    description:
      - Permissions of the role, compared as a set. M(community.bigpanda.bigpanda_permission_info) lists the available
        permissions.
      - Permissions that are not in that list are refused, also in check mode.
      - Entries that differ only in C(actions) are one permission with all of these actions.
      - Omit to keep the current permissions; V([]) removes all of them. A new role has no permissions by default.
    aliases: [permission]
    type: list
    elements: dict
    suboptions:
      resource_type:
        description:
          - What the permission applies to, without the level, such as V(environments), V(users), V(roles) or
            V(analytics). Case-insensitive.
        type: str
        required: true
      resource_id:
        description:
          - ID of the environment that the permission applies to. Only used if
            O(permissions[].resource_type=environments).
          - Without O(permissions[].resource_id) and O(permissions[].environment), the permission applies to all
            environments.
        type: str
      environment:
        description:
          - Name of that environment, instead of its ID. It must exist.
        type: str
      actions:
        description:
          - Allowed actions, such as V(read) and V(full_access), and for environments also V(incident_actions).
          - Compared as a set. Case-insensitive. V(full_access) includes V(read), whether or not both are listed.
        type: list
        elements: str
        required: true
  users:
    description:
      - Users that have the role, each an ID or a user name, in any combination. Names are case-insensitive and must
        exist.
      - Omit to keep the current users; V([]) removes the role from all users.
      - Only users who are added or removed are written. Users who are added by others while the task runs keep the
        role.
    type: list
    elements: str
  append_users:
    description:
      - With V(true), the users in O(users) are added and none are removed.
      - With V(false), exactly the users in O(users) have the role.
    type: bool
    default: false
  allow_admin_changes:
    description:
      - Whether to allow changes to the built-in administrators if the owner of the API key cannot be determined. These
        changes are removing users or permissions from the role C(Admin), renaming it and removing it.
      - If V(false), such a change is refused before anything is changed, since one of the administrators may own the
        key.
    type: bool
    default: false
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Roles Management) (full access; view is
    enough in check mode).
  - If users are given by name, the owner also needs C(User Management) (view). If environments are given by name, the
    owner also needs C(Manage Environments) (view).
  - The owner of the key keeps full access to roles and users, counted over all of the owner's roles, since nobody could
    undo a change that removes it. Such a change is refused before anything is changed, also in check mode.
  - To determine the owner of the key, which is only necessary for changes that remove something, the owner also needs
    C(API Keys) (view), unless O(org_token) is given too. If the owner cannot be determined, the task warns.
  - Inactive users keep their roles, except those with O(users) that do not list them.
  - O(permissions) can only be written as a whole, so the task reads the object immediately before. What somebody else
    changes there between these two requests is lost.
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
- name: Ensure that a role for auditors exists
  community.bigpanda.bigpanda_role:
    name: Auditors

- name: Let the operations team act on incidents in production, and read analytics
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

- name: Add a user without removing others
  community.bigpanda.bigpanda_role:
    name: Operations
    users: [linus@example.com]
    append_users: true

- name: Rename the role
  community.bigpanda.bigpanda_role:
    name: Operations
    new_name: Network operations

- name: Remove the role from all users
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
    - The role after the task, or as predicted in check mode. If O(state=absent), the role before its removal, or
      V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the role; V(null) in check mode for a role that does not exist yet.
      type: str
      returned: always
      sample: 643d421d0961d74e3c879f33
    name:
      description: Name of the role, as BigPanda spells it.
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
      description: User names of these users.
      type: list
      elements: str
      returned: when O(users) contains user names
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
      description: When the role was last changed. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1636285660
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {users: []}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {users: [60c5238222fa63633d935555]}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.guarded_resource import run_guarded_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_name import ENVIRONMENT_NAME
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_guarded_resource(ROLE, refers=(ENVIRONMENT_NAME, SCIM_USER), administration=ADMINISTRATION)


if __name__ == "__main__":
    main()
