#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_correlation_pattern
short_description: Manage BigPanda correlation patterns
version_added: 1.0.0
description:
  - Creates, changes and removes a correlation pattern - a rule that correlates alerts into one incident. Changes only
    affect new incidents.
  - Patterns have no name. They are identified by O(tags) as a set, O(filter) by meaning, and O(cross_source).
    O(time_window), O(active) and O(note) are changed in place.
  - If the organization orders its patterns manually, a new one is tried last. Otherwise the pattern with the longest
    time window is tried first; see M(community.bigpanda.bigpanda_correlation_pattern_order).
author: The community.bigpanda contributors (@ansible-collections)
options:
  tags:
    description:
      - Names of 1 to 5 tags, in any order. Alerts that have the same values for all of them are correlated.
      - They are compared case-insensitively and sent as given.
      - One of O(tags) and O(id) is required. With O(id), the tags of that pattern are changed.
    type: list
    elements: str
  id:
    description:
      - ID of an existing pattern, instead of the options that identify it.
    type: str
  filter:
    description:
      - Condition that alerts must match, as BPQL text. It can also select source systems, such as C(source_system =
        api.*).
      - C(*) in a value matches anything, and a value between slashes is a regular expression unless it is quoted. Tag
        names are sent in lowercase.
      - The object form of BPQL (a dict with one operator and its operands) is also accepted, and is sent as text.
      - If omitted, it matches the pattern without a condition. Conditions are compared by meaning, like
        O(community.bigpanda.bigpanda_environment#module:filter).
    type: raw
    aliases: [condition]
  cross_source:
    description:
      - Whether alerts of different source systems may be correlated. If omitted, it matches the pattern that allows
        this.
    type: bool
  time_window:
    description:
      - Longest time between the starts of correlated alerts, such as V(2h), V(90m), V(1d12h), V(PT2H), or in minutes.
        Whole minutes, at least 1; BigPanda documents a maximum of 4320.
      - Required for a new pattern. Omit to keep it.
    type: str
  active:
    description:
      - Whether the pattern is used. Omit to keep it; BigPanda documents that a new pattern is active.
    type: bool
  note:
    description:
      - Free text. Omit to keep it.
      - BigPanda may ignore a changed note, which its API does not list as updatable; the task warns each time.
      - If several patterns have the same identity, the note selects one of them; V("") selects the one without a note.
        A second pattern that only differs in its note cannot be created, since this is treated as a changed note of the
        first.
    type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Correlation) (full access; view is
    enough in check mode).
  - Requires the Enrichment V2 engine. If the organization still has the older engine, the API can damage its patterns.
seealso:
  - module: community.bigpanda.bigpanda_correlation_pattern_info
  - module: community.bigpanda.bigpanda_correlation_pattern_order
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Correlate alerts of one host within an hour
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [host]
    time_window: 60

- name: Correlate alerts of a production service within two hours, separately for each source system
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [application, cluster]
    filter: env = production AND team IN [noc, dba]
    cross_source: false
    time_window: 2h
    note: Agreed with the database team

- name: Disable the pattern
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [cluster, application]
    filter: env = production AND team IN [dba, noc]
    cross_source: false
    active: false

- name: Remove the first pattern
  community.bigpanda.bigpanda_correlation_pattern:
    tags: [host]
    state: absent
"""

RETURN = r"""
correlation_pattern:
  description:
    - The correlation pattern after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the pattern. V(null) in check mode if it does not exist yet.
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
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {time_window: 60}
    after:
      description: Values after the task.
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
