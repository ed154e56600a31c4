#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_filter_schedule
short_description: Manage BigPanda alert filter schedules
version_added: 0.1.0
description:
  - Creates, changes and removes the schedule of alert filters - a window of time in which the filters that name it
    apply.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the schedule, compared letter by letter. Names need not be unique; one that several schedules have is
        an error that lists their IDs.
      - One of O(name) and O(id) is needed.
    type: str
  id:
    description:
      - ID of an existing schedule, in place of its name.
    type: str
  new_name:
    description:
      - Another name for the schedule. A schedule that has it already is taken for the renamed one.
    type: str
  starts_on:
    description:
      - When the window begins, in epoch seconds or as ISO 8601 with a zone, like V(2026-12-24T18:00:00+01:00).
      - A new schedule needs it. Leave out to keep it.
    type: str
  ends_on:
    description:
      - When the window ends, written like O(starts_on) and later than it.
      - A new schedule needs it. Leave out to keep it.
    type: str
  time_zone:
    description:
      - Name of the time zone in which BigPanda shows the schedule, like V(Europe/Berlin).
      - Leave out to keep it; the service documents that a new schedule is in UTC.
      - Where the service does not show it, it cannot be compared. Then the task warns, and it is sent only together
        with another change.
    type: str
  active:
    description:
      - Whether the schedule applies. Leave out to keep it; the service documents that a new one is active.
    type: bool
  description:
    description:
      - Free text. Leave out to keep it, an empty string removes it.
    type: str
  state:
    description:
      - V(present) makes sure that the schedule is there and is as described.
      - V(absent) makes sure that it is not. A schedule that a filter names is not removed, since the filter might then
        drop alerts without end. The task fails before anything is sent, and names the filters.
    type: str
    choices: [present, absent]
    default: present
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Schedules (API Only)) (full access; view is enough in check mode), and to remove a schedule also
    C(Alert Filtering & Planned Maintenance) (view).
seealso:
  - module: community.bigpanda.bigpanda_alert_filter_schedule_info
  - module: community.bigpanda.bigpanda_alert_filter
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Make a window for the weekend
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Weekend
    starts_on: "2026-12-25T18:00:00+01:00"
    ends_on: "2026-12-28T06:00:00+01:00"
    time_zone: Europe/Berlin

- name: Let it end earlier
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Weekend
    ends_on: "2026-12-27T20:00:00+01:00"

- name: Remove it, after the filters that name it
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Weekend
    state: absent
"""

RETURN = r"""
alert_filter_schedule:
  description:
    - The alert filter schedule after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the schedule. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 590b68f31f00001d0063753b
    name:
      description: Name of the schedule.
      type: str
      returned: always
      sample: Weekend
    starts_on:
      description: When the window begins. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1798218000
    ends_on:
      description: When the window ends. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1798434000
    time_zone:
      description: Name of its time zone. C(null) where the service does not show it.
      type: str
      returned: always
      sample: UTC
    duration:
      description: Length of the window, in seconds. C(null) where the service does not tell.
      type: int
      returned: always
      sample: 216000
    active:
      description: Whether the schedule applies.
      type: bool
      returned: always
      sample: true
    description:
      description: Free text. C(null) if there is none.
      type: str
      returned: always
      sample: Between the years
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
      sample: {ends_on: 1798434000}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {ends_on: 1798398000}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter import ALERT_FILTER
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_filter_schedule import (
    ALERT_FILTER_SCHEDULE,
)


def main():
    run_resource(ALERT_FILTER_SCHEDULE, refers=(ALERT_FILTER,))


if __name__ == "__main__":
    main()
