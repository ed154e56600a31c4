#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_filter
short_description: Manage BigPanda alert filters
version_added: 1.0.0
description:
  - Creates, changes and removes an alert filter. BigPanda drops alerts that match the condition of an active filter.
    Filters run after normalization and enrichment, so a condition may use tags that enrichment sets.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the filter, case-sensitive. Names are not unique; if several filters match, the task fails and lists
        their IDs.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description:
      - ID of an existing filter, instead of its name.
    type: str
  new_name:
    description:
      - New name for the filter. If a filter already has this name, it is treated as the renamed one.
    type: str
  bpql:
    description:
      - Alerts to drop, as a condition in the object form of BPQL - a dict with one operator (C(=), C(!=), C(===),
        C(IN), C(NOT IN), C(AND), C(OR)) and its operands. At most 25,000 characters of JSON without whitespace.
      - A value is a text, a number, a boolean, or a dict with C(type) and C(value). With C(type=regex), C(*) matches
        anything; with C(type=formal-regex), the value is a regular expression without enclosing slashes.
      - BPQL text such as C(host = db-* AND check IN [cpu, mem]) is translated into the object form. In text, C(*) in a
        value matches anything, and a value between slashes is a regular expression unless it is quoted.
      - Tag names are sent in lowercase. Other operators are sent unchanged, except for conditions inside them.
      - Conditions are compared by meaning. The order of the operands of C(AND), C(OR) and C(IN) and the case of tag
        names do not matter.
      - If BigPanda does not return the condition, it cannot be compared. The task then warns and only sends the
        condition together with another change.
      - Required for a new filter. Omit to keep it. An empty condition is refused, since it would match every alert.
    type: raw
    aliases: [condition]
  active:
    description:
      - Whether the filter applies to incoming alerts. Omit to keep it; a new filter is active by default.
    type: bool
  schedule:
    description:
      - Name or ID of the schedule during which the filter applies. It must exist.
      - Omit to keep it. A new filter without a schedule applies immediately and permanently. The API cannot remove a
        filter's schedule.
    type: str
  exclude_status:
    description:
      - Statuses that the filter does not drop.
      - Omit to keep them. BigPanda documents that a new filter does not drop V(Ok), so that open alerts can still be
        resolved. V([]) drops these alerts too.
    type: list
    elements: str
    choices: [Ok, Critical, Warning, Unknown]
  custom_tags:
    description:
      - Custom name-value pairs stored with the filter, in any order.
      - Omit to keep them; V([]) removes all of them.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the pair.
        type: str
        required: true
      value:
        description: Value of the pair.
        type: str
        required: true
  description:
    description:
      - Free text. Omit to keep it; an empty string removes it.
    type: str
notes:
  - An organization can have up to 3,500 filters.
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Filtering & Planned Maintenance)
    (full access; view is enough in check mode).
  - If the schedule is given by name, the owner also needs V(Schedules (API Only\)) (view).
  - O(exclude_status) and O(custom_tags) can only be written as a whole, so the task reads the object immediately
    before. What somebody else changes there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_alert_filter_info
  - module: community.bigpanda.bigpanda_alert_filter_schedule
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Drop alerts of hosts that are being patched
  community.bigpanda.bigpanda_alert_filter:
    name: Folsom patch
    condition: host = prod-api-*
    schedule: Weekend

- name: Drop informational events of two checks, including events with the status Ok
  community.bigpanda.bigpanda_alert_filter:
    name: Chatter
    bpql:
      AND:
        - IN: [check, [heartbeat, uptime]]
        - "=": [severity, info]
    exclude_status: []

- name: Disable the filter
  community.bigpanda.bigpanda_alert_filter:
    name: Chatter
    active: false

- name: Remove the filter
  community.bigpanda.bigpanda_alert_filter:
    name: Folsom patch
    state: absent
"""

RETURN = r"""
alert_filter:
  description:
    - The alert filter after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the filter. V(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 590b3a991f00002000637538
    name:
      description: Name of the filter.
      type: str
      returned: always
      sample: Folsom patch
    bpql:
      description: Alerts that are dropped. V(null) if BigPanda does not return it.
      type: dict
      returned: always
      sample: {"=": [host, {type: regex, value: prod-api-*}]}
    active:
      description: Whether the filter applies.
      type: bool
      returned: always
      sample: true
    schedule:
      description: ID of its schedule. V(null) if it does not have one.
      type: str
      returned: always
      sample: 590b68f31f00001d0063753b
    schedule_name:
      description: Name of its schedule.
      type: str
      returned: when O(schedule) is a name
      sample: Weekend
    exclude_status:
      description: Statuses that the filter does not drop.
      type: list
      elements: str
      returned: always
      sample: [Ok]
    custom_tags:
      description: Pairs that are stored with the filter, each with C(name) and C(value).
      type: list
      elements: dict
      returned: always
      sample: [{name: server_farm, value: folsom}]
    custom_tag_values:
      description: The same pairs as a dict of names and values.
      type: dict
      returned: always
      sample: {server_farm: folsom}
    description:
      description: Free text. V(null) if there is none.
      type: str
      returned: always
      sample: Patching the Folsom farm
    plan_type:
      description: Kind of filter, set by BigPanda. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: normal
    created_on:
      description: When it was created. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1493908121
    created_by:
      description: ID of the user who created it. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
    updated_on:
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
      sample: {active: true}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {active: false}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)


def main():
    run_resource(ALERT_FILTER, refers=(ALERT_FILTER_SCHEDULE,))


if __name__ == "__main__":
    main()
