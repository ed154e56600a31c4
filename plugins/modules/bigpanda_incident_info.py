#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident_info
short_description: Find and read BigPanda incidents
version_added: 1.0.0
description:
  - Returns one incident, or the incidents of an environment that match a query.
author: The community.bigpanda contributors (@ansible-collections)
options:
  environment:
    description:
      - Name or ID of the environment to search in. The built-in V(All Incidents) contains all incidents.
      - Set it if the owner of the API key only has access to other environments. Ignored if only O(org_token) is given.
    type: str
    default: All Incidents
  id:
    description:
      - Return only the incident with this ID. Returns an empty list if the environment does not contain it.
      - Mutually exclusive with O(query), O(folder), O(from) and O(to).
    type: str
    aliases: [incident_id]
  query:
    description:
      - Condition as BPQL text, such as C(host = db-* AND status = critical). At most 2000 characters.
      - The object form of BPQL is also accepted, and is sent as text. Use it for values that come from variables, so
        that no value can change the condition.
      - Omit to return all incidents.
    type: raw
    aliases: [condition]
  folder:
    description:
      - Return only incidents in this folder. Omit for all folders.
    type: str
    choices: [active, shared, snoozed, resolved, unhandled, maintenance]
  from:
    description:
      - Return only incidents that were active after this time, as epoch seconds, as ISO 8601 with a time zone, or
        relative to now, such as V(-1h) or V(-7d).
      - Must not be in the future or later than O(to).
    aliases: [start]
    type: str
  to:
    description:
      - Return only incidents that were active before this time, in the same format as O(from). Defaults to now.
    aliases: [end]
    type: str
  sort_by:
    description:
      - Attribute by which BigPanda sorts. Defaults to the last change.
      - With O(limit=0) and without this option, incidents are read in the order of their start, which cannot change
        meanwhile. They are returned by their last change, newest first.
    type: str
    choices: [last_change, status, start, alerts]
  sort_order:
    description:
      - Sort direction for O(sort_by). BigPanda has no such parameter, so the incidents are sorted after O(limit) was
        applied. Omit to keep BigPanda's order.
    type: str
    choices: [asc, desc]
  expand:
    description:
      - References to return as complete objects. V(alerts) is known; BigPanda may support others, and several at once.
      - BigPanda then returns ten incidents per request.
    type: list
    elements: str
  activities:
    description:
      - Whether to also read the activities of each incident, which takes at least one request for each.
    type: bool
    default: false
  limit:
    description:
      - Maximum number of incidents to return, at least V(0), which returns all.
      - Incidents can appear and disappear while many are read. Each is returned once, and the list is read up to two
        more times to find missing ones. The task warns if some may still be missing.
      - BigPanda returns at most 10000 incidents; the task warns if that many were found.
    type: int
    default: 100
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Environment - View) (view) on the
    environment, and C(Manage Environments) (view) unless the environment is given by ID.
  - If O(org_token) is given without O(api_key), the module can read one incident by O(id) through the V1 API, which
    BigPanda has deprecated, and warns. The result then has the keys of that API. No permission is checked.
seealso:
  - module: community.bigpanda.bigpanda_incident
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Find critical incidents that are not assigned
  community.bigpanda.bigpanda_incident_info:
    environment: Production
    query: status = critical
    folder: unhandled
    limit: 20
  register: waiting

- name: Read one incident with its alerts and its history
  community.bigpanda.bigpanda_incident_info:
    environment: Production
    id: "{{ waiting.incidents[0].id }}"
    expand: [alerts]
    activities: true

- name: Find incidents that were active in the last day
  community.bigpanda.bigpanda_incident_info:
    from: -1d
    sort_by: start
    sort_order: asc
    limit: 0
"""

RETURN = r"""
incidents:
  description: The incidents found; empty if there are none.
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
      description: Most severe status of its alerts. Case-insensitive.
      type: str
      returned: always
      sample: critical
    severity:
      description: Highest status ever reached.
      type: str
      returned: when BigPanda returns it
      sample: critical
    active:
      description: Whether an alert is active and the incident has not been resolved.
      type: bool
      returned: always
      sample: true
    snooze:
      description:
        - Whether the incident is snoozed, until when (Unix epoch, seconds), and whether updates end the snooze.
      type: dict
      returned: when BigPanda returns it
      sample: {snoozed: true, end_time: 1795600000, cancel_on_incident_updates: true}
    assignee:
      description: The assignee; missing or V(null) if the incident is not assigned.
      type: dict
      returned: when the incident is assigned
      sample: {user_id: 651d16e46db9ffbf9d5883d9, name: Dana Example, email: dana@example.com}
    alerts:
      description: The alerts, as references (C(alert_id)), or complete if they are expanded.
      type: list
      elements: dict
      returned: when BigPanda returns it
      sample:
        - alert_id: 65397b2eede0a80012631b0c
    environments:
      description: IDs of the environments that contain the incident.
      type: list
      elements: str
      returned: when BigPanda returns it
      sample: [63bd568809cb331300ffa555]
    folders:
      description: Folders that contain the incident.
      type: list
      elements: str
      returned: when BigPanda returns it
      sample: [active, assigned]
    incident_tags:
      description: Tag values of the incident.
      type: list
      elements: dict
      returned: when BigPanda returns it
      sample:
        - {tag_id: priority, tag_value: P1}
    incident_tag_values:
      description: The same values as a dict, by tag ID.
      type: dict
      returned: when BigPanda returns the tags
      sample: {priority: P1}
    start:
      description: When the incident began. Unix epoch, seconds.
      type: int
      returned: when BigPanda returns it
      sample: 1698265901
    end:
      description: When it was resolved; V(null) while it is active. Unix epoch, seconds.
      type: int
      returned: when BigPanda returns it
      sample: null
    changed_at:
      description: Last change that triggers sharing. Unix epoch, seconds.
      type: int
      returned: when BigPanda returns it
      sample: 1698265901
    updated_at:
      description: Last change of any kind. Unix epoch, seconds.
      type: int
      returned: when BigPanda returns it
      sample: 1700061365
    activities:
      description: Activities of the incident, newest first.
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

from ansible_collections.community.bigpanda.plugins.module_utils._module.incident_info import run_incident_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_name import ENVIRONMENT_NAME
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_reads import INCIDENT_V1_READS
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_search import INCIDENT_SEARCH


def main():
    run_incident_info(INCIDENT_SEARCH, INCIDENT_V1_READS, refers=(ENVIRONMENT_NAME,))


if __name__ == "__main__":
    main()
