#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_maintenance_plan_info
short_description: Read BigPanda maintenance plans
version_added: 0.1.0
description:
  - Returns all maintenance plans of the organization, past ones too, or those that the options narrow to. The options
    other than O(id) may be given together; a plan must fit them all.
  - The service shows a plan until 60 days after its end.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  id:
    description:
      - Return only the maintenance plan with this ID. None with it is no error.
      - Excludes the other options.
    type: str
  name:
    description:
      - Return only the plans of this name, compared letter by letter; there may be several. None is no error.
      - Leave out for plans of any name.
    type: str
  status:
    description:
      - Return only the plans in this state. Leave out for plans in any state.
    type: str
    choices: [planned, running, done]
  frequency:
    description:
      - Return only the plans that happen once, or only those that repeat. Leave out for both.
    type: str
    choices: [one-time, recurring]
  search_text:
    description:
      - Return only the plans with this text in name or description. The service does the searching.
      - Leave out to search for nothing.
    type: str
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Alert Filtering & Planned Maintenance) (view).
seealso:
  - module: community.bigpanda.bigpanda_maintenance_plan
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read what is being suppressed right now
  community.bigpanda.bigpanda_maintenance_plan_info:
    status: running
  register: running

- name: Show until when
  ansible.builtin.debug:
    msg: "{{ item.name }} ends at {{ '%Y-%m-%d %H:%M' | ansible.builtin.strftime(item.end) }}"
  loop: "{{ running.maintenance_plans }}"

- name: Read the plans of one name, whatever their marker
  community.bigpanda.bigpanda_maintenance_plan_info:
    name: Patch Sunday

- name: Read the repeating plans that have to do with databases
  community.bigpanda.bigpanda_maintenance_plan_info:
    frequency: recurring
    search_text: database
"""

RETURN = r"""
maintenance_plans:
  description: The maintenance plans found, the oldest first; empty if there is none.
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
      type: str
      returned: always
      sample: planned
    maintenance_key:
      description: Key of the plan, given by the service.
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
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.maintenance_plan import MAINTENANCE_PLAN


def main():
    run_info(MAINTENANCE_PLAN)


if __name__ == "__main__":
    main()
