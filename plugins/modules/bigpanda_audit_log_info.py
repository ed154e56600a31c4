#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_audit_log_info
short_description: Read who changed what in a BigPanda organization
version_added: 1.0.0
description:
  - Returns entries of the audit log, which records every creation, change and removal of configuration by users and by
    the system. BigPanda keeps them as long as the contract lasts.
author: The community.bigpanda contributors (@ansible-collections)
options:
  start:
    description:
      - Return only entries from this time on, as Unix epoch seconds, as ISO 8601 with a time zone, such as
        V(2026-03-01T00:00:00+01:00), or relative to now, such as V(-2h) or V(-7d).
      - Omit to start with the oldest entry, which can be years back. An empty string is refused.
      - Must not be in the future or later than O(end).
    aliases: [from]
    type: str
  end:
    description:
      - Return only entries up to this time, in the same format as O(start). Omit for everything up to now.
    aliases: [to]
    type: str
  resource_type:
    description:
      - Return only entries about this kind of object. Omit for all kinds.
      - Known values are V(alert_filtering), V(api_keys), V(auto_share_rules), V(correlation_patterns), V(custom_tags),
        V(environments), V(integrations), V(jit_domains), V(jit_roles), V(mapping_enrichment), V(roles), V(sso_config),
        V(sso_test), V(tag), V(tag_enrichments), V(tag_enrichments_order) and V(users). BigPanda may have more.
    type: str
  action_type:
    description:
      - Return only entries about this action. Omit for all actions.
      - V(init_state) is the state of an object when the log began.
    type: str
    choices: [init_state, create, update, delete]
  limit:
    description:
      - Maximum number of entries to return, at least V(0), which returns all. They are returned in BigPanda's order,
        which is not guaranteed.
      - To get the latest entries, limit the time range with O(start).
    type: int
    default: 0
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Audit Logs) (view).
  - Entries contain e-mail addresses and IP addresses of people. Use C(no_log) to keep them out of the output.
  - BigPanda does not document paging for this list, and entries have no ID. They are identified by their whole content,
    and pages are read until one brings nothing new. The task warns if entries may be missing, which is the case if the
    second page repeats the first one, if a further page is refused, or if nothing follows a full first page.
  - BigPanda does not log changes to the name or phone number of a user.
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read the entries of the last day
  community.bigpanda.bigpanda_audit_log_info:
    start: -1d
  register: last_day

- name: Show who made the changes
  ansible.builtin.debug:
    msg: "{{ item.actor.user.email | default('the system') }}: {{ item.action_type }} {{ item.resource_type }}"
  loop: "{{ last_day.audit_logs }}"
  loop_control:
    label: "{{ item.resource_id }}"

- name: Find roles that were removed in March
  community.bigpanda.bigpanda_audit_log_info:
    start: "2026-03-01T00:00:00+01:00"
    end: "2026-04-01T00:00:00+02:00"
    resource_type: roles
    action_type: delete

- name: Read a few entries
  community.bigpanda.bigpanda_audit_log_info:
    limit: 10
"""

RETURN = r"""
audit_logs:
  description:
    - The entries, in the order in which BigPanda returns them; empty if there are none. BigPanda may add keys.
    - V(null) if the entry does not have the key.
  returned: success
  type: list
  elements: dict
  contains:
    actor:
      description: Who made the change. C(type) is C(user), with details in C(user), or C(system-generated).
      type: dict
      returned: always
      sample:
        type: user
        user: {id: 60c5238222fa63633d93d52f, email: jane@example.com, name: Jane Doe}
    action_type:
      description: What was done.
      type: str
      returned: always
      sample: create
    context:
      description: Client of the user who made the change; V(null) for changes by the system.
      type: dict
      returned: always
      sample:
        actor_access: {user_agent: Mozilla/5.0, ip_address: 192.0.2.8}
    timestamp:
      description: Time of the change. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1697765123
    resource_type:
      description: Kind of the object.
      type: str
      returned: always
      sample: users
    resource_id:
      description: ID of the object.
      type: str
      returned: always
      sample: 60c5238222fa63633d935555
    object:
      description: The object after the change; V(null) after a removal.
      type: dict
      returned: always
      sample: {id: 60c5238222fa63633d935555, name: New user}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.event_log import run_event_log
from ansible_collections.community.bigpanda.plugins.module_utils._resources.audit_log import AUDIT_LOGS


def main():
    run_event_log(AUDIT_LOGS)


if __name__ == "__main__":
    main()
