#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_correlation_pattern_order
short_description: Manage the run order of BigPanda correlation patterns
version_added: 0.1.0
description:
  - Says in which order correlation patterns are tried, or goes back to the order that BigPanda gives them by itself,
    which is the longest time window first. Changes affect new incidents only.
  - An organization has one order, so it needs no name.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  state:
    description:
      - V(present) makes sure that the patterns are tried in the order of O(patterns). If they are not already, the
        organization is switched to manual order, in which a new pattern comes last.
      - V(absent) undoes every manual ordering, also that done in the console, so that the longest time window comes
        first. Whether an organization orders by hand cannot be read. So nothing is done where no pattern comes before
        one with a longer time window, even if somebody put them so by hand.
    type: str
    choices: [present, absent]
    default: present
  patterns:
    description:
      - All correlation patterns, inactive ones too, the one to be tried first at the top. A pattern that is left out or
        named twice is an error that names it, before anything is sent.
      - Needed with O(state=present). V([]) is right only where there are no patterns.
    type: list
    elements: dict
    suboptions:
      tags:
        description:
          - Names of the tags of the pattern, in any order.
          - One of O(patterns[].tags) and O(patterns[].id) is needed.
        type: list
        elements: str
      filter:
        description:
          - Condition of the pattern in BPQL text, compared by its meaning. Left out, the pattern without a condition is
            meant.
        type: str
      cross_source:
        description:
          - Whether the pattern relates alerts of different source systems. Left out, the one that does is meant.
        type: bool
      note:
        description:
          - Note of the pattern. It tells patterns apart that are alike in everything else, and is not looked at
            otherwise.
        type: str
      id:
        description:
          - ID of the pattern. With it nothing else of the pattern is looked at.
        type: str
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Alert Correlation) (full access; view is enough in check mode).
  - The order is a limited release of BigPanda. An organization that does not have it is told so by an error.
seealso:
  - module: community.bigpanda.bigpanda_correlation_pattern_order_info
  - module: community.bigpanda.bigpanda_correlation_pattern
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Try the pattern of the databases before that of all hosts
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

- name: Go back to the order by time window
  community.bigpanda.bigpanda_correlation_pattern_order:
    state: absent
"""

RETURN = r"""
correlation_pattern_order:
  description:
    - The run order after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if the organization has no such order.
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
          description: Names of the tags whose equal values relate alerts.
          type: list
          elements: str
          returned: always
          sample: [host]
        filter:
          description: Condition that alerts must meet, in BPQL.
          type: str
          returned: when the service tells
          sample: env = production
        cross_source:
          description: Whether alerts of different source systems may be related.
          type: bool
          returned: always
          sample: true
        note:
          description: Free text.
          type: str
          returned: when the service tells
          sample: Agreed with the database team
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {patterns: [{id: 5b8ba29a8ab2ff0a31a3c3f1, tags: [host]}, {id: 5b8ba29a8ab2ff0a31a3c3f2, tags: [check]}]}
    after:
      description: The values after. Empty with O(state=absent).
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
