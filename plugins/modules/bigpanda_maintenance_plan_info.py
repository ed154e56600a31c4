#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_maintenance_plan_info
short_description: Read BigPanda maintenance plans
version_added: 1.0.0
description:
  - Returns all maintenance plans of the organization, including past ones, or those that match all given options.
  - BigPanda returns a plan until 60 days after its end.
author: The community.bigpanda contributors (@ansible-collections)
options:
  id:
    description:
      - Return only the maintenance plan with this ID. Returns an empty list if there is none.
      - Mutually exclusive with the other options.
    type: str
  name:
    description:
      - Return only the plans with this name, case-sensitive; several plans may have it. Returns an empty list if there
        is none.
      - Omit for plans with any name.
    type: str
  marker:
    description:
      - Return only the plans with this marker. An empty string returns the plans without a marker. Omit for both.
    type: str
  status:
    description:
      - Return only the plans in this state. Omit for plans in any state.
    type: str
    choices: [planned, running, done]
  frequency:
    description:
      - Return only the plans that happen once, or only those that repeat. Omit for both.
    type: str
    choices: [one-time, recurring]
  search_text:
    description:
      - Return only the plans with this text in their name or description. BigPanda does the search.
      - Omit to skip the text search.
    type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Filtering & Planned Maintenance)
    (view).
seealso:
  - module: community.bigpanda.bigpanda_maintenance_plan
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read which alerts are currently suppressed
  community.bigpanda.bigpanda_maintenance_plan_info:
    status: running
  register: running

- name: Show until when
  ansible.builtin.debug:
    msg: "{{ item.name }} ends at {{ '%Y-%m-%d %H:%M' | ansible.builtin.strftime(item.end) }}"
  loop: "{{ running.maintenance_plans }}"
  loop_control:
    label: "{{ item.name }}"

- name: Read the plans with one name, with any marker
  community.bigpanda.bigpanda_maintenance_plan_info:
    name: Patch Sunday

- name: Read the repeating plans for databases
  community.bigpanda.bigpanda_maintenance_plan_info:
    frequency: recurring
    search_text: database
"""

RETURN = r"""
maintenance_plans:
  description: The maintenance plans found, the oldest first; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the plan.
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
      type: str
      returned: always
      sample: planned
    maintenance_key:
      description: Key of the plan, assigned by BigPanda.
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
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN


def main():
    run_info(MAINTENANCE_PLAN)


if __name__ == "__main__":
    main()
