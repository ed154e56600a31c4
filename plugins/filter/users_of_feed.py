# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns a feed of users into declarations."""

from __future__ import annotations

DOCUMENTATION = r"""
name: users_of_feed
short_description: Turn a feed of users into declarations
version_added: 0.1.0
author: The community.bigpanda contributors (!UNKNOWN)
description:
  - Reads a CSV or a list in the columns and groups of another system, and returns users as
    the option C(scim_users) of M(community.bigpanda.bigpanda_organization) takes them.
  - Rows that are malformed or there twice are an error that lists all of them with their line numbers.
options:
  _input:
    description: The text of a CSV with a title line, or a list of dicts.
    type: raw
    required: true
  columns:
    description:
      - Title of the column that holds C(user_name), C(display_name), C(groups) and C(active). Columns not named
        are not read. Without C(groups) and default roles the roles of users stay as they are.
      - A column that is named here and is not in the feed is an error, and so is an entry of a list without the key
        of C(groups) unless it is a leaver. An empty cell, V([]) or null says that the user has no groups, and so
        takes away the roles that groups give.
      - An empty C(display_name) leaves the name as it is.
      - A user whose C(active) cell says V(false), V(no), V(0), V(inactive), V(disabled), V(leaver) or V(terminated)
        is a leaver. An empty cell is no leaver, and any other word but their opposites is an error.
    type: dict
    default: {user_name: user_name}
  separator:
    description: What separates the groups of one cell.
    type: str
    default: ;
  group_roles:
    description: Role, or list of roles, that each group gives. Groups are compared without letter case.
    type: dict
    default: {}
  group_patterns:
    description:
      - List of dicts with C(pattern), a regular expression that fits a whole group, and C(role), the name of a role,
        in which C(\1) stands for the first parenthesis of the pattern.
    type: list
    elements: dict
    default: []
  default_roles:
    description: Roles that every user of the feed has.
    type: list
    elements: str
    default: []
  ignore:
    description: User names, or patterns with C(*), that are passed over.
    type: list
    elements: str
    default: []
  refuse_unmapped:
    description: Whether a group that gives no role is an error. Otherwise it is passed over.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Read the feed of the identity system
  ansible.builtin.set_fact:
    people: >-
      {{ lookup('ansible.builtin.file', 'feed.csv')
         | community.bigpanda.users_of_feed(
             columns={'user_name': 'mail', 'display_name': 'cn', 'groups': 'memberOf'},
             group_roles={'noc': 'Operations'},
             group_patterns=[{'pattern': 'bp-(.+)', 'role': '\\1'}]) }}
"""

RETURN = r"""
_value:
  description: The users; leavers carry C(state=absent).
  type: list
  elements: dict
  sample: [{user_name: ada@example.com, display_name: Ada Lovelace, roles: [Operations]}]
"""

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.feed import make_reading, users_of_feed
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def read_feed(
    feed,
    columns=None,
    separator=";",
    group_roles=None,
    group_patterns=(),
    default_roles=(),
    ignore=(),
    refuse_unmapped=False,
):
    try:
        reading = make_reading(
            columns=columns,
            separator=separator,
            group_roles=group_roles,
            group_patterns=group_patterns,
            default_roles=default_roles,
            ignore=ignore,
            refuse_unmapped=refuse_unmapped,
        )
        return as_unsafe(users_of_feed(feed, reading))
    except InvalidOption as error:
        raise AnsibleFilterError(f"users_of_feed: {error}") from error


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"users_of_feed": read_feed}
