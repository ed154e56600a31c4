# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that completes relative paths of tables."""

from __future__ import annotations

DOCUMENTATION = r"""
name: in_directory
short_description: Complete relative paths of tables
version_added: 0.1.0
author: The community.bigpanda contributors (!UNKNOWN)
description:
  - Puts a directory before each relative C(src) of a list of enrichment maps.
options:
  _input:
    description: The enrichment maps.
    type: list
    elements: dict
    required: true
  directory:
    description: The directory.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: Show where the tables are
  ansible.builtin.debug:
    msg: "{{ [{'name': 'owners', 'src': 'owners.csv'}] | community.bigpanda.in_directory('/srv/acme') }}"
"""

RETURN = r"""
_value:
  description: The enrichment maps, each C(src) complete.
  type: list
  elements: dict
  sample: [{name: owners, src: /srv/acme/owners.csv}]
"""

import os


def in_directory(items, directory):
    return [{**item, "src": os.path.join(directory, item["src"])} if item.get("src") else item for item in items]


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"in_directory": in_directory}
