#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_tag_order_info
short_description: Read the run order of BigPanda alert tags
version_added: 1.0.0
description:
  - Returns the order in which the alert tags of the organization run, as a list with one element.
author: The community.bigpanda contributors (@ansible-collections)
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Enrichment) (view).
seealso:
  - module: community.bigpanda.bigpanda_alert_tag_order
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read the order
  community.bigpanda.bigpanda_alert_tag_order_info:
  register: found

- name: Show which tag runs first
  ansible.builtin.debug:
    msg: "{{ found.alert_tag_orders[0].tags | first }}"
"""

RETURN = r"""
alert_tag_orders:
  description: The run order.
  returned: success
  type: list
  elements: dict
  contains:
    tags:
      description:
        - Names of all alert tags in run order.
        - If no order is stored, tags that were created within the same second are sorted by name, since nothing shows
          which of them runs first.
      type: list
      elements: str
      returned: always
      sample: [service_name, wiki]
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG_ORDER


def main():
    run_info(ALERT_TAG_ORDER)


if __name__ == "__main__":
    main()
