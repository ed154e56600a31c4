#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_scim_user
short_description: Manage BigPanda users through SCIM
version_added: 1.0.0
description:
  - Creates, changes, deactivates and reactivates users, and sets which roles they have.
  - Only the options you set are compared and changed; omitted options keep their values. O(active) is the only
    exception.
author: The community.bigpanda contributors (@ansible-collections)
options:
  user_name:
    description:
      - Login of the user, an e-mail address, case-insensitive. It cannot be changed.
      - A user whose login would begin or end with a space is not created.
    type: str
    aliases: [username, email]
    required: true
  display_name:
    description:
      - Name shown in BigPanda. Omit to keep it.
    type: str
  password:
    description:
      - Initial password. Only used if the user is created, since BigPanda neither returns nor changes passwords. Omit
        it if people log in through single sign-on.
    type: str
  active:
    description:
      - Whether the user may log in.
      - If omitted, O(state=present) reactivates an inactive user, which the diff shows as C(reactivated). The user
        first loses the roles that O(roles) does not contain, and stays inactive if that fails.
      - Set it to V(false) to keep a user inactive and still manage the other options.
    type: bool
  phone_number:
    description:
      - The phone number; BigPanda stores one. Omit to keep it.
    type: dict
    suboptions:
      value:
        description:
          - The number. An empty string removes it.
        type: str
        required: true
      type:
        description:
          - Type of the number. Omit to keep it.
        type: str
        choices: [work, home, other]
  roles:
    description:
      - Names of the user's roles, case-insensitive. A role that does not exist is an error before anything is changed.
        If the API key lacks the permission Roles Management (view), roles cannot be checked; the task then warns and
        uses the names as given.
      - Omit to keep the current roles; V([]) removes all roles.
      - Roles are added and removed at the role, so that no other role of the user changes. If the API key lacks the
        permission Roles Management (full access), the user is changed instead and is read immediately before.
      - If BigPanda shows a role for the user that is not in its list of roles, for example because the role was
        deleted, that role cannot be removed. It is not compared, and the task warns about it.
    type: list
    elements: str
  append_roles:
    description:
      - With V(true), the roles in O(roles) are added and none are removed.
      - With V(false), the user has exactly the roles in O(roles).
    type: bool
    default: false
  allow_admin_changes:
    description:
      - Whether to allow changes to the built-in administrators if the owner of the API key cannot be determined. These
        changes are removing the role C(Admin) from a user, and deactivating a user who has it.
      - If V(false), such a change is refused before anything is changed, since one of the administrators may own the
        key.
    type: bool
    default: false
  state:
    description:
      - V(present) ensures that the user exists, is active and is as described.
      - V(absent) deactivates the user. BigPanda keeps the record. An inactive or unknown user already counts as absent.
        If BigPanda accepts it and still shows the user as active, the task fails.
    type: str
    choices: [present, absent]
    default: present
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(User Management) (full access; view is
    enough in check mode). To check the names in O(roles), the owner also needs C(Roles Management) (view).
  - The owner of the key is never deactivated and keeps full access to roles and users, counted over all of the owner's
    roles, since nobody could undo a change that removes it. Such a change is refused before anything is changed, also
    in check mode.
  - To determine the owner of the key, which is only necessary for changes that remove something, the owner also needs
    C(API Keys) (view), unless O(org_token) is given too. If the owner cannot be determined, the task warns.
  - BigPanda does not document whether a change removes the roles that it omits. If it does not, the user is removed
    from these roles one by one, which needs C(Roles Management) (full access).
  - BigPanda accepts two requests per second on each SCIM route. Expect a minute for every hundred users that change.
seealso:
  - module: community.bigpanda.bigpanda_scim_user_info
  - module: community.bigpanda.bigpanda_role
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Create a user with a role
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    display_name: Ada Lovelace
    roles: [User]

- name: Create a user with an initial password from the vault
  community.bigpanda.bigpanda_scim_user:
    user_name: grace@example.com
    display_name: Grace Hopper
    password: "{{ vault_first_password }}"
    phone_number:
      value: "+1-555-634-5375"
      type: work
    roles:
      - User
      - Operations

- name: Add a role without removing others
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    roles: [Operations]
    append_roles: true

- name: Remove all roles
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    roles: []

- name: Deactivate a leaver
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    state: absent
"""

RETURN = r"""
scim_user:
  description:
    - The user after the task, or as predicted in check mode. If O(state=absent), the inactive user, or V(null) if the
      user never existed.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the user; V(null) in check mode for a user who does not exist yet.
      type: str
      returned: always
      sample: 5f82d3495558352a180e51cb
    user_name:
      description: Login, as BigPanda spells it.
      type: str
      returned: always
      sample: ada@example.com
    display_name:
      description: Name shown in BigPanda. V(null) if the user does not have one.
      type: str
      returned: always
      sample: Ada Lovelace
    active:
      description: Whether the user may log in.
      type: bool
      returned: always
      sample: true
    phone_number:
      description: The phone number, with C(value) and C(type). V(null) if the user does not have one.
      type: dict
      returned: always
      sample:
        value: "+1-555-634-5375"
        type: work
    roles:
      description: Names of the roles, as BigPanda spells them.
      type: list
      elements: str
      returned: always
      sample: [User, Operations]
    schemas:
      description: Identifiers of the SCIM schemas of the record. V(null) if BigPanda does not return them.
      type: list
      elements: str
      returned: always
      sample: ["urn:scim:schemas:core:1.0"]
    meta:
      description:
        - When the user was created (C(created), ISO 8601) and the URL of the record (C(location)).
        - V(null) if BigPanda does not return it.
      type: dict
      returned: always
      sample:
        created: "2020-10-11T09:41:29.372Z"
        location: https://api.bigpanda.io/resources/v2.0/scim/Users/5f82d3495558352a180e51cb
diff:
  description: What the task changed, or would change in check mode. Contains only what differs. Passwords are masked.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {active: false}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {active: true}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.guarded_resource import run_guarded_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.administration import ADMINISTRATION
from ansible_collections.community.bigpanda.plugins.module_utils._resources.role import ROLE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_guarded_resource(SCIM_USER, refers=(ROLE,), administration=ADMINISTRATION)


if __name__ == "__main__":
    main()
