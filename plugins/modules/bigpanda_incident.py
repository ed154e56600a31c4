#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident
short_description: Manage BigPanda incidents
version_added: 1.0.0
description:
  - Assigns, snoozes, tags, comments on, merges, splits or resolves an incident. Only what is not already so is done.
  - Every action is optional; omitted options change nothing. A second run does nothing.
  - Changes are applied in this order - assignee, tags, snooze, comment, merge, split and resolution.
author: The community.bigpanda contributors (@ansible-collections)
options:
  environment:
    description:
      - Name or ID of an environment that contains the incident. The built-in V(All Incidents) contains all incidents.
      - Set it if the owner of the API key only has access to other environments. Ignored if only O(org_token) is given.
    type: str
    default: All Incidents
  id:
    description:
      - ID of the incident.
    type: str
    required: true
    aliases: [incident_id]
  assignee:
    description:
      - User ID or user name of the assignee. An empty string unassigns the incident.
    type: str
  snoozed_until:
    description:
      - When the snooze ends, as epoch seconds, as ISO 8601 with a time zone, or relative to now, such as V(2h). V(0)
        means that the incident is not snoozed.
      - A relative time is the same as O(snooze_for).
      - Times in the past, in milliseconds, or 90 days or more in the future are refused. So is any time with
        O(state=resolved), which ends a snooze.
      - Mutually exclusive with O(snooze_for).
    type: str
  snooze_for:
    description:
      - How long to snooze the incident from now on, such as V(2h), V(90m), V(1d12h), V(PT2H), or in seconds. Less than
        90 days.
      - A snooze that ends as late or later is kept, and so is one that was set for this duration. Running the task
        again therefore changes nothing while the snooze lasts; after its end, it snoozes the incident again.
      - To end a snooze earlier, use O(snoozed_until).
      - Give a unit, since YAML reads 1:30 as the number 90, which means 90 seconds. The task warns of numbers that may
        be such a time, and refuses numbers below 60 without a unit.
      - When a snooze was set is read from the activities of the incident. If the owner of the API key may not read
        them, each run snoozes the incident again.
    type: str
  snooze_cancel_on_update:
    description:
      - Whether the snooze ends if an alert joins, an alert gets worse, or the incident reopens.
      - Requires O(snoozed_until) or O(snooze_for). Omit to keep it; a new snooze uses BigPanda's own default.
    type: bool
  tags:
    description:
      - Values of incident tags. Keys are IDs of active tag definitions, or else their names; case only matters if it
        makes a difference. Tags that are not listed are kept.
      - Each value is a text, or a list of texts for a tag with multiple values. Mappings, V(true), V(false) and decimal
        numbers are refused; put them in quotes. A priority is given as its name, not as its order_id. A priority or a
        value of a closed list may be written in any case.
      - V(null) or an empty string removes a value. V([]) clears a tag with multiple values. The order of multiple
        values does not matter.
      - If the owner of the API key may not read tag definitions, keys are treated as IDs.
    type: dict
  comment:
    description:
      - Comment on the incident. It is added unless one of the newest 100 comments has the same text, by any author.
        Leading and trailing whitespace does not matter.
    type: str
  comment_always:
    description:
      - Whether to add the comment on every run.
    type: bool
    default: false
  merge:
    description:
      - IDs of incidents to merge into this one. Incidents that are already merged are skipped.
      - BigPanda refuses a merge that results in more than 300 alerts.
    type: list
    elements: str
  split:
    description:
      - IDs of alerts to split off into a new incident. Alerts that are already split off are skipped. An alert that is
        not in this incident, is not added by O(merge), and was not split off earlier is an error.
    type: list
    elements: str
  state:
    description:
      - V(resolved) resolves the incident. V(present) neither resolves nor reopens it.
    type: str
    choices: [present, resolved]
    default: present
  wait:
    description:
      - Whether to wait until BigPanda shows changes that it makes in the background, which are merging, splitting and
        resolving.
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum number of seconds to wait, at least V(0). After that the task fails and reports what is still missing.
    type: int
    default: 60
attributes:
  check_mode:
    description: Can run in check mode and return changed status prediction without modifying the target.
    support: full
    details: Only read requests are sent; RV(actions) lists what would be done.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: full
    details: Contains only what differs.
  idempotent:
    description: When run twice in a row with the same options, the second run changes nothing.
    support: partial
    details:
      - With O(comment_always=true), each run adds the comment.
      - O(snooze_for) changes nothing while the snooze lasts.
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permissions C(Environment - View) (view) and
    C(Environment - Incident Actions) (full access) on the environment.
  - C(Manage Environments) (view) is also required unless the environment is given by ID, C(User Management) (view) if
    the assignee is given by user name, and C(Incident Enrichment) (view) if tags are given by name.
  - If O(org_token) is given without O(api_key), the module uses the V1 API, which BigPanda has deprecated, and warns.
    It can then read, comment (only with O(comment_always=true), since comments cannot be looked up) and resolve
    incidents. No permission is checked.
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

- name: Set two tags and remove a third
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    tags:
      priority: P1
      teams: [database, network]
      ticket: null

- name: Snooze the incident for two hours
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    snooze_for: 2h
    snooze_cancel_on_update: true

- name: Snooze the incident until a certain time
  community.bigpanda.bigpanda_incident:
    id: "{{ incident_id }}"
    snoozed_until: "2037-01-12T08:00:00+01:00"

- name: Merge two other incidents into it
  community.bigpanda.bigpanda_incident:
    environment: All Incidents
    id: "{{ incident_id }}"
    merge: ["{{ first_duplicate }}", "{{ second_duplicate }}"]

- name: Split off an unrelated alert
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ incident_id }}"
    split: ["{{ unrelated_alert }}"]
  register: after_split

- name: Resolve the new incident
  community.bigpanda.bigpanda_incident:
    environment: Production
    id: "{{ after_split.split_incident.id }}"
    state: resolved
"""

RETURN = r"""
incident:
  description:
    - The incident after the task, or as predicted in check mode. With only O(org_token), it has the keys of the V1 API.
  returned: success
  type: dict
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
actions:
  description: What was done, or would be done in check mode, in order.
  returned: success
  type: list
  elements: str
  sample: [assign, tag, comment, resolve]
split_incident:
  description: The incident that contains the alerts of O(split).
  returned: when O(split) is given and the alerts are in another incident, so not in check mode before the split
  type: dict
  sample: {id: 653989e52d00001901351700, status: warning, active: true}
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {tags: {priority: null}}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {tags: {priority: P1}}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.incident import run_incident
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_name import ENVIRONMENT_NAME
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident import INCIDENT
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_v1 import INCIDENT_V1
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_user import SCIM_USER


def main():
    run_incident(INCIDENT, INCIDENT_V1, refers=(ENVIRONMENT_NAME, SCIM_USER))


if __name__ == "__main__":
    main()
