#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_topology
short_description: Manage the BigPanda topology model
version_added: 1.0.0
description:
  - Creates, replaces and removes the topology model - the links between tags that incidents are displayed along. An
    organization has one model at most, so it does not need a name.
author: The community.bigpanda contributors (@ansible-collections)
options:
  links:
    description:
      - All links of the model, in any order. Unlisted links are removed.
      - Required if O(state=present). A model has at least one link, so V([]) is refused; use O(state=absent) to remove
        it.
    type: list
    elements: dict
    suboptions:
      source:
        description:
          - Name of the tag where the link starts, case-sensitive.
        type: str
        required: true
      target:
        description:
          - Name of the tag where the link ends, case-sensitive.
        type: str
        required: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Topology View) (full access; view is enough
    in check mode).
  - O(links) can only be written as a whole, so the task reads the object immediately before. What somebody else changes
    there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_topology_info
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Link hosts to their checks and clusters
  community.bigpanda.bigpanda_topology:
    links:
      - {source: host, target: check}
      - {source: host, target: cluster}

- name: Remove the model
  community.bigpanda.bigpanda_topology:
    state: absent
"""

RETURN = r"""
topology:
  description:
    - The topology model after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the model. V(null) in check mode if it does not exist yet.
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
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {links: [{source: host, target: check}]}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {links: [{source: host, target: cluster}]}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.topology import TOPOLOGY


def main():
    run_resource(TOPOLOGY)


if __name__ == "__main__":
    main()
