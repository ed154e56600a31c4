#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_scim_user_info
short_description: Read BigPanda users through SCIM
version_added: 1.0.0
description:
  - Returns all users of the organization, including inactive ones, or those that match.
  - The options are mutually exclusive.
author: The community.bigpanda contributors (@ansible-collections)
options:
  user_name:
    description:
      - Return only the user with this login, case-insensitive. Returns an empty list if there is none.
    type: str
    aliases: [username, email]
  id:
    description:
      - Return only the user with this ID. Returns an empty list if there is none.
    type: str
  filter:
    description:
      - SCIM filter on C(displayName), C(userName) or C(active), such as C(userName co "@example.com"). BigPanda does
        the filtering.
    type: str
  active:
    description:
      - V(true) returns only active users, V(false) only inactive ones. Omit for both.
    type: bool
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(User Management) (view).
seealso:
  - module: community.bigpanda.bigpanda_scim_user
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all users
  community.bigpanda.bigpanda_scim_user_info:
  register: everybody

- name: Show who can log in
  ansible.builtin.debug:
    msg: "{{ everybody.scim_users | selectattr('active') | map(attribute='user_name') | sort }}"

- name: Read active users only
  community.bigpanda.bigpanda_scim_user_info:
    active: true

- name: Find the users of a domain
  community.bigpanda.bigpanda_scim_user_info:
    filter: userName co "@example.com"

- name: Read one user
  community.bigpanda.bigpanda_scim_user_info:
    user_name: ada@example.com
"""

RETURN = r"""
scim_users:
  description: The users found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the user.
      type: str
      returned: always
      sample: 5f82d3495558352a180e51cb
    user_name:
      description: Login of the user.
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
      description: Names of the roles.
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
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_info(SCIM_USER)


if __name__ == "__main__":
    main()
