#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_scim_user
short_description: Manage BigPanda users through SCIM
version_added: 0.1.0
description:
  - Creates, changes, deactivates and reactivates users, and decides which roles they have.
  - Only what is given is compared and changed; what is left out keeps its value. O(active) is the one exception.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  user_name:
    description:
      - Login of the user, an e-mail address. Compared without letter case; it cannot be changed.
    type: str
    required: true
  display_name:
    description:
      - Name shown in BigPanda. Leave out to keep it.
    type: str
  password:
    description:
      - First password. Used when the user is created and never again, since the service neither shows nor changes
        passwords. Leave out where people log in through single sign-on.
    type: str
  active:
    description:
      - Whether the user may log in.
      - Left out, O(state=present) makes an inactive user active again, which the diff calls C(reactivated).
      - Set it to V(false) to keep a user inactive and yet manage the rest.
    type: bool
  phone_number:
    description:
      - The phone number; the service keeps one. Leave out to keep it.
    type: dict
    suboptions:
      value:
        description:
          - The number. An empty string removes it.
        type: str
        required: true
      type:
        description:
          - Kind of the number. Leave out to keep the kind.
        type: str
        choices: [work, home, other]
  roles:
    description:
      - Names of the roles that the user has, compared without letter case. A role that does not exist is an error
        before anything is written.
      - Leave out to keep the current roles; V([]) takes them all.
      - Given and taken at the role, so that no other role of the user changes. If the API key lacks the permission
        Roles Management (full access), the user is changed instead, read just before.
    type: list
    elements: str
  append_roles:
    description:
      - With V(true) the roles listed in O(roles) are added and none is taken.
      - With V(false) the user has exactly the roles listed.
    type: bool
    default: false
  allow_admin_changes:
    description:
      - Whether the built-in administrators may be touched although the owner of the API key could not be found out.
        That is, whether somebody who has the role C(Admin) may lose it or be deactivated.
      - Without it such a change is refused before anything is written, since one of them may own the key.
    type: bool
    default: false
  state:
    description:
      - V(present) makes sure that the user is there, active and as described.
      - V(absent) deactivates the user. The service keeps the record, and a user who is inactive or unknown is absent
        already.
    type: str
    choices: [present, absent]
    default: present
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(User Management) (full access; view is
    enough in check mode). To give roles the owner also needs C(Roles Management) (view).
  - The owner of the key is not deactivated, and keeps full access to roles and users, counted over all roles of that
    user, since nobody could undo it. Such a change is refused before anything is written, in check mode too.
  - To find out whose key it is, which only a change asks that takes something away, the owner also needs C(API Keys)
    (view), unless O(org_token) is given too. Where that cannot be found out, the task warns.
  - BigPanda does not state whether roles that a change leaves out are taken away by it. Where they are not, the user is
    taken out of them one by one, which needs C(Roles Management) (full access).
  - The service takes two requests a second on each SCIM route. For hundreds of users expect a minute for every
    hundred that change.
seealso:
  - module: community.bigpanda.bigpanda_scim_user_info
  - module: community.bigpanda.bigpanda_role
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Let Ada in
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    display_name: Ada Lovelace
    roles: [User]

- name: Create a user with a first password from the vault
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

- name: Give one more role and take none
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    roles: [Operations]
    append_roles: true

- name: Take all roles
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    roles: []

- name: Lock a leaver out
  community.bigpanda.bigpanda_scim_user:
    user_name: ada@example.com
    state: absent
"""

RETURN = r"""
scim_user:
  description:
    - The user after the task, in check mode as it would be. With O(state=absent) the inactive user, V(null) if there
      never was one.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the user; V(null) in check mode for a user who does not exist yet.
      type: str
      returned: always
      sample: 5f82d3495558352a180e51cb
    user_name:
      description: Login, as the service spells it.
      type: str
      returned: always
      sample: ada@example.com
    display_name:
      description: Name shown in BigPanda.
      type: str
      returned: when the user has one
      sample: Ada Lovelace
    active:
      description: Whether the user may log in.
      type: bool
      returned: always
      sample: true
    phone_number:
      description: The phone number, with C(value) and C(type).
      type: dict
      returned: when the user has one
      sample:
        value: "+1-555-634-5375"
        type: work
    roles:
      description: Names of the roles, as the service spells them.
      type: list
      elements: str
      returned: always
      sample: [User, Operations]
    schemas:
      description: Identifiers of the SCIM schemas of the record.
      type: list
      elements: str
      returned: when the service tells
      sample: ["urn:scim:schemas:core:1.0"]
    meta:
      description: When the user was created (C(created), ISO 8601) and where the record is (C(location)).
      type: dict
      returned: when the service tells
      sample:
        created: "2020-10-11T09:41:29.372Z"
        location: https://api.bigpanda.io/resources/v2.0/scim/Users/5f82d3495558352a180e51cb
diff:
  description: What the task changed, or would change in check mode. Holds only what differs, a password masked.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {active: false}
    after:
      description: The values after.
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
