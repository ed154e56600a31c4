#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_maintenance_plan
short_description: Manage BigPanda maintenance plans
version_added: 1.0.0
description:
  - Creates, changes, stops and removes a maintenance plan, which suppresses the alerts that match its condition, once
    or in a repeating window.
  - Names of plans are not unique. A plan is identified by its O(name) together with its O(marker), or by its O(id). If
    several plans match, the task fails and lists their IDs.
  - All options of a plan can be changed until its first window begins. After that only O(end) can be changed. If
    another option differs, the task fails before sending anything.
  - A plan that has ended only matches if it began at O(start), or if O(start) is omitted and no other plan with the
    name is planned or running. The next window can therefore reuse the name of the last one. BigPanda deletes plans 60
    days after their end. A plan whose O(end) is in the past is never created again.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the plan, case-sensitive. With O(id), the plan is renamed to it.
      - One of O(name) and O(id) is required.
    type: str
  id:
    description:
      - ID of an existing plan, instead of its name and marker.
    type: str
  marker:
    description:
      - A text of your choice, without square brackets, that distinguishes this plan from others with the same name. It
        is stored with the plan as the custom tag C(ansible_marker).
      - If omitted or empty, it matches the plan with this name that has no marker. With O(id), omit it to keep the
        marker; an empty string removes it.
    type: str
  condition:
    description:
      - Condition that selects the alerts to suppress, in the object form of BPQL - a dict with one operator (C(=),
        C(!=), C(===), C(IN), C(NOT IN), C(AND), C(OR)) and its operands. At most 25,000 characters of JSON without
        whitespace.
      - A value is a text, a number, a boolean, or a dict with C(type) and C(value). With C(type=regex), C(*) matches
        anything; with C(type=formal-regex), the value is a regular expression without enclosing slashes.
      - BPQL text such as C(host = db-* AND check IN [cpu, mem]) is translated into the object form. In text, C(*) in a
        value matches anything, and a value between slashes is a regular expression unless it is quoted.
      - Tag names are sent in lowercase. Other operators are sent unchanged, except for conditions inside them.
      - Conditions are compared by meaning. The order of the operands of C(AND), C(OR) and C(IN) and the case of tag
        names do not matter.
      - If BigPanda does not return the condition, it cannot be compared. The task then warns and only sends the
        condition together with another change, as long as it can be changed.
      - Required for a new plan. Omit to keep it. An empty condition is refused, since it would match every alert.
    type: raw
  start:
    description:
      - Start of the window. For a repeating plan, start of the first window.
      - Epoch seconds, ISO 8601 with a time zone, or relative to now, such as V(now), V(2h), V(1d12h) or V(-30m).
        Milliseconds, and times before 2001 or after 2038-01-19T03:14:07Z, are refused. So is a time without a date,
        such as 20:00, which YAML reads as the number 1200.
      - With V(now) or a relative time in the past, a plan that has begun keeps its start, and one that has not begun
        starts now. With a relative time in the future, a plan keeps its start if it was created or last changed by the
        same declaration, that is if its start is as far from that moment. If the last plan is over, a new one is
        created.
      - If BigPanda does not return when the plan was last changed, a plan that may have been made by the same
        declaration is kept, and the task warns. A change of a relative time then has no effect unless it changes the
        length of the window.
      - Required for a new plan. Omit to keep it.
    type: str
  end:
    description:
      - End of the window. For a repeating plan, when it stops repeating. Must be later than O(start), in the same
        format.
      - With a relative time, a plan that has begun keeps its end if that is as late or later, or if the plan was
        created or last changed by the same declaration.
      - V(now), or a relative time in the past, ends a plan that has begun.
      - The only option that can be changed once the plan has begun.
      - A new plan requires O(end) or O(duration). Omit both to keep it.
    type: str
  duration:
    description:
      - Length of the window instead of its O(end), such as V(2h), V(90m), V(1d12h), V(PT2H), or in seconds. The end is
        O(start) plus O(duration).
      - With O(start=now), a plan that has begun keeps its end if it was made for this duration, or if it ends as late
        as a new window would, or later. Otherwise it is extended to end O(duration) from now. Running the task again
        therefore changes nothing. After the end, it opens a new window.
      - A shorter O(duration) never ends a running plan earlier. Use O(state=stopped) or O(end) for that. For another
        window at the same time, use another O(marker).
      - If O(start) is omitted, the end is the current start of the plan plus O(duration).
      - Only for plans that happen once. Mutually exclusive with O(end).
      - Give a unit, since YAML reads 1:30 as the number 90, which means 90 seconds. The task warns of numbers that may
        be such a time, and refuses numbers below 60 without a unit.
    type: str
  description:
    description:
      - Free text. Omit to keep it; an empty string removes it.
    type: str
  frequency:
    description:
      - How often the window repeats. Omit to keep it; BigPanda documents V(Once) for a new plan.
    type: str
    choices: [Once, Daily, Weekly, Monthly]
  frequency_data:
    description:
      - Details of a repeating plan. Only what you set here is compared; BigPanda stores more.
      - Omit the option or any of its keys to keep the current values; an empty dict also keeps them. Not allowed for a
        plan that happens once.
    type: dict
    suboptions:
      relativity:
        description:
          - Which of the weekdays of O(start) in the month is meant, such as V(First), V(Second) or V(Last).
          - BigPanda requires it with each change of the plan, so it is always sent again, even with a change to a plan
            that happens once. It cannot be removed.
        type: str
      duration:
        description: Length of each window, such as V(3h), V(90m), V(1d12h), V(PT2H), or in seconds. At least V(1).
        type: str
  post_maintenance_action:
    description:
      - What happens to suppressed alerts when a window ends. V(Resolve) resolves them, V(Reactivate) reactivates them,
        V(None) does nothing.
      - Omit to keep it; BigPanda documents V(None) for a new plan.
      - If BigPanda does not return it, it cannot be compared, like O(condition).
    type: str
    choices: [Resolve, Reactivate, None]
  time_zone:
    description:
      - Name of the time zone in which windows repeat, such as V(America/New_York).
      - Omit to keep it; BigPanda documents V(UTC) for a new plan.
      - If BigPanda does not return it, it cannot be compared, like O(condition).
    type: str
  custom_tags:
    description:
      - Custom name-value pairs stored with the plan, in any order. The name C(ansible_marker) is reserved for
        O(marker).
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
  state:
    description:
      - V(present) ensures that the plan exists and is as described.
      - V(stopped) ends a running plan and keeps its record. If the plan is over or does not exist, nothing happens. A
        plan that has not begun cannot be stopped, which is an error. The other options are only used to find the plan.
        The task warns if it does not exist, but one with another marker or another case of its name does.
      - V(absent) removes the plan and its history. It is better to stop a running plan.
      - If a stopped plan is declared V(present) again, only its O(end) is changed if it differs.
    type: str
    choices: [present, stopped, absent]
    default: present
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Filtering & Planned Maintenance)
    (full access; view is enough in check mode).
  - An organization can have up to 3,500 plans.
  - Whether a plan has begun is determined by the state that BigPanda returns and by the clock of the host where the
    module runs.
  - O(custom_tags) can only be written as a whole, so the task reads the object immediately before. What somebody else
    changes there between these two requests is lost.
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
    condition: host IN [prod-api-1, prod-api-2]
    start: "2037-01-10T22:00:00+01:00"
    end: "2037-01-11T04:00:00+01:00"

