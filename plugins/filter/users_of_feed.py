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
  - Malformed rows and duplicate users are an error that lists all of them with their line numbers.
  - A CSV must be UTF-8. A quote or a line break inside a cell, a row of another length than the header, and characters
    that nobody can see (control characters, characters of zero width) are errors. Rows without any text are skipped.
  - Cells of a list are text, or a list of texts for C(groups); numbers and objects are errors. Spaces around a cell are
    removed, and all kinds of spaces inside it are read as plain ones.
  - Texts are compared case-insensitive and in one form of Unicode. The sharp s is not C(ss).
options:
  _input:
    description: The text of a CSV with a header, or a list of dicts.
    type: raw
    required: true
  columns:
    description:
      - Title of the column that holds C(user_name), C(display_name), C(groups) and C(active), compared
        case-insensitive. Columns not named are not read, and need no title.
        Without C(groups) and default roles the roles of users stay as they are.
      - A column that is named here and is not in the feed is an error, and so is an entry of a list without the key
        of C(groups) unless it is a leaver. An empty cell, V([]) or null says that the user has no groups, and so
        takes away the roles that groups give.
      - An empty C(display_name) leaves the name as it is.
      - A user whose C(active) cell says V(false), V(no), V(0), V(inactive), V(disabled), V(deprovisioned), V(leaver) or
        V(terminated) is a leaver. One whose cell is empty or says V(true), V(yes), V(1), V(active) or V(enabled)
        stays. Any other word is an error unless O(status_words) explains it.
    type: dict
    default: {user_name: user_name}
  separator:
    description:
      - What separates the groups of one cell.
      - A group that gives no role is an error if what stands between other separators in it does, since the cell is
        then not separated as it was written.
    type: str
    default: ;
  delimiter:
    description:
      - What separates the columns of a CSV, V(comma), V(semicolon), V(tab) or V(pipe), as word or as character.
      - Without it, the header decides.
    type: str
  status_words:
    description:
      - What further words of C(active) mean, V(present) for users who stay and V(absent) for leavers, such as
        C(SUSPENDED=absent). The same word cannot mean both.
    type: dict
    default: {}
  group_key:
    description:
      - Key by which groups that are objects are named, with dots between the keys of nested objects. SCIM needs
        V(display), Okta V(profile.name), Keycloak V(name), Entra ID V(displayName).
      - Without it, such a group is an error.
    type: str
  group_roles:
    description:
      - Role, or list of roles, that each group gives. Groups are compared case-insensitive.
      - An empty list says that the group gives no role on purpose.
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
    description: Whether a group that gives no role is an error. Otherwise it is passed over; see O(details).
    type: bool
    default: false
  details:
    description: Whether to return the groups that give no role too.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Read the feed of the identity system
  ansible.builtin.set_fact:
    people: >-
      {{ lookup('ansible.builtin.file', 'feed.csv', rstrip=false)
         | community.bigpanda.users_of_feed(
             columns={'user_name': 'mail', 'display_name': 'cn', 'groups': 'memberOf'},
             group_roles={'noc': 'Operations'},
             group_patterns=[{'pattern': 'bp-(.+)', 'role': '\\1'}]) }}
"""

RETURN = r"""
_value:
  description:
    - The users; leavers carry C(state=absent).
    - With O(details), a dict of these C(users), of C(groups_without_roles), the number of users by group, and of
      C(remarks), sentences that say the same.
  type: raw
  sample: [{user_name: ada@example.com, display_name: Ada Lovelace, roles: [Operations]}]
"""

from dataclasses import asdict

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.feed import read_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.feed_options import make_reading
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def users_of_feed(
    feed,
    columns=None,
    separator=";",
    group_roles=None,
    group_patterns=(),
    default_roles=(),
    ignore=(),
    refuse_unmapped=False,
    delimiter=None,
    status_words=None,
    group_key=None,
    details=False,
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
            delimiter=delimiter,
            status_words=status_words,
            group_key=group_key,
        )
        read = read_feed(feed, reading)
        return as_unsafe(asdict(read) if details else read.users)
    except InvalidOption as error:
        raise AnsibleFilterError(f"users_of_feed: {error}") from error


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"users_of_feed": users_of_feed}
