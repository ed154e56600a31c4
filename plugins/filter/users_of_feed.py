# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns a feed of users into declarations."""

from __future__ import annotations

DOCUMENTATION = r"""
name: users_of_feed
short_description: Turn a user feed into declarations
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Reads a CSV file or a list that uses the columns and groups of another system, and returns users in the form that
    the option C(scim_users) of M(community.bigpanda.bigpanda_organization) accepts.
  - Fails and lists all malformed rows and duplicate users with their line numbers.
  - CSV must be UTF-8. Quotes or line breaks inside a cell, rows that are longer or shorter than the header, and
    invisible characters (control characters, zero-width characters) are errors. Rows without text are skipped.
  - A user name that cannot be a login is an error, such as C(EOF), C(N/A), C(mailto:ada@example.com) or C(CORP\ada),
    and so are a repeated header and errors of a spreadsheet such as C(#N/A). If any user name is an e-mail address, all
    of them must be, except those in O(ignore).
  - Values in a list must be text, or a list of texts for C(groups); numbers and objects are errors. Whitespace around a
    value is removed, and all kinds of spaces inside it are treated as plain spaces.
  - Text is compared case-insensitively and in normalized Unicode form. The sharp s is not treated as C(ss).
options:
  _input:
    description: CSV text with a header, or a list of dicts.
    type: raw
    required: true
  columns:
    description:
      - Names of the columns for C(user_name), C(display_name), C(groups) and C(active), case-insensitive. Other columns
        are not read and do not need a name. Without C(groups) and default roles, users keep their roles.
      - Fails if the feed lacks a column that is named here. An entry of a list must have the key for C(groups), unless
        it is a leaver. An empty cell, V([]) or null means that the user has no groups, which removes all roles granted
        by groups.
      - An empty C(display_name) keeps the current name.
      - A user is a leaver if the C(active) cell is V(false), V(no), V(0), V(inactive), V(disabled), V(deprovisioned),
        V(leaver) or V(terminated). A user stays if the cell is empty, V(true), V(yes), V(1), V(active) or V(enabled).
        Any other value is an error unless O(status_words) defines it.
    type: dict
    default: {user_name: user_name}
  separator:
    description:
      - Separator between the groups in a cell.
      - The filter fails if a group is not mapped to a role but its parts are, split at another common separator, since
        the cell then uses that separator.
    type: str
    default: ;
  delimiter:
    description:
      - Delimiter between the columns of a CSV, V(comma), V(semicolon), V(tab) or V(pipe), as a word or as the
        character.
      - If omitted, it is detected from the header.
    type: str
  status_words:
    description:
      - Meaning of further values in the C(active) column, V(present) for users who stay and V(absent) for leavers, such
        as C(SUSPENDED=absent). A value cannot mean both.
    type: dict
    default: {}
  group_key:
    description:
      - If groups are objects, the key that contains their name, with dots between the keys of nested objects. Use
        V(display) for SCIM, V(profile.name) for Okta, V(name) for Keycloak and V(displayName) for Entra ID.
      - Required if groups are objects.
    type: str
  group_roles:
    description:
      - Role, or list of roles, that each group maps to. Group names are case-insensitive.
      - An empty list means that the group intentionally maps to no role.
      - The filter fails if the feed contains the full name of a group, such as C(CN=noc,OU=groups), C(CORP\noc) or
        C(/noc), and only its short name is mapped. Map the full name, to an empty list if it grants no role.
    type: dict
    default: {}
  group_patterns:
    description:
      - List of dicts with C(pattern), a regular expression that must match the whole group, and C(role), the name of a
        role. In C(role), C(\1) inserts the first capture group.
    type: list
    elements: dict
    default: []
  default_roles:
    description: Roles that every user of the feed has.
    type: list
    elements: str
    default: []
  ignore:
    description: User names to ignore. C(*) matches any text.
    type: list
    elements: str
    default: []
  refuse_unmapped:
    description: Whether to fail if a group is not mapped to a role. Otherwise the group is ignored; see O(details).
    type: bool
    default: false
  details:
    description: Whether to also return the unmapped groups.
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
    - The users. Leavers have C(state=absent).
    - If O(details) is true, a dict with C(users), C(groups_without_roles) (the number of users for each group),
      C(remarks) (the same as sentences), and C(lines) (the line of the feed for each user name, for the option
      C(feed_lines) of M(community.bigpanda.bigpanda_organization)).
  type: raw
  sample: [{user_name: ada@example.com, display_name: Ada Lovelace, roles: [Operations]}]
"""

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed import read_feed
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe

# The text of the last feed with its mapping, and what was read.
LAST_READ = []


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
        mapping = make_mapping(
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
        read = read_once(feed, mapping)
        shown = {name: getattr(read, name) for name in ("users", "groups_without_roles", "remarks", "lines")}
        return as_unsafe(shown if details else read.users)
    except InvalidOption as error:
        raise AnsibleFilterError(f"users_of_feed: {error}") from error


def read_once(feed, mapping):
    """What `read_feed` returns. A role takes several parts of one feed, and Ansible evaluates the filter for each."""
    if not isinstance(feed, str):
        return read_feed(feed, mapping)
    if LAST_READ[:1] != [(feed, mapping)]:
        LAST_READ[:] = [(feed, mapping), read_feed(feed, mapping)]
    return LAST_READ[1]


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"users_of_feed": users_of_feed}
