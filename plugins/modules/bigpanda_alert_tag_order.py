#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_tag_order
short_description: Manage the run order of BigPanda alert tags
version_added: 0.1.0
description:
  - Says in which order alert tags run. Earlier ones can feed later ones. Changes affect alerts that come from now on.
  - An organization has one order, so it needs no name. The API has no call to undo it.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  state:
    description:
      - V(present) makes sure of the order.
    type: str
    choices: [present]
    default: present
  tags:
    description:
      - Names of all alert tags, those that enrichment maps made and inactive ones too, the one to run first at the top.
      - A tag that is left out or named twice is an error that names it, before anything is sent.
      - In M(community.bigpanda.bigpanda_organization) name the tags that will be there. Those that come with the table
        of an enrichment map of the same task are among them; those that go with a map that it removes are not.
    type: list
    elements: str
    required: true
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Alert Enrichment) (full access; view is enough
    in check mode).
  - The order is read by a call of the older API V2.0, since the newer one only writes it. Tags that the stored order
    does not name are taken to run after it, as they were created.
seealso:
  - module: community.bigpanda.bigpanda_alert_tag_order_info
  - module: community.bigpanda.bigpanda_alert_tag
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Derive the service before the link that names it
  community.bigpanda.bigpanda_alert_tag_order:
    tags: [service_name, owner, wiki]

- name: Read the order
  community.bigpanda.bigpanda_alert_tag_order_info:
  register: found

- name: Let the last tag run first
  community.bigpanda.bigpanda_alert_tag_order:
    tags: "{{ now[-1:] + now[:-1] }}"
  vars:
    now: "{{ found.alert_tag_orders[0].tags }}"
"""

RETURN = r"""
alert_tag_order:
  description: The run order after the task; in check mode as it would be.
  returned: success
  type: dict
  contains:
    tags:
      description: Names of all alert tags in the order in which they run.
      type: list
      elements: str
      returned: always
      sample: [service_name, wiki]
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {tags: [wiki, service_name]}
    after:
      description: The values after.
      type: dict
      returned: always
      sample: {tags: [service_name, wiki]}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG, ALERT_TAG_ORDER


def main():
    run_resource(ALERT_TAG_ORDER, refers=(ALERT_TAG,))


if __name__ == "__main__":
    main()
