#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_maintenance_plan
short_description: Manage BigPanda maintenance plans
version_added: 0.1.0
description:
  - Creates, changes, stops and removes one maintenance plan, which suppresses the alerts that meet its condition, once
    or in windows that repeat.
  - Names of plans are not unique. A plan is named by its O(name) together with its O(marker), or by its O(id). Several
    plans that fit are an error that lists their IDs.
  - Everything about a plan can be changed until its first window begins. After that only its O(end) can; another
    difference is an error that says so, before anything is sent.
  - A plan that is over is history. It is the plan that is meant only if it began at O(start), or if O(start) is left
    out and no other plan of the name is still to come or running, so the next window may have the name of the last
    one. The service forgets plans 60 days after their end, and a plan whose O(end) has passed is never made anew.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the plan, compared letter by letter. With O(id) the plan is renamed to it.
      - One of O(name) and O(id) is needed.
    type: str
  id:
    description:
      - ID of an existing plan, in place of its name and marker.
    type: str
  marker:
    description:
      - A word of yours that tells this plan from others of the same name, without square brackets. It is kept with the
        plan as the custom tag C(ansible_marker).
      - Left out or empty, the plan of this name without a marker is meant. With O(id) leaving it out keeps the marker,
        and an empty string removes it.
    type: str
  condition:
    description:
      - Which alerts are suppressed, in the object form of BPQL - a dict of one operator (C(=), C(!=), C(===), C(IN),
        C(NOT IN), C(AND), C(OR)) with its operands. At most 25,000 characters of JSON without blanks.
      - A value is a text, a number, a boolean, or a dict of C(type) and C(value). With C(type=regex), C(*) in the value
        stands for anything; with C(type=formal-regex) it is a regular expression, without slashes around it.
      - Tags are sent in lower case. Another operator is passed through as it is written, but for conditions inside it.
      - It is compared by its meaning. The order of what C(AND), C(OR) and C(IN) join and the letter case of tags make
        no difference.
      - Where the service does not show the condition it cannot be compared. Then the task warns, and the condition is
        sent only together with another change, as long as it can be changed.
      - A new plan needs it. Leave out to keep it.
    type: raw
  start:
    description:
      - When the window begins; of a repeating plan, its first window. Epoch seconds, or ISO 8601 with a zone.
      - Milliseconds, and times after 2038-01-19T03:14:07Z, are refused.
      - A new plan needs it. Leave out to keep it.
    type: str
  end:
    description:
      - When the window ends; of a repeating plan, when it stops repeating. Later than O(start), written like it.
      - The only thing that can be changed once the plan has begun.
      - A new plan needs it. Leave out to keep it.
    type: str
  description:
    description:
      - Free text. Leave out to keep it, an empty string removes it.
    type: str
  frequency:
    description:
      - How often the window repeats. Leave out to keep it; the service documents V(Once) for a new plan.
    type: str
    choices: [Once, Daily, Weekly, Monthly]
  frequency_data:
    description:
      - How a repeating plan repeats. Only what is given here is compared; the service keeps more.
      - Leave out, or out of it, to keep what there is; so does an empty dict. A plan that happens once takes none.
    type: dict
    suboptions:
      relativity:
        description:
          - Which of the weekdays of O(start) in the month is meant, such as V(First), V(Second) or V(Last).
          - It is sent again with each change of the plan, as the service wants it, also with one that makes the plan
            happen once. There is no way to take it away again.
        type: str
      duration:
        description: How long each window is, in seconds.
        type: int
  post_maintenance_action:
    description:
      - What happens to suppressed alerts when a window closes. V(Resolve) resolves them, V(Reactivate) brings them
        back, V(None) does nothing.
      - Leave out to keep it; the service documents V(None) for a new plan.
      - Where the service does not show it, it cannot be compared, like O(condition).
    type: str
    choices: [Resolve, Reactivate, None]
  time_zone:
    description:
      - Name of the time zone in which windows repeat, such as V(America/New_York).
      - Leave out to keep it; the service documents V(UTC) for a new plan.
      - Where the service does not show it, it cannot be compared, like O(condition).
    type: str
  custom_tags:
    description:
      - Pairs of your own that are kept with the plan, in any order. Pairs named C(ansible_marker) belong to O(marker).
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
  state:
    description:
      - V(present) makes sure that the plan is there and is as described.
      - V(stopped) ends a plan that is running, and keeps its record. One that is over, or that is not there, is no
        change. One that has yet to run cannot be stopped, which is an error. The other options only tell which
        plan is meant.
      - V(absent) removes the plan and its history. It is better to stop a plan that is running.
      - A stopped plan that is declared V(present) again is left as it is, but for its O(end) if that differs.
    type: str
    choices: [present, stopped, absent]
    default: present
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Alert Filtering & Planned Maintenance) (full access; view is enough in check mode).
  - An organization has room for 3,500 plans.
  - Whether a plan has begun is judged by the state that the service shows, and by the clock of the host where the
    module runs.
