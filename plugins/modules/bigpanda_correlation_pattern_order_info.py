#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_correlation_pattern_order_info
short_description: Read the run order of BigPanda correlation patterns
version_added: 1.0.0
description:
  - Returns the order in which the correlation patterns of the organization are tried, as a list with one element. The
    list is empty if the organization does not have this feature, which is a limited release.
author: The community.bigpanda contributors (@ansible-collections)
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Correlation) (view).
seealso:
  - module: community.bigpanda.bigpanda_correlation_pattern_order
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read the order
  community.bigpanda.bigpanda_correlation_pattern_order_info:
  register: found

- name: Show the tags of each pattern in run order
  ansible.builtin.debug:
    msg: "{{ found.correlation_pattern_orders | map(attribute='patterns') | flatten | map(attribute='tags') }}"
"""

RETURN = r"""
correlation_pattern_orders:
  description: The run order; empty if the organization does not have one.
  returned: success
  type: list
  elements: dict
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
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN_ORDER,
)


def main():
    run_info(CORRELATION_PATTERN_ORDER)


if __name__ == "__main__":
    main()
