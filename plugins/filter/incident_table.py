# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that shows incidents as a table."""

from __future__ import annotations

DOCUMENTATION = r"""
name: incident_table
short_description: Show incidents as a table
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Shows a line for each incident, the most severe first, with its ID, status, age, number of alerts, the first alert,
    the assignee, and the end of its snooze.
options:
  _input:
    description:
      - The incidents, as M(community.bigpanda.bigpanda_incident_info) returns them. The first alert is only shown if
        they were read with C(expand=alerts).
    type: list
    elements: dict
    required: true
"""

EXAMPLES = r"""
- name: Show the incidents
  ansible.builtin.debug:
    msg: "{{ found.incidents | community.bigpanda.incident_table }}"
"""

RETURN = r"""
_value:
  description: The lines of the table, the first with the column names.
  type: list
  elements: str
  sample:
    - "id                        status    since   alerts  what       assignee      snoozed until"
    - "653989e52d00001901351684  critical  25 min       3  host db-1  Dana Example"
"""

import time
from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.incident_table import (
    incident_table as table_of,
)
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def incident_table(incidents):
    if not isinstance(incidents, (list, tuple)) or not all(isinstance(each, Mapping) for each in incidents):
        raise AnsibleFilterError("incident_table: give a list of incidents, which are dicts.")
    return as_unsafe(table_of(incidents, time.time()))


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"incident_table": incident_table}
