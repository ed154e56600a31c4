#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_topology
short_description: Manage the BigPanda topology model
version_added: 0.1.0
description:
  - Creates, replaces and removes the topology model - the links between tags along which incidents are shown. An
    organization has one model at most, so it needs no name.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  links:
    description:
      - All links of the model, in any order. Links that are not listed are removed.
      - Needed with O(state=present). A model has one link at least, so V([]) is refused; O(state=absent) removes it.
    type: list
    elements: dict
    suboptions:
      source:
        description:
          - Name of the tag that the link starts at, compared letter by letter.
        type: str
        required: true
      target:
        description:
          - Name of the tag that the link ends at, compared letter by letter.
        type: str
        required: true
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission
    C(Topology View) (full access; view is enough in check mode).
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
    - The topology model after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the model. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: 63bd56897755560012bf3555
    links:
      description: Its links.
      type: list
      elements: dict
      returned: always
      sample: [{source: host, target: check}]
      contains:
        source:
          description: Name of the tag that the link starts at.
          type: str
          returned: always
          sample: host
        target:
          description: Name of the tag that the link ends at.
          type: str
          returned: always
          sample: check
    created_at:
      description: When it was created. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1613252381
    created_by:
      description: ID of the user who created it.
      type: str
      returned: when the service tells
      sample: 63bd56897755560012bf3556
    updated_at:
      description: When it was changed last. Unix epoch, seconds.
      type: int
      returned: when the service tells
      sample: 1613252381
    updated_by:
      description: ID of the user who changed it last.
      type: str
      returned: when the service tells
      sample: 63bd56897755560012bf3556
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {links: [{source: host, target: check}]}
    after:
      description: The values after.
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
