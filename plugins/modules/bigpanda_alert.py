#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert
short_description: Send alerts to BigPanda
version_added: 0.1.0
description:
  - Sends alert events, one or many, through the Alerts API or through an integration of the Open Integration Manager.
  - An event with another status than C(ok) raises an alert or changes it, an event with the status C(ok) resolves it.
  - The service keeps no list by which events could be compared, so every run sends them. It takes an exact duplicate of
    an earlier event as no change, and so does this module.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  app_key:
    description:
      - App key of the integration that the alerts come from, as its page in BigPanda shows it.
      - It is sent in the body, with O(payload) in a header, and never in a URL.
    type: str
    required: true
  api:
    description:
      - Which API takes O(alerts). V(alerts) is the Alerts API of the REST host, V(oim) the Open Integration Manager on
        the integrations host.
      - An integration of the Open Integration Manager has to be set up to make several alerts from the array C(alerts)
        before it is sent more than one event. If it is set up to read an array of another name, send that with
        O(payload), and with V(api) as O(integration).
      - For V(oim), one page of BigPanda's reference needs C(host) of every event, others do not. Nothing is checked of
        what is sent with O(payload).
      - Says nothing where O(integration) is given.
    type: str
    choices: [alerts, oim]
    default: alerts
  alerts:
    description:
      - The events. An empty list sends nothing. Give either this or O(payload).
      - Each is a dictionary of attributes, which become tags of the alert. Values are texts, integers or lists of
        these; anything else is refused. An attribute that is V(null) is left out.
      - C(status) is needed, one of C(ok), C(critical), C(warning), C(unknown) and C(acknowledged).
      - A primary property is needed, that is one of C(host), C(service), C(application) and C(device), or the attribute
        that C(primary_property) names. BigPanda drops an event without one.
      - C(check), or the attribute that C(secondary_property) names, tells apart alerts of the same primary property.
      - C(timestamp) says when it happened, in Unix epoch seconds or ISO 8601 with a zone. Milliseconds are refused.
        Left out, it is the time of receipt. Give it where the same may happen again, so that the event of the second
        time is no exact duplicate of the first.
      - C(description) is a text of at most 2048 characters.
      - C(incident_identifier) takes the place of app key, primary and secondary property in telling which events belong
        to the same alert.
      - Events go in the order of their times, those without one as if they happened now, and otherwise as they are
        listed. As many go in one request as its limit of 6 MB allows; a single event above it is refused.
      - By default BigPanda keeps 30 tags of an alert, and 512 characters of each.
    type: list
    elements: dict
  integration:
    description:
      - Slug of the integration in the Open Integration Manager that O(payload) is for, such as V(azure_monitor_v2) or
        V(zabbix). Needs O(payload).
      - V(api) stands for the path that O(api=oim) uses, which takes events as O(alerts) describes them.
      - If left out, O(alerts) are sent.
    type: str
  payload:
    description:
      - What a monitoring tool itself would send, a dictionary or a list of dictionaries, each of which goes as it is in
        a request of its own, in the order given. An empty list sends nothing.
      - The parsing rules of the integration read it. Nothing but its size, which must stay below 6 MB, is checked.
      - Needs O(integration).
    type: raw
attributes:
  check_mode:
    description: Can run in check mode and return what it would without it.
    support: partial
    details: Everything is checked and nothing is sent, so which events are duplicates is not known and none is counted.
  diff_mode:
    description: Returns details on what has changed.
    support: none
    details: The service tells nothing of what an event changed.
  idempotent:
    description: A second run with the same options changes nothing.
    support: partial
    details:
      - Only where the service finds all events of a request to be exact duplicates of earlier ones. It does not say so
        of what is sent with O(payload).
notes:
  - Takes the Org Token (O(org_token)). No permission is checked.
  - One page of BigPanda's reference asks for a User API Key (O(api_key)) where O(api=alerts). So it is sent where no
    Org Token was given; give it alone if the service refuses the Org Token.
  - With O(api=oim) or O(integration) the integrations host is used, so O(integrations_url) is needed where O(api_url)
    is given.
  - Sending an event again is harmless. So requests whose answer was lost are sent again within O(retry_timeout), and a
    task that failed halfway, which says what it had sent, may be run again as it is.
  - BigPanda publishes no limit of the rate for alerts; O(rate_limit_share) has no effect here.
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
        timestamp: "{{ now().timestamp() | int }}"
        regions: [US1, EMEA]

- name: Resolve it
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    alerts:
      - status: ok
        host: production-database-1
        check: CPU overloaded

- name: Deploy, and tell BigPanda how it went
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

- name: Tell through the Open Integration Manager what happened, in one request
  community.bigpanda.bigpanda_alert:
    app_key: "{{ bigpanda_app_key }}"
    api: oim
    alerts:
      - {status: critical, host: production-web-1, check: disk, timestamp: 1795500000}
      - {status: warning, host: production-web-2, check: disk, timestamp: 1795500010}
      - {status: ok, host: production-web-1, check: disk, timestamp: 1795500060}

- name: Use an attribute of one's own as primary property
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
    - How many events were sent in requests that the service took as new; in check mode how many would be sent.
    - A request is answered as a whole, so duplicates that went together with a new event are counted here. So are
      events whose answer was lost and that were duplicates when they were sent again, since they may have been new.
  returned: success
  type: int
  sample: 2
duplicates:
  description: How many events were sent in requests that the service took as exact duplicates of earlier events.
  returned: success
  type: int
  sample: 0
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.delivery import run_delivery
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert import ALERT


def main():
    run_delivery(ALERT)


if __name__ == "__main__":
    main()
