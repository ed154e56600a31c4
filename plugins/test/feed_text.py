# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A test that tells the text of a feed from the path of one."""

from __future__ import annotations

DOCUMENTATION = r"""
name: feed_text
short_description: Check whether a text is a user feed or the path of one
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - True if the text has several lines, or one line that contains the names of all columns.
options:
  _input:
    description: CSV text, or a path.
    type: str
    required: true
  columns:
    description: Names of the columns that are read, as for P(community.bigpanda.users_of_feed#filter).
    type: dict
    default: {user_name: user_name}
  delimiter:
    description: Delimiter between the columns, as for P(community.bigpanda.users_of_feed#filter).
    type: str
"""

EXAMPLES = r"""
- name: Read a feed that is given as text or as a path
  ansible.builtin.set_fact:
    feed: "{{ given if given is community.bigpanda.feed_text else lookup('ansible.builtin.file', given) }}"
"""

RETURN = r"""
_value:
  description: Whether the text is a feed.
  type: bool
"""

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_csv import is_feed_text
from ansible_collections.community.bigpanda.plugins.module_utils._core.provisioning.feed_mapping import make_mapping


def feed_text(text, columns=None, delimiter=None):
    try:
        mapping = make_mapping(columns=columns, delimiter=delimiter)
    except InvalidOption as error:
        raise AnsibleFilterError(f"feed_text: {error}") from error
    return is_feed_text(text, list(mapping.columns.values()), mapping.delimiter)


class TestModule:
    """The tests of this file."""

    def tests(self):
        return {"feed_text": feed_text}
