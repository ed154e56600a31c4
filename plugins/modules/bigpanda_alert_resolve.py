#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_resolve
short_description: Resolve BigPanda alerts
version_added: 1.0.0
description:
  - Sets any number of alerts to C(ok), in requests of at most 500 alerts, one request per second.
  - BigPanda resolves alerts in the background, does not check the IDs, and does not report IDs that it ignores. If
    O(incident) is set, this module reads the alerts before and after.
  - Alerts are only resolved in BigPanda, never in the monitoring tool that sent them.
author: The community.bigpanda contributors (@ansible-collections)
options:
  environment:
    description:
      - Name or ID of an environment that contains the alerts. The built-in V(All Incidents) contains all alerts.
    type: str
    required: true
  alerts:
    description:
      - IDs of the alerts, in any order. Duplicates are ignored. An empty list resolves nothing.
    type: list
    elements: str
    required: true
  comment:
    description:
      - Why the alerts are resolved, at most 1000 characters. If omitted or empty, no comment is sent.
    type: str
  incident:
    description:
      - ID of the incident that contains the alerts. Alerts that are already C(ok) are then skipped, alerts that do not
        belong to the incident are not sent but listed in RV(ignored), with a warning, and the effect is verified.
      - If omitted, all alerts are sent on every run, and the effect is not verified. An empty string is refused.
    type: str
  wait:
    description:
      - Whether to wait until the incident shows the alerts as C(ok). Has no effect without O(incident).
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum number of seconds to wait, at least V(0). After that the task fails and lists the alerts that are not
        C(ok).
    type: int
    default: 60
attributes:
  check_mode:
    description: Can run in check mode and return changed status prediction without modifying the target.
    support: full
    details: Only read requests are sent.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: partial
    details: Requires O(incident). Contains only the alerts that are resolved.
  idempotent:
    description: When run twice in a row with the same options, the second run changes nothing.
    support: partial
    details: Requires O(incident). Without it, every run sends all alerts and reports a change.
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Environment - Incident Actions) (full
    access) on the environment, and with O(incident) also C(Environment - View) (view).
  - If the environment is given by name, C(Manage Environments) (view) is also required.
  - Resolving an alert again is harmless. If the response to a request is lost, the request is sent again within
    O(retry_timeout). A task that failed halfway reports what it sent, and can be run again unchanged.
seealso:
  - module: community.bigpanda.bigpanda_alert
  - module: community.bigpanda.bigpanda_incident
  - module: community.bigpanda.bigpanda_incident_info
extends_documentation_fragment:
  - community.bigpanda._connection
"""

EXAMPLES = r"""
- name: Resolve two alerts of an incident
  community.bigpanda.bigpanda_alert_resolve:
    environment: Production
    incident: "{{ incident_id }}"
    alerts: ["{{ first_alert }}", "{{ second_alert }}"]
    comment: Cleared by the storage team.

- name: Find the alerts of the decommissioned rack
  community.bigpanda.bigpanda_incident_info:
    environment: All Incidents
    query: rack = r17
    folder: active
    limit: 0
  register: raised

- name: Resolve all of its alerts, in any incident
  community.bigpanda.bigpanda_alert_resolve:
    environment: All Incidents
    alerts: "{{ raised.incidents | map(attribute='alerts') | flatten | map(attribute='alert_id') }}"
    comment: Rack r17 was decommissioned.

- name: Resolve alerts, and fail if the incident does not contain all of them
  community.bigpanda.bigpanda_alert_resolve:
    environment: Production
    incident: "{{ incident_id }}"
    alerts: "{{ cleared_alerts }}"
  register: resolved
  failed_when: resolved is failed or resolved.ignored | length > 0
"""

RETURN = r"""
resolved:
  description:
    - IDs of the alerts that the task resolved, or would resolve in check mode. If O(incident) is set, alerts that were
      already C(ok) are not included.
    - If RV(verified) is V(false), these IDs were sent, and it is not known which of them BigPanda ignored.
  returned: success
  type: list
  elements: str
  sample: [5d09d221aebaec1c43ccd448]
ignored:
  description: IDs of alerts that do not belong to the incident. Empty without O(incident).
  returned: success
  type: list
  elements: str
  sample: [5cff623a21169351a82cb5e2]
verified:
  description:
    - Whether all alerts except those in RV(ignored) are known to be C(ok). In check mode, whether this would be known.
  returned: success
  type: bool
  sample: true
diff:
  description: Status of the alerts that the task resolved, by ID. Empty without O(incident).
  returned: success
  type: dict
  contains:
    before:
      description: Status before the task.
      type: dict
      returned: always
      sample: {5d09d221aebaec1c43ccd448: critical}
    after:
      description: Status after the task.
      type: dict
      returned: always
      sample: {5d09d221aebaec1c43ccd448: ok}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.observed_batch import run_observed_batch
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_resolve import ALERT_RESOLVE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment_name import ENVIRONMENT_NAME


def main():
    run_observed_batch(ALERT_RESOLVE, refers=(ENVIRONMENT_NAME,), result="resolved")


if __name__ == "__main__":
    main()
