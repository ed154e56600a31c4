#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert
short_description: Send alerts to BigPanda
version_added: 1.0.0
description:
  - Sends one or more alert events through the Alerts API or through an integration of the Open Integration Manager.
  - An event with the status C(ok) resolves an alert; an event with any other status creates or updates it.
  - BigPanda has no list of events to compare with, so every run sends them. BigPanda treats an exact duplicate of an
    earlier event as no change, and so does this module.
author: The community.bigpanda contributors (@ansible-collections)
options:
  app_key:
    description:
      - App key of the integration that the alerts come from, as shown on its page in BigPanda.
      - It is sent in the body, or in a header with O(payload), and never in a URL.
    type: str
    required: true
  api:
    description:
      - API to send O(alerts) to. V(alerts) is the Alerts API on the REST host, V(oim) is the Open Integration Manager
        on the integrations host.
      - Before you send more than one event, set up the integration in the Open Integration Manager to create one alert
        from each element of the array C(alerts). If the integration reads an array with another name, use O(payload)
        with O(integration=api) instead.
      - For V(oim), one page of BigPanda's reference requires C(host) in every event, and others do not. The content of
        O(payload) is not checked.
      - Ignored if O(integration) is set.
    type: str
    choices: [alerts, oim]
    default: alerts
  alerts:
    description:
      - The events. An empty list sends nothing. Set either this option or O(payload).
      - Each event is a dictionary of attributes, which become tags of the alert. Values must be texts, integers or
        lists of these. Attributes that are V(null) are omitted.
      - C(status) is required, one of C(ok), C(critical), C(warning), C(unknown) and C(acknowledged).
      - A primary property is required, which is one of C(host), C(service), C(application) and C(device), or the
        attribute that C(primary_property) names. BigPanda drops events without one.
      - C(check), or the attribute that C(secondary_property) names, distinguishes alerts with the same primary
        property.
      - C(timestamp) is the time of the event, in Unix epoch seconds, as ISO 8601 with a time zone, or relative to now,
        such as V(-5m). Milliseconds and times before 2001 are refused. It defaults to the time of receipt. Set it if
        the same event may happen again, so that the second event is not an exact duplicate of the first.
      - C(description) is a text of at most 2048 characters.
      - C(incident_identifier) decides which events belong to the same alert, instead of app key, primary property and
        secondary property.
      - Events are sent in the order of their timestamps; events without one are treated as happening now. Events with
        the same time keep their order. Each request contains as many events as its limit of 6 MB allows; a larger
        single event is refused.
      - By default BigPanda keeps 30 tags of an alert, and 512 characters of each tag.
    type: list
    elements: dict
  integration:
    description:
      - Slug of the integration in the Open Integration Manager that O(payload) is for, such as V(azure_monitor_v2) or
        V(zabbix). Requires O(payload).
      - V(api) is the path that O(api=oim) uses, which accepts events as described in O(alerts).
      - If omitted, O(alerts) are sent.
    type: str
  payload:
    description:
      - What a monitoring tool would send, as a dictionary or a list of dictionaries. Each dictionary is sent unchanged
        in a request of its own, in the given order. An empty list sends nothing.
      - It is read by the parsing rules of the integration. The module only checks its size, which must be below 6 MB.
      - Requires O(integration).
    type: raw
attributes:
  check_mode:
    description: Can run in check mode and return changed status prediction without modifying the target.
    support: partial
    details: Everything is checked and nothing is sent. Duplicates cannot be predicted, so none are counted.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: none
    details: BigPanda does not return what an event changed.
  idempotent:
    description: When run twice in a row with the same options, the second run changes nothing.
    support: partial
    details:
      - Only if BigPanda reports all events of a request as exact duplicates of earlier events. It does not report this
        for O(payload).
notes:
  - Requires the Org Token (O(org_token)). No permission is checked.
  - One page of BigPanda's reference asks for a User API Key (O(api_key)) if O(api=alerts). The key is therefore sent if
    no Org Token is given. If BigPanda refuses the Org Token, set only O(api_key).
  - O(api=oim) and O(integration) use the integrations host, so O(integrations_url) is required if O(api_url) is set.
  - Sending an event again is harmless. If the response to a request is lost, the request is sent again within
    O(retry_timeout). A task that failed halfway reports what it sent, and can be run again unchanged.
  - BigPanda publishes no rate limit for alerts, so O(rate_limit_share) has no effect.
seealso:
  - module: community.bigpanda.bigpanda_alert_resolve
  - module: community.bigpanda.bigpanda_incident_info
extends_documentation_fragment:
  - community.bigpanda._connection
"""

EXAMPLES = r"""
- name: Raise an alert
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    alerts:
      - status: critical
        host: production-database-1
        check: CPU overloaded
        description: CPU is above the limit of 40 %.
        timestamp: now
        regions: [US1, EMEA]

- name: Resolve the alert
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    alerts:
      - status: ok
        host: production-database-1
        check: CPU overloaded

- name: Report the result of a deployment to BigPanda
  block:
    - name: Deploy
      ansible.builtin.include_role:
        name: billing
  rescue:
    - name: Raise an alert on the application
      community.bigpanda.bigpanda_alert:
        app_key: "{{ bigpanda_app_key }}"
        alerts:
          - status: critical
            application: billing
            check: deployment
            description: "{{ ansible_failed_task.name }} failed."

- name: Send several events in one request through the Open Integration Manager
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    api: oim
    alerts:
      - {status: critical, host: production-web-1, check: disk, timestamp: 1795500000}
      - {status: warning, host: production-web-2, check: disk, timestamp: 1795500010}
      - {status: ok, host: production-web-1, check: disk, timestamp: 1795500060}

- name: Use a custom attribute as the primary property
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    alerts:
      - status: warning
        primary_property: queue
        queue: invoices
        secondary_property: region
        region: emea
        timestamp: "2026-12-24T18:00:00+01:00"

- name: Send what a monitoring tool would send
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    integration: azure_monitor_v2
    payload:
      data:
        essentials:
          severity: Sev1
          alertRule: cpu-high
          monitorCondition: Fired
"""

RETURN = r"""
sent:
  description:
    - Number of events sent in requests that BigPanda reported as new. In check mode, the number that would be sent.
    - BigPanda answers for each request as a whole, so duplicates sent together with a new event are counted here.
      Duplicates in a request that was sent again after its response was lost are also counted here, since they may have
      been new.
  returned: success
  type: int
  sample: 2
duplicates:
  description: Number of events sent in requests that BigPanda reported as exact duplicates of earlier events.
  returned: success
  type: int
  sample: 0
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.batch import run_batch
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert import ALERT


def main():
    run_batch(ALERT)


if __name__ == "__main__":
    main()