seealso:
  - module: community.bigpanda.bigpanda_maintenance_plan_info
  - module: community.bigpanda.bigpanda_alert_filter
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Suppress the alerts of two hosts for a night
  community.bigpanda.bigpanda_maintenance_plan:
    name: Kernel patch
    condition: {IN: [host, [prod-api-1, prod-api-2]]}
    start: "2037-01-10T22:00:00+01:00"
    end: "2037-01-11T04:00:00+01:00"

- name: Repeat a window of three hours on the first Sunday of each month
  community.bigpanda.bigpanda_maintenance_plan:
    name: Patch Sunday
    marker: databases
    condition:
      AND:
        - "=": [host, {type: regex, value: db-*}]
        - "!=": [check, disk]
    start: "2036-02-03T01:00:00-05:00"
    end: "2037-02-01T00:00:00-05:00"
    time_zone: America/New_York
    frequency: Monthly
    frequency_data:
      relativity: First
      duration: 10800
    post_maintenance_action: Reactivate

- name: Give the people on site two more hours, also while the plan is running
  community.bigpanda.bigpanda_maintenance_plan:
    name: Kernel patch
    end: "2037-01-11T06:00:00+01:00"

- name: End it as soon as the work is done
  community.bigpanda.bigpanda_maintenance_plan:
    name: Kernel patch
    state: stopped

- name: Rename a plan
  community.bigpanda.bigpanda_maintenance_plan:
    id: 64f0b24f340000bbd269595c
    name: Kernel patch, second half

- name: Call a plan off
  community.bigpanda.bigpanda_maintenance_plan:
    name: Patch Sunday
    marker: databases
    state: absent
"""

RETURN = r"""
maintenance_plan:
  description:
    - The maintenance plan after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
    - C(null) too for a plan whose O(end) has passed and that the service does not show any more.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the plan. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 64f0b24f340000bbd269595c
    name:
      description: Name of the plan.
      type: str
      returned: always
      sample: host1 maintenance
    marker:
      description: What tells it from others of its name. C(null) if it has none.
      type: str
      returned: always
      sample: 2026-12
    condition:
      description: Which alerts are suppressed. C(null) where the service does not show it.
      type: dict
      returned: always
      sample: {"=": [host, prod-api-1]}
    start:
      description: Start of the first window. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1733904622
    end:
      description: End of the window, or when a repeating plan stops repeating. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1734768622
    description:
      description: Free text. C(null) if there is none.
      type: str
      returned: always
      sample: Kernel patching
    frequency:
      description: How often the window repeats.
      type: str
      returned: always
      sample: Monthly
    frequency_data:
      description:
        - C(relativity) and C(duration) of a repeating plan, with what the service derives from them. C(null) if there
          is none, and for a plan that happens once.
      type: dict
      returned: always
      sample: {relativity: First, duration: 10800}
    post_maintenance_action:
      description: What happens to suppressed alerts when a window closes. C(null) where the service does not show it.
      type: str
      returned: always
      sample: None
    time_zone:
      description: Name of the time zone in which windows repeat. C(null) where the service does not show it.
      type: str
      returned: always
      sample: UTC
    custom_tags:
      description: Pairs that are kept with the plan, each with C(name) and C(value), the marker aside.
      type: list
      elements: dict
      returned: always
      sample: [{name: app, value: esp}]
    status:
      description:
        - State of the plan, in the word of the service. C(planned), C(running) or C(done); older ones are C(active)
          for the first two and C(expired).
        - C(null) in check mode if the plan does not exist yet.
      type: str
      returned: always
      sample: planned
    maintenance_key:
      description: Key of the plan, given by the service. C(null) in check mode if the plan does not exist yet.
      type: str
      returned: always
      sample: MNT-de9d22d700e9
    created_at:
      description: When it was created. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1733900000
    created_by:
      description: ID of the user who created it.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
    updated_at:
      description: When it was changed last. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1733900000
    updated_by:
      description: ID of the user who changed it last.
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
      sample: {end: 1734768622}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {end: 1734775822}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN


def main():
    run_resource(MAINTENANCE_PLAN)


if __name__ == "__main__":
    main()
