#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_filter
short_description: Manage BigPanda alert filters
version_added: 0.1.0
description:
  - Creates, changes and removes one alert filter. Alerts that meet the condition of an active filter never enter the
    system. Filters act after normalization and enrichment, so a condition may name tags that enrichment sets.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the filter, compared letter by letter. Names need not be unique; one that several filters have is an
        error that lists their IDs.
      - One of O(name) and O(id) is needed.
    type: str
  id:
    description:
      - ID of an existing filter, in place of its name.
    type: str
  new_name:
    description:
      - Another name for the filter. A filter that has it already is taken for the renamed one.
    type: str
  bpql:
    description:
      - Which alerts are dropped, in the object form of BPQL - a dict of one operator (C(=), C(!=), C(===), C(IN),
        C(NOT IN), C(AND), C(OR)) with its operands. At most 25,000 characters of JSON without blanks.
      - A value is a text, a number, a boolean, or a dict of C(type) and C(value). With C(type=regex), C(*) in the value
        stands for anything; with C(type=formal-regex) it is a regular expression, without slashes around it.
      - Tags are sent in lower case. Another operator is passed through as it is written, but for conditions inside it.
      - It is compared by its meaning. The order of what C(AND), C(OR) and C(IN) join and the letter case of tags make
        no difference.
      - Where the service does not show the condition it cannot be compared. Then the task warns, and the condition is
        sent only together with another change.
      - A new filter needs it. Leave out to keep it.
    type: raw
  active:
    description:
      - Whether the filter applies to incoming alerts. Leave out to keep it; a new filter is active.
    type: bool
  schedule:
    description:
      - Name or ID of the schedule in which the filter applies. It must exist.
      - Leave out to keep it; a new filter without it applies at once and without end. The API has no way to take it
        from a filter that has one.
    type: str
  exclude_status:
    description:
      - Statuses that the filter lets through.
      - Leave out to keep them; the service documents that a new filter lets V(Ok) through, so that open alerts can
        still resolve. V([]) drops those too.
    type: list
    elements: str
    choices: [Ok, Critical, Warning, Unknown]
  custom_tags:
    description:
      - Pairs of your own that are kept with the filter, in any order.
      - Leave out to keep them; V([]) removes them all.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the pair.
        type: str
        required: true
      value:
        description: Its value.
        type: str
        required: true
  description:
    description:
      - Free text. Leave out to keep it, an empty string removes it.
    type: str
notes:
  - An organization has room for 3,500 filters.
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Alert Filtering & Planned Maintenance) (full access; view is enough in check mode).
  - To name a schedule by its name the owner also needs C(Schedules (API Only)) (view).
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
    bpql: {"=": [host, {type: regex, value: prod-api-*}]}
    schedule: Weekend

- name: Drop informational events of two checks, also those that are Ok
  community.bigpanda.bigpanda_alert_filter:
    name: Chatter
    bpql:
      AND:
        - IN: [check, [heartbeat, uptime]]
        - "=": [severity, info]
    exclude_status: []

- name: Switch it off
  community.bigpanda.bigpanda_alert_filter:
    name: Chatter
    active: false

- name: Remove it
  community.bigpanda.bigpanda_alert_filter:
    name: Folsom patch
    state: absent
"""

RETURN = r"""
alert_filter:
  description:
    - The alert filter after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the filter. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 590b3a991f00002000637538
    name:
      description: Name of the filter.
      type: str
      returned: always
      sample: Folsom patch
    bpql:
      description: Which alerts are dropped. C(null) where the service does not show it.
      type: dict
      returned: always
      sample: {"=": [host, {type: regex, value: prod-api-*}]}
    active:
      description: Whether the filter applies.
      type: bool
      returned: always
      sample: true
    schedule:
      description: ID of its schedule. C(null) if it has none.
      type: str
      returned: always
      sample: 590b68f31f00001d0063753b
    exclude_status:
      description: Statuses that the filter lets through.
      type: list
      elements: str
      returned: always
      sample: [Ok]
    custom_tags:
      description: Pairs that are kept with the filter, each with C(name) and C(value).
      type: list
      elements: dict
      returned: always
      sample: [{name: server_farm, value: folsom}]
    description:
      description: Free text. C(null) if there is none.
      type: str
      returned: always
      sample: Patching the Folsom farm
    plan_type:
      description: Kind of filter, set by the service. C(null) where the service does not tell.
      type: str
      returned: always
      sample: normal
    created_on:
      description: When it was created. Unix epoch, seconds. C(null) where the service does not tell.
      type: int
      returned: always
      sample: 1493908121
    created_by:
      description: ID of the user who created it. C(null) where the service does not tell.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
    updated_on:
      description: When it was changed last. Unix epoch, seconds. C(null) where the service does not tell.
      type: int
      returned: always
      sample: 1493908121
    updated_by:
      description: ID of the user who changed it last. C(null) where the service does not tell.
      type: str
      returned: always
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
      sample: {active: true}
    after:
      description: The values after.
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
