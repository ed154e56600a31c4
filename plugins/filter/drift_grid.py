# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that shows the drift of many organizations."""

from __future__ import annotations

DOCUMENTATION = r"""
name: drift_grid
short_description: Show the drift of many organizations as a grid
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Shows a line for each organization and a column for each kind of object, with the number of objects that differ from
    the declaration. A dot means that none differs; an empty cell means that the kind was not compared.
options:
  _input:
    description:
      - By name of the organization, the C(summary) that M(community.bigpanda.bigpanda_organization) returned in check
        mode. Null means that the organization could not be compared, and is shown as C(error).
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Show what differs
  ansible.builtin.debug:
    msg: "{{ {'acme': acme.summary, 'globex': globex.summary} | community.bigpanda.drift_grid }}"
"""

RETURN = r"""
_value:
  description: The lines of the grid.
  type: list
  elements: str
  sample:
    - "organization  state     roles  users"
    - "acme          drift     2      ·"
    - "globex        no drift  ·      ·"
"""

from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.drift_grid import drift_grid as grid_of
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def drift_grid(summaries):
    if not isinstance(summaries, Mapping) or not all(map(_is_summary, summaries.values())):
        raise AnsibleFilterError("drift_grid: give a dict with the summary of each organization, a dict or null.")
    return as_unsafe(grid_of(summaries))


def _is_summary(summary):
    return summary is None or isinstance(summary, Mapping) and all(isinstance(v, Mapping) for v in summary.values())


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"drift_grid": drift_grid}
