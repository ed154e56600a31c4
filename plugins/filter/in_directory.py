# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that completes relative paths of tables."""

from __future__ import annotations

DOCUMENTATION = r"""
name: in_directory
short_description: Complete relative paths of tables
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Puts a directory in front of each relative C(src) in a list of enrichment maps. Paths that begin with C(~) or an
    environment variable are not changed.
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
  hand_over:
    description:
      - Whether to read each of these tables on the controller and replace its path with its content, as C(content).
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: Show the paths of the tables
  ansible.builtin.debug:
    msg: "{{ [{'name': 'owners', 'src': 'owners.csv'}] | community.bigpanda.in_directory('/srv/acme') }}"
"""

RETURN = r"""
_value:
  description: The enrichment maps, each with a complete C(src), or with C(content) instead.
  type: list
  elements: dict
  sample: [{name: owners, src: /srv/acme/owners.csv}]
"""

import os
from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import SAVE_AS_UTF_8
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def in_directory(items, directory, hand_over=False):
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, Mapping) for item in items):
        raise AnsibleFilterError("enrichment_maps is not a list of dicts. Give a dict for each map.")
    return as_unsafe([_completed(item, directory, hand_over) for item in items])


def _completed(item, directory, hand_over):
    src = item.get("src")
    # What is not text is refused by the module, which says where it is.
    if not isinstance(src, str) or not src or src.startswith(("/", "~", "$")):
        return item
    path = os.path.join(directory, src)
    # The module would take what follows a $ for a variable of the environment.
    if not hand_over and "$" not in directory:
        return {**item, "src": path}
    return {**{name: value for name, value in item.items() if name != "src"}, "content": _text_of(path)}


def _text_of(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else f"it is not UTF-8. {SAVE_AS_UTF_8}"
        raise AnsibleFilterError(f"src {path} cannot be read: {str(why).rstrip('.')}.") from error


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"in_directory": in_directory}
