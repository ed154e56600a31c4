#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident_info
short_description: Find and read BigPanda incidents
version_added: 0.1.0
description:
  - Returns one incident, or those of an environment that match a query.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  environment:
    description:
      - Name or ID of the environment to search in. Needed unless only O(org_token) is given.
    type: str
  id:
    description:
      - Return only the incident with this ID. None with it is no error.
      - Excludes O(query), O(folder), O(from) and O(to).
    type: str
  query:
    description:
      - Condition in the text form of BPQL, such as C(host = db-* AND status = critical). At most 2000 characters.
      - Leave out for all incidents.
    type: str
  folder:
    description:
      - Return only incidents in this folder. Leave out for all folders.
    type: str
    choices: [active, shared, snoozed, resolved, unhandled, maintenance]
  from:
    description:
      - Return only incidents that were active after this time. Unix epoch, seconds.
    type: int
  to:
    description:
      - Return only incidents that were active before this time. Unix epoch, seconds. Left out means now.
    type: int
  sort_by:
    description:
      - What the service sorts by. Left out it is the last change.
      - With O(limit=0) and without this option incidents are read by their start, which does not change in the
        meantime, and returned by their last change, newest first.
    type: str
    choices: [last_change, status, start, alerts]
  sort_order:
    description:
      - The order of the result, by O(sort_by). The service takes no direction, so this sorts what was found, after
        O(limit) was applied. Leave out to keep the service's order.
    type: str
    choices: [asc, desc]
  expand:
    description:
      - What to return whole in place of its ID; several at once where the service offers them. V(alerts) is known.
      - The service then returns ten incidents a request.
    type: list
    elements: str
  activities:
    description:
      - Whether to read what happened to each incident too, one request or more for each.
    type: bool
    default: false
  limit:
    description:
      - How many incidents to return at most. V(0) means all.
      - Incidents come and go while many are read. Each is returned once, and what one reading misses is looked for in
        up to two more; the task warns if some may still be missing.
      - The service shows no more than 10000; the task warns when that many were found.
    type: int
    default: 100
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Environment - View) (view) on the environment,
    and to name it by name also C(Manage Environments) (view).
  - With O(org_token) and no O(api_key) one incident can be read by O(id) through the V1 API, which BigPanda has
    deprecated; the task says so. The result then has the names of that API, and no permission is checked.
seealso:
  - module: community.bigpanda.bigpanda_incident
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read the critical incidents that nobody handles
  community.bigpanda.bigpanda_incident_info:
    environment: Production
    query: status = critical
    folder: unhandled
    limit: 20
  register: waiting

- name: Read one with its alerts and its history
  community.bigpanda.bigpanda_incident_info:
    environment: Production
    id: "{{ waiting.incidents[0].id }}"
    expand: [alerts]
    activities: true

- name: Read everything that was active in the last day
  community.bigpanda.bigpanda_incident_info:
    environment: All Incidents
    from: "{{ now().timestamp() | int - 86400 }}"
    sort_by: start
    sort_order: asc
    limit: 0
"""

RETURN = r"""
incidents:
  description: The incidents found; empty if there is none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the incident.
      type: str
      returned: always
      sample: 653989e52d00001901351684
    status:
      description: Most severe status among the alerts. Compare without letter case.
      type: str
      returned: always
      sample: critical
    severity:
      description: Highest status ever reached.
      type: str
      returned: when the service tells
      sample: critical
    active:
      description: Whether an alert is active and nobody resolved the incident.
      type: bool
      returned: always
      sample: true
    snooze:
      description: Whether the incident is snoozed, until when (Unix epoch, seconds), and whether updates end that.
      type: dict
      returned: when the service tells
      sample: {snoozed: true, end_time: 1795600000, cancel_on_incident_updates: true}
    assignee:
      description: Who is assigned; missing or V(null) when nobody is.
      type: dict
      returned: when somebody is assigned
      sample: {user_id: 651d16e46db9ffbf9d5883d9, name: Dana Example, email: dana@example.com}
    alerts:
      description: The alerts, as references (C(alert_id)), or whole where they are expanded.
      type: list
      elements: dict
      returned: when the service tells
      sample:
        - alert_id: 65397b2eede0a80012631b0c
    environments:
      description: IDs of the environments that hold the incident.
      type: list
      elements: str
      returned: when the service tells
      sample: [63bd568809cb331300ffa555]
    folders:
      description: Folders that the incident is in.
      type: list
      elements: str
      returned: when the service tells
      sample: [active, assigned]
    incident_tags:
      description: Tag values of the incident.
      type: list
      elements: dict
      returned: when the service tells
      sample:
        - {tag_id: priority, tag_value: P1}
    start:
      description: When the incident began. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1698265901
    end:
      description: When it was resolved, V(null) while it is active. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: null
    changed_at:
      description: Last change that triggers sharing. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1698265901
    updated_at:
      description: Last change of any kind. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1700061365
    activities:
      description: What happened to the incident, newest first.
      type: list
      elements: dict
      returned: when O(activities=true)
      sample:
        - id: 83811b32d1292efa7b4da1e84898151b
          type: incident_commented
          timestamp: 1700152154
          created_by: 6553d04d2463e49f8eb3c771
          params: {comment: Escalated to the database team}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.search import run_search
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import (
    INCIDENT_SEARCH,
    INCIDENT_V1,
)


def main():
    run_search(INCIDENT_SEARCH, INCIDENT_V1, refers=(ENVIRONMENT,))


if __name__ == "__main__":
    main()
