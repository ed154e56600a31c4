#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_filter_schedule_info
short_description: Read BigPanda alert filter schedules
version_added: 1.0.0
description:
  - Returns all alert filter schedules of the organization, or those with a given name.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the alert filter schedules with this name, case-sensitive; several schedules may have it. Returns an
        empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the alert filter schedule with this ID. Returns an empty list if there is none.
    type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission V(Schedules (API Only\)) (view).
seealso:
  - module: community.bigpanda.bigpanda_alert_filter_schedule
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all schedules
  community.bigpanda.bigpanda_alert_filter_schedule_info:
  register: all_schedules

- name: Read one schedule
  community.bigpanda.bigpanda_alert_filter_schedule_info:
    name: Weekend
"""

RETURN = r"""
alert_filter_schedules:
  description: The alert filter schedules found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the schedule.
      type: str
      returned: always
      sample: 590b68f31f00001d0063753b
    name:
      description: Name of the schedule.
      type: str
      returned: always
      sample: Weekend
    starts_on:
      description: Start of the window. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1798218000
    ends_on:
      description: End of the window. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1798434000
    time_zone:
      description: Name of its time zone. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: UTC
    duration:
      description: Length of the window, in seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 216000
    active:
      description: Whether the schedule is active.
      type: bool
      returned: always
      sample: true
    description:
      description: Free text. V(null) if there is none.
      type: str
      returned: always
      sample: Between the years
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
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)


def main():
    run_info(ALERT_FILTER_SCHEDULE)


if __name__ == "__main__":
    main()
