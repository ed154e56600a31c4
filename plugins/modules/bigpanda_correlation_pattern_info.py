#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_correlation_pattern_info
short_description: Read BigPanda correlation patterns
version_added: 1.0.0
description:
  - Returns all correlation patterns of the organization, or a single one.
author: The community.bigpanda contributors (@ansible-collections)
options:
  id:
    description:
      - Return only the correlation pattern with this ID. Returns an empty list if there is none.
      - Mutually exclusive with the other options.
    type: str
  tags:
    description:
      - Return only the patterns with exactly these tags, in any order. Omit for patterns with any tags.
    type: list
    elements: str
  filter:
    description:
      - Return only the patterns with this condition, as BPQL text or in the object form of BPQL, compared by meaning.
        An empty string returns the patterns without a condition. Omit for patterns with any condition.
    type: raw
    aliases: [condition]
  cross_source:
    description:
      - Return only the patterns that correlate alerts of different source systems, or only those that do not. Omit for
        both.
    type: bool
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Correlation) (view).
seealso:
  - module: community.bigpanda.bigpanda_correlation_pattern
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all patterns, including inactive ones
  community.bigpanda.bigpanda_correlation_pattern_info:
  register: all_patterns

- name: Read one pattern
  community.bigpanda.bigpanda_correlation_pattern_info:
    id: 5b8ba29a8ab2ff0a31a3c3f1
"""

RETURN = r"""
correlation_patterns:
  description: The correlation patterns found; empty if there are none.
  returned: success
  type: list
  elements: dict
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
      sample: [application, cluster]
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
    time_window:
      description: Maximum number of minutes between the starts of correlated alerts.
      type: int
      returned: always
      sample: 120
    active:
      description: Whether the pattern is used.
      type: bool
      returned: always
      sample: true
    note:
      description: Free text. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: Agreed with the database team
    execution_order:
      description:
        - Position in the run order, if the organization orders its patterns manually.
        - V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 3
    suggested_at:
      description: When BigPanda suggested the pattern. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1493908121
    created_at:
      description: When it was created. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1493908121
    created_by:
      description: ID of the user who created it. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
    updated_at:
      description: When it was last changed. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1493908121
    updated_by:
      description: ID of the user who last changed it. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)


def main():
    run_info(CORRELATION_PATTERN)


if __name__ == "__main__":
    main()