- name: Suppress the alerts of a host from now on for two hours, even if this runs again
  community.bigpanda.bigpanda_maintenance_plan:
    name: Deployment of the shop
    condition: {"=": [host, prod-web-1]}
    start: now
    duration: 2h

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
      duration: 3h
    post_maintenance_action: Reactivate

- name: Extend the window by two hours, even if the plan is running
  community.bigpanda.bigpanda_maintenance_plan:
    name: Kernel patch
    end: "2037-01-11T06:00:00+01:00"

- name: End the window as soon as the work is done
  community.bigpanda.bigpanda_maintenance_plan:
    name: Kernel patch
    state: stopped

- name: Rename a plan
  community.bigpanda.bigpanda_maintenance_plan:
    id: 64f0b24f340000bbd269595c
    name: Kernel patch, second half

- name: Cancel a plan
  community.bigpanda.bigpanda_maintenance_plan:
    name: Patch Sunday
    marker: databases
    state: absent
"""

RETURN = r"""
maintenance_plan:
  description:
    - The maintenance plan after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
    - Also V(null) for a plan whose O(end) is in the past and that BigPanda no longer returns.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the plan. V(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 64f0b24f340000bbd269595c
    name:
      description: Name of the plan.
      type: str
      returned: always
      sample: host1 maintenance
    marker:
      description: What distinguishes it from other plans with its name. V(null) if it does not have one.
      type: str
      returned: always
      sample: 2026-12
    condition:
      description: Condition that selects the suppressed alerts. V(null) if BigPanda does not return it.
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
      description: Free text. V(null) if there is none.
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
        - C(relativity) and C(duration) of a repeating plan, with what BigPanda derives from them. V(null) if there is
          none, and for a plan that happens once.
      type: dict
      returned: always
      sample: {relativity: First, duration: 10800}
    post_maintenance_action:
      description: What happens to suppressed alerts when a window ends. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: None
    time_zone:
      description: Name of the time zone in which windows repeat. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: UTC
    custom_tags:
      description: Pairs that are stored with the plan, each with C(name) and C(value), except for the marker.
      type: list
      elements: dict
      returned: always
      sample: [{name: app, value: esp}]
    custom_tag_values:
      description: The same pairs as a dict of names and values.
      type: dict
      returned: always
      sample: {app: esp}
    status:
      description:
        - State of the plan as BigPanda returns it, which is C(planned), C(running) or C(done). Older plans are
          C(active) instead of the first two, and C(expired).
        - V(null) in check mode if the plan does not exist yet.
      type: str
      returned: always
      sample: planned
    maintenance_key:
      description: Key of the plan, assigned by BigPanda. V(null) in check mode if the plan does not exist yet.
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
      description: When it was last changed. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1733900000
    updated_by:
      description: ID of the user who last changed it.
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
      sample: {end: 1734768622}
    after:
      description: Values after the task.
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
