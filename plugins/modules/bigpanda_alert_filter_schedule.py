#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_filter_schedule
short_description: Manage BigPanda alert filter schedules
version_added: 1.0.0
description:
  - Creates, changes and removes an alert filter schedule - a time window during which the filters that refer to it
    apply.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the schedule, case-sensitive. Names are not unique; if several schedules match, the task fails and lists
        their IDs.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description:
      - ID of an existing schedule, instead of its name.
    type: str
  new_name:
    description:
      - New name for the schedule. If a schedule already has this name, it is treated as the renamed one.
    type: str
  starts_on:
    description:
      - Start of the window, as epoch seconds, as ISO 8601 with a time zone, such as V(2026-12-24T18:00:00+01:00), or
        relative to now, such as V(now), V(2h) or V(-30m). Times before 2001 are refused. So is a time without a date,
        such as 20:00, which YAML reads as the number 1200.
      - With V(now) or a relative time in the past, a window that is open keeps its start; one that is over or has not
        begun starts now. With a relative time in the future, a window keeps its start if it was created or last changed
        by the same declaration.
      - If BigPanda does not return when the schedule was last changed, a window that may have been made by the same
        declaration is kept, and the task warns. A change of a relative time then has no effect unless it changes the
        length of the window.
      - Required for a new schedule. Omit to keep it.
    aliases: [start]
    type: str
  ends_on:
    description:
      - End of the window, in the same format as O(starts_on). Must be later than O(starts_on).
      - With a relative time, a window that is open keeps its end if that is as late or later, or if it was created or
        last changed by the same declaration.
      - V(now), or a relative time in the past, ends a window that is open.
      - A new schedule requires O(ends_on) or O(duration). Omit both to keep it.
    aliases: [end]
    type: str
  duration:
    description:
      - Length of the window instead of its end, such as V(2h), V(90m), V(1d12h), V(PT2H), or in seconds. The end is
        O(starts_on) plus O(duration).
      - With O(starts_on=now), an open window keeps its end if it was made for this duration, or if it ends as late as a
        new window would, or later. Otherwise it is extended to end O(duration) from now.
      - If O(starts_on) is omitted, the end is the current start plus O(duration). Mutually exclusive with O(ends_on).
      - Give a unit, since YAML reads 1:30 as the number 90, which means 90 seconds. The task warns of numbers that may
        be such a time, and refuses numbers below 60 without a unit.
    type: str
  time_zone:
    description:
      - Name of the time zone in which BigPanda displays the schedule, such as V(Europe/Berlin).
      - Omit to keep it; BigPanda documents that a new schedule uses UTC.
      - If BigPanda does not return it, it cannot be compared. The task then warns and only sends it together with
        another change.
    type: str
  active:
    description:
      - Whether the schedule is active. Omit to keep it; BigPanda documents that a new schedule is active.
    type: bool
  description:
    description:
      - Free text. Omit to keep it; an empty string removes it.
    type: str
  state:
    description:
      - V(present) ensures that the schedule exists and is as described.
      - V(absent) ensures that it does not exist. A schedule that a filter refers to is not removed, since the filter
        might then drop alerts permanently. The task fails before sending anything, and lists the filters.
    type: str
    choices: [present, absent]
    default: present
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission V(Schedules (API Only\)) (full access; view
    is enough in check mode), and to remove a schedule also C(Alert Filtering & Planned Maintenance) (view).
seealso:
  - module: community.bigpanda.bigpanda_alert_filter_schedule_info
  - module: community.bigpanda.bigpanda_alert_filter
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Create a window for the weekend
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Weekend
    starts_on: "2026-12-25T18:00:00+01:00"
    ends_on: "2026-12-28T06:00:00+01:00"
    time_zone: Europe/Berlin

- name: Open a window from now on for two hours, even if this runs again
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Load test
    starts_on: now
    duration: 2h

- name: End the window earlier
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Weekend
    ends_on: "2026-12-27T20:00:00+01:00"

- name: Remove the schedule after the filters that refer to it
  community.bigpanda.bigpanda_alert_filter_schedule:
    name: Weekend
    state: absent
"""

RETURN = r"""
alert_filter_schedule:
  description:
    - The alert filter schedule after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the schedule. V(null) in check mode if it does not exist yet.
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
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {ends_on: 1798434000}
    after:
      description: Values after the task.
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
