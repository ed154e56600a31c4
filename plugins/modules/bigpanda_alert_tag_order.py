#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_tag_order
short_description: Manage the run order of BigPanda alert tags
version_added: 1.0.0
description:
  - Sets the order in which alert tags run. Later tags can use the result of earlier ones. Changes only affect new
    alerts.
  - An organization has one order, so it does not need a name. The API cannot undo it.
author: The community.bigpanda contributors (@ansible-collections)
options:
  state:
    description:
      - V(present) ensures that the order is as declared.
    type: str
    choices: [present]
    default: present
  tags:
    description:
      - Names of all alert tags in the order in which they run, including inactive tags and tags that enrichment maps
        created.
      - Missing and duplicate tags are errors. The task fails before sending anything, and names the tag.
      - In M(community.bigpanda.bigpanda_organization), list the tags that will exist after the task. This includes tags
        that the table of an enrichment map of the same task creates, and excludes tags that disappear with a map that
        the task removes.
    type: list
    elements: str
    required: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Enrichment) (full access; view is
    enough in check mode).
  - The order is read from the older API V2.0, since the newer one can only write it. Tags that are not in the stored
    order are assumed to run after it, in the order in which they were created.
  - O(tags) can only be written as a whole, so the task reads the object immediately before. What somebody else changes
    there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_alert_tag_order_info
  - module: community.bigpanda.bigpanda_alert_tag
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Derive the service before the link that uses it
  community.bigpanda.bigpanda_alert_tag_order:
    tags: [service_name, owner, wiki]

- name: Read the order
  community.bigpanda.bigpanda_alert_tag_order_info:
  register: found

- name: Run the last tag first
  community.bigpanda.bigpanda_alert_tag_order:
    tags: "{{ now[-1:] + now[:-1] }}"
  vars:
    now: "{{ found.alert_tag_orders[0].tags }}"
"""

RETURN = r"""
alert_tag_order:
  description: The run order after the task, or as predicted in check mode.
  returned: success
  type: dict
  contains:
    tags:
      description: Names of all alert tags in run order.
      type: list
      elements: str
      returned: always
      sample: [service_name, wiki]
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {tags: [wiki, service_name]}
    after:
      description: Values after the task.
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
