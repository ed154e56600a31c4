#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_filter_info
short_description: Read BigPanda alert filters
version_added: 1.0.0
description:
  - Returns all alert filters of the organization, or those with a given name.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the alert filters with this name, case-sensitive; several filters may have it. Returns an empty list
        if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the alert filter with this ID. Returns an empty list if there is none.
    type: str
  show_names:
    description:
      - Whether to return the names of schedules next to their IDs.
      - If V(false), the list of schedules is not read, which saves requests in a large organization.
    type: bool
    default: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Filtering & Planned Maintenance)
    (view), and V(Schedules (API Only\)) (view) for the names of schedules.
seealso:
  - module: community.bigpanda.bigpanda_alert_filter
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all filters, including inactive ones
  community.bigpanda.bigpanda_alert_filter_info:
  register: all_filters

- name: Read one filter
  community.bigpanda.bigpanda_alert_filter_info:
    name: Chatter
"""

RETURN = r"""
alert_filters:
  description: The alert filters found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the filter.
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
      description:
        - Name of its schedule.
        - V(null) if it has none, if the owner of the API key may not read schedules, or if O(show_names=false).
      type: str
      returned: always
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
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)


def main():
    run_info(ALERT_FILTER, names=(ALERT_FILTER_SCHEDULE,))


if __name__ == "__main__":
    main()
