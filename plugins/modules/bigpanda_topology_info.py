#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_topology_info
short_description: Read the BigPanda topology model
version_added: 1.0.0
description:
  - Returns the topology model of the organization, as a list that is empty if there is no model.
author: The community.bigpanda contributors (@ansible-collections)
options:
  id:
    description:
      - Return the model only if it has this ID. Returns an empty list if the ID differs.
    type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Topology View) (view).
seealso:
  - module: community.bigpanda.bigpanda_topology
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read the model
  community.bigpanda.bigpanda_topology_info:
  register: found

- name: Show which tags hosts are linked to
  ansible.builtin.debug:
    msg: "{{ found.topologies | map(attribute='links') | flatten | selectattr('source', 'eq', 'host') }}"
"""

RETURN = r"""
topologies:
  description: The topology model; empty if there is none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the model.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
    links:
      description: Links of the model.
      type: list
      elements: dict
      returned: always
      sample: [{source: host, target: check}]
      contains:
        source:
          description: Name of the tag where the link starts.
          type: str
          returned: always
          sample: host
        target:
          description: Name of the tag where the link ends.
          type: str
          returned: always
          sample: check
    created_at:
      description: When it was created. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1613252381
    created_by:
      description: ID of the user who created it. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bd56897755560012bf3556
    updated_at:
      description: When it was last changed. Unix epoch, seconds. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 1613252381
    updated_by:
      description: ID of the user who last changed it. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 63bd56897755560012bf3556
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.topology import TOPOLOGY


def main():
    run_info(TOPOLOGY)


if __name__ == "__main__":
    main()
