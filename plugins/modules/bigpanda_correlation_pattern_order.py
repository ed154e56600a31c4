#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_correlation_pattern_order
short_description: Manage the run order of BigPanda correlation patterns
version_added: 1.0.0
description:
  - Sets the order in which correlation patterns are tried, or restores BigPanda's own order, in which the longest time
    window comes first. Changes only affect new incidents.
  - An organization has one order, so it does not need a name.
author: The community.bigpanda contributors (@ansible-collections)
options:
  state:
    description:
      - V(present) ensures that the patterns are tried in the order of O(patterns). If they are not, the organization is
        switched to manual order, in which new patterns come last.
      - V(absent) undoes any manual order, including one set in the console, so that the longest time window comes
        first. The API does not show whether an organization orders its patterns manually. If no pattern comes before
        one with a longer time window, nothing is done, even if that order was set manually.
    type: str
    choices: [present, absent]
    default: present
  patterns:
    description:
      - All correlation patterns in the order in which they are tried, including inactive ones. Missing and duplicate
        patterns are errors. The task fails before sending anything, and names the pattern.
      - Required if O(state=present). V([]) is only accepted if there are no patterns.
    type: list
    elements: dict
    suboptions:
      tags:
        description:
          - Names of the tags of the pattern, in any order, case-insensitive.
          - One of O(patterns[].tags) and O(patterns[].id) is required.
        type: list
        elements: str
      filter:
        description:
          - Condition of the pattern, as BPQL text or in the object form of BPQL, compared by meaning. If omitted, it
            matches the pattern without a condition.
        type: raw
        aliases: [condition]
      cross_source:
        description:
          - Whether the pattern correlates alerts of different source systems. If omitted, it matches the pattern that
            does.
        type: bool
      note:
        description:
          - Note of the pattern. It is only used to select one of several patterns that are otherwise the same.
        type: str
      id:
        description:
          - ID of the pattern. With it, the other options are ignored.
        type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Correlation) (full access; view is
    enough in check mode).
  - The run order is a limited release of BigPanda. The task fails if the organization does not have it.
  - O(patterns) can only be written as a whole, so the task reads the object immediately before. What somebody else
    changes there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_correlation_pattern_order_info
  - module: community.bigpanda.bigpanda_correlation_pattern
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Try the pattern for databases before the one for all hosts
  community.bigpanda.bigpanda_correlation_pattern_order:
    patterns:
      - tags: [application, cluster]
        filter: env = production AND team IN [noc, dba]
        cross_source: false
      - tags: [host]

- name: Read the order
  community.bigpanda.bigpanda_correlation_pattern_order_info:
  register: found

- name: Try the last pattern first
  community.bigpanda.bigpanda_correlation_pattern_order:
    patterns: "{{ now[-1:] + now[:-1] }}"
  vars:
    now: "{{ found.correlation_pattern_orders[0].patterns }}"

- name: Restore the order by time window
  community.bigpanda.bigpanda_correlation_pattern_order:
    state: absent
"""

RETURN = r"""
correlation_pattern_order:
  description:
    - The run order after the task, or as predicted in check mode.
    - If O(state=absent), the order before the task, or V(null) if the organization has no such order.
  returned: success
  type: dict
  contains:
    patterns:
      description: All correlation patterns in the order in which they are tried.
      type: list
      elements: dict
      returned: always
      sample: [{id: 5b8ba29a8ab2ff0a31a3c3f1, tags: [host], filter: env = production, cross_source: true, note: ''}]
      contains:
        id:
          description: ID of the pattern.
          type: str
          returned: always
          sample: 5b8ba29a8ab2ff0a31a3c3f1
        tags:
          description: Names of the tags whose values must be equal.
          type: list
          elements: str
          returned: always
          sample: [host]
        filter:
          description: Condition that alerts must match, in BPQL. V(null) if BigPanda does not return it.
          type: str
          returned: always
          sample: env = production
        cross_source:
          description: Whether alerts of different source systems may be correlated.
          type: bool
          returned: always
          sample: true
        note:
          description: Free text. V(null) if BigPanda does not return it.
          type: str
          returned: always
          sample: Agreed with the database team
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {patterns: [{id: 5b8ba29a8ab2ff0a31a3c3f1, tags: [host]}, {id: 5b8ba29a8ab2ff0a31a3c3f2, tags: [check]}]}
    after:
      description: Values after the task. Empty if O(state=absent).
      type: dict
      returned: always
      sample: {patterns: [{id: 5b8ba29a8ab2ff0a31a3c3f2, tags: [check]}, {id: 5b8ba29a8ab2ff0a31a3c3f1, tags: [host]}]}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
    CORRELATION_PATTERN_ORDER,
)


def main():
    run_resource(CORRELATION_PATTERN_ORDER, refers=(CORRELATION_PATTERN,))


if __name__ == "__main__":
    main()
