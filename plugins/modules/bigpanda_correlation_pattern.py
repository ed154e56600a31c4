#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_correlation_pattern
short_description: Manage BigPanda correlation patterns
version_added: 0.1.0
description:
  - Creates, changes and removes one correlation pattern - a rule by which alerts become one incident. Changes affect
    new incidents only.
  - Patterns have no name. What identifies one is O(tags) as a set, O(filter) by its meaning, and O(cross_source)
    together; O(time_window), O(active) and O(note) are changed in place.
  - Where the organization orders its patterns by hand, a new one is tried last. Else the longest time window comes
    first; see M(community.bigpanda.bigpanda_correlation_pattern_order).
author: The community.bigpanda contributors (!UNKNOWN)
options:
  tags:
    description:
      - Names of 1 to 5 tags, in any order. Alerts with equal values of them all are related.
      - One of O(tags) and O(id) is needed. With O(id) the tags of that pattern are changed.
    type: list
    elements: str
  id:
    description:
      - ID of an existing pattern, in place of what identifies it.
    type: str
  filter:
    description:
      - Condition in BPQL text that alerts must meet. Source systems are chosen here too, like C(source_system = api.*).
      - C(*) in a value stands for anything, and a value between slashes is a regular expression. Tags are sent in lower
        case.
      - Left out, the pattern without a condition is meant. It is compared by its meaning, as
        O(community.bigpanda.bigpanda_environment#module:filter) is.
    type: str
  cross_source:
    description:
      - Whether alerts of different source systems may be related. Left out, the pattern that allows it is meant.
    type: bool
  time_window:
    description:
      - How many minutes may lie between the starts of related alerts. At least 1; the service names 4320 as its
        maximum.
      - A new pattern needs it. Leave out to keep it.
    type: int
  active:
    description:
      - Whether the pattern is used. Leave out to keep it; the service documents that a new one is active.
    type: bool
  note:
    description:
      - Free text. Leave out to keep it.
      - The service may ignore another note of a pattern that is there, since the API does not name it among what can be
        changed. The task then warns of it, each time anew.
      - Where several patterns are alike in everything that identifies them, it tells which of them is meant; V("")
        means the one without. A second pattern that differs in its note alone cannot be made, since that note is taken
        for another one of the first.
    type: str
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Alert Correlation) (full access; view is enough in check mode).
  - Needs the Enrichment V2 engine. Where the organization still has the older one the API can damage its patterns.
seealso:
  - module: community.bigpanda.bigpanda_correlation_pattern_info
  - module: community.bigpanda.bigpanda_correlation_pattern_order
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Relate alerts of one host within an hour
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [host]
    time_window: 60

- name: Relate alerts of a service in production within two hours, of each source by itself
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [application, cluster]
    filter: env = production AND team IN [noc, dba]
    cross_source: false
    time_window: 120
    note: Agreed with the database team

- name: Use it no longer
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [cluster, application]
    filter: env = production AND team IN [dba, noc]
    cross_source: false
    active: false

- name: Remove the first one
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [host]
    state: absent
"""

RETURN = r"""
correlation_pattern:
  description:
    - The correlation pattern after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the pattern. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 5b8ba29a8ab2ff0a31a3c3f1
    tags:
      description: Names of the tags whose equal values relate alerts.
      type: list
      elements: str
      returned: always
      sample: [application, cluster]
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
    time_window:
      description: Minutes that may lie between the starts of related alerts.
      type: int
      returned: always
      sample: 120
    active:
      description: Whether the pattern is used.
      type: bool
      returned: always
      sample: true
    note:
      description: Free text.
      type: str
      returned: when the service tells
      sample: Agreed with the database team
    execution_order:
      description: Position in the order in which patterns are tried, where the organization has that order.
      type: int
      returned: when the service tells
      sample: 3
    suggested_at:
      description: When BigPanda suggested the pattern. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1493908121
    created_at:
      description: When it was created. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1493908121
    created_by:
      description: ID of the user who created it.
      type: str
      returned: when the service tells
      sample: 63bd56897755560012bf3555
    updated_at:
      description: When it was changed last. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1493908121
    updated_by:
      description: ID of the user who changed it last.
      type: str
      returned: when the service tells
      sample: 63bd56897755560012bf3555
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {time_window: 60}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {time_window: 120}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.correlation_pattern import (
    CORRELATION_PATTERN,
)


def main():
    run_resource(CORRELATION_PATTERN)


if __name__ == "__main__":
    main()
