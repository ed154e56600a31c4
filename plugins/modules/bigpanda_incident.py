#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident
short_description: Bring a BigPanda incident into a situation
version_added: 0.1.0
description:
  - Assigns, snoozes, tags, comments, merges, splits and resolves an incident, as far as it is not so already.
  - Each part of the situation is optional, and what is left out is not touched. A second run does nothing.
  - Parts are brought about in this order, that is assignee, tags, snooze, comment, merge, split and resolution.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  environment:
    description:
      - Name or ID of an environment that holds the incident. The built-in V(All Incidents) holds every one.
      - Needed unless only O(org_token) is given.
    type: str
  id:
    description:
      - ID of the incident.
    type: str
    required: true
  assignee:
    description:
      - Who is assigned, a user ID or a user name. An empty string means nobody.
    type: str
  snoozed_until:
    description:
      - Until when the incident is snoozed. Unix epoch, seconds. V(0) means that it is not snoozed.
      - A time that is past, in milliseconds, or 90 days ahead or more is refused, and so is one with
        O(state=resolved), which ends a snooze.
    type: int
  snooze_cancel_on_update:
    description:
      - Whether the snooze ends when an alert joins, an alert gets worse or the incident reopens.
      - Needs O(snoozed_until). Leave out to keep it; a new snooze then goes by the service's own default.
    type: bool
  tags:
    description:
      - Values of incident tags. A key is the ID or else the name of an active definition; tags that are not named stay.
      - A value is a text, or a list of texts for a tag of several values. Mappings, V(true) and V(false) are refused;
        put them in quotes.
      - V(null) or an empty string removes a value, V([]) empties a tag of several values, whose order does not
        matter.
      - If the owner of the API key may not read the definitions, keys are taken for IDs.
    type: dict
  comment:
    description:
      - A comment to be there. It is added unless the same text stands among the newest 100 comments, whoever wrote it.
        Blanks around it do not count.
    type: str
  comment_always:
    description:
      - Add the comment on every run.
    type: bool
    default: false
  merge:
    description:
      - IDs of incidents to merge into this one. Those that were merged before are left alone.
      - The service refuses a merged incident of more than 300 alerts.
    type: list
    elements: str
  split:
    description:
      - IDs of alerts to split off into a new incident. Those that were split off before are left alone. One that is
        neither here, nor comes with O(merge), nor was split off before is an error.
    type: list
    elements: str
  state:
    description:
      - V(resolved) resolves the incident. V(present) says nothing about that and never reopens.
    type: str
    choices: [present, resolved]
    default: present
  wait:
    description:
      - Whether to wait until the service shows what it does later, that is merging, splitting and resolving.
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds to wait at most, V(0) or more, after which the task fails and says what does not show.
    type: int
    default: 60
attributes:
  check_mode:
    description: Can run in check mode and return what it would without it.
    support: full
    details: Only reads are sent; RV(actions) lists what would be done.
  diff_mode:
    description: Returns details on what has changed.
    support: full
    details: Holds only what differs.
  idempotent:
    description: A second run with the same options changes nothing.
    support: partial
    details: With O(comment_always=true) each run adds the comment.
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permissions C(Environment - View) (view) and
    C(Environment - Incident Actions) (full access) on the environment.
  - To name the environment by name, C(Manage Environments) (view) is needed too, to name the assignee by user name
    C(User Management) (view), and to name tags by name C(Incident Enrichment) (view).
  - With O(org_token) and no O(api_key), retrieving, commenting (O(comment_always=true) is needed, since comments cannot
    be looked up) and resolving use the V1 API, which BigPanda has deprecated; the task says so. No permission is
    checked.
seealso:
  - module: community.bigpanda.bigpanda_incident_info
extends_documentation_fragment:
  - community.bigpanda._connection
"""

EXAMPLES = r"""
- name: Take over an incident
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    assignee: ada@example.com
    comment: Looking into it.

- name: Tag it, and take a tag away
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    tags:
      priority: P1
      teams: [database, network]
      ticket: null

- name: Snooze it for two hours
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    snoozed_until: "{{ now().timestamp() | int + 7200 }}"
    snooze_cancel_on_update: true

- name: Merge two others into it
  community.bigpanda.bigpanda_incident:
    environment: All Incidents
    id: "{{ incident_id }}"
    merge: ["{{ first_duplicate }}", "{{ second_duplicate }}"]

- name: Split an alert off that has nothing to do with it
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    split: ["{{ unrelated_alert }}"]
  register: after_split

- name: Resolve the incident that was split off
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ after_split.split_incident.id }}"
    state: resolved
"""

RETURN = r"""
incident:
  description:
    - The incident after the task, in check mode as it would be. With only O(org_token) it has the names of the V1 API.
  returned: success
  type: dict
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
actions:
  description: What was done, in check mode what would be, in order.
  returned: success
  type: list
  elements: str
  sample: [assign, tag, comment, resolve]
split_incident:
  description: The incident that holds the alerts of O(split).
  returned: when O(split) is given and the alerts are in another incident
  type: dict
  sample: {id: 653989e52d00001901351700, status: warning, active: true}
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {tags: {priority: null}}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {tags: {priority: P1}}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.action import run_action
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import INCIDENT, INCIDENT_V1
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_action(INCIDENT, INCIDENT_V1, refers=(ENVIRONMENT, SCIM_USER))


if __name__ == "__main__":
    main()
