#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_resolve
short_description: Set BigPanda alerts to ok
version_added: 0.1.0
description:
  - Sets any number of alerts to C(ok), in requests of at most 500 alerts, one request a second.
  - The service carries this out later, does not check the IDs and says nothing of those it ignores. Where O(incident)
    is given, this module looks at the alerts before and after.
  - Alerts are resolved in BigPanda alone, never in the monitoring tool that sent them.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  environment:
    description:
      - Name or ID of an environment that holds the alerts. The built-in V(All Incidents) holds every one.
    type: str
    required: true
  alerts:
    description:
      - IDs of the alerts. Their order does not matter, and one that is listed twice counts once. An empty list resolves
        nothing.
    type: list
    elements: str
    required: true
  comment:
    description:
      - Why they are resolved, at most 1000 characters. Left out or empty, no comment is sent.
    type: str
  incident:
    description:
      - ID of the incident that holds the alerts. Alerts that are C(ok) already are then left out, alerts that the
        incident does not hold are not sent but listed in RV(ignored), and the effect is verified.
      - If left out, all alerts are sent on every run, and the effect is not verified. An empty text is refused.
    type: str
  wait:
    description:
      - Whether to wait until the incident shows the alerts as C(ok). Has no effect without O(incident).
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds to wait at most, at least 0, after which the task fails and lists the alerts that are not C(ok).
    type: int
    default: 60
attributes:
  check_mode:
    description: Can run in check mode and return what it would without it.
    support: full
    details: Only reads are sent.
  diff_mode:
    description: Returns details on what has changed.
    support: partial
    details: Needs O(incident). Holds only the alerts that are resolved.
  idempotent:
    description: A second run with the same options changes nothing.
    support: partial
    details: Needs O(incident). Without it, every run sends all alerts and is a change.
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Environment - Incident Actions) (full access)
    on the environment, with O(incident) also C(Environment - View) (view).
  - To name the environment by name, C(Manage Environments) (view) is needed too.
  - Resolving an alert again is harmless. So requests whose answer was lost are sent again within O(retry_timeout), and
    a task that failed halfway, which says what it had sent, may be run again as it is.
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

- name: Find what the decommissioned rack raised
  community.bigpanda.bigpanda_incident_info:
    environment: All Incidents
    query: rack = r17
    folder: active
    limit: 0
  register: raised

- name: Resolve all of its alerts, whatever incidents they are in
  community.bigpanda.bigpanda_alert_resolve:
    environment: All Incidents
    alerts: "{{ raised.incidents | map(attribute='alerts') | flatten | map(attribute='alert_id') }}"
    comment: Rack r17 was decommissioned.

- name: Resolve alerts, and insist that the incident holds all of them
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
    - IDs of the alerts that the task resolved, in check mode that it would. Alerts that were C(ok) before are not among
      them where O(incident) is given.
    - Where RV(verified) is V(false), these were sent, and which of them the service ignores is not known.
  returned: success
  type: list
  elements: str
  sample: [5d09d221aebaec1c43ccd448]
ignored:
  description: IDs of alerts that the incident does not hold. Empty without O(incident).
  returned: success
  type: list
  elements: str
  sample: [5cff623a21169351a82cb5e2]
verified:
  description:
    - Whether it is known that all alerts but those in RV(ignored) are C(ok), in check mode whether it would be.
  returned: success
  type: bool
  sample: true
diff:
  description: Status of the alerts that the task resolved, by ID; empty without O(incident).
  returned: success
  type: dict
  contains:
    before:
      description: The status before.
      type: dict
      returned: always
      sample: {5d09d221aebaec1c43ccd448: critical}
    after:
      description: The status after.
      type: dict
      returned: always
      sample: {5d09d221aebaec1c43ccd448: ok}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.observed_delivery import run_observed_delivery
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_resolve import ALERT_RESOLVE
from ansible_collections.community.bigpanda.plugins.module_utils._resources.environment import ENVIRONMENT


def main():
    run_observed_delivery(ALERT_RESOLVE, refers=(ENVIRONMENT,), result="resolved")


if __name__ == "__main__":
    main()
