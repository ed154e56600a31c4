#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident_tag_info
short_description: Read definitions of BigPanda incident tags
version_added: 1.0.0
description:
  - Returns the definitions of all incident tags, including inactive ones, or a single one.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the definition with this name. Returns an empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the definition with this ID. Returns an empty list if there is none.
    type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Incident Enrichment) (view).
seealso:
  - module: community.bigpanda.bigpanda_incident_tag
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all definitions
  community.bigpanda.bigpanda_incident_tag_info:
  register: all_definitions

- name: Read one definition
  community.bigpanda.bigpanda_incident_tag_info:
    name: Urgency
"""

RETURN = r"""
incident_tags:
  description: The definitions found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the definition, derived from its name.
      type: str
      returned: always
      sample: urgency
    name:
      description: Name of the tag.
      type: str
      returned: always
      sample: Urgency
    description:
      description: Description of the tag.
      type: str
      returned: always
      sample: How urgent it is
    type:
      description: Type of the tag.
      type: str
      returned: always
      sample: Priority
    active:
      description: Whether the tag can be set.
      type: bool
      returned: always
      sample: true
    can_manual_input:
      description: Whether people may edit its value.
      type: bool
      returned: always
      sample: true
    config:
      description:
        - Levels of a priority, or values of a closed list.
        - C(order_id) of a level is V(null) if BigPanda stores levels as texts.
      type: dict
      returned: always
      sample:
        ordered_list:
          - {display_name: P1, order_id: 1000, description: Critical, active: true}
    enrichment_config:
      description: Rules that set the tag automatically, each with the ID assigned by BigPanda.
      type: dict
      returned: always
      sample:
        append_matching_items: false
        items:
          - {id: d9e7a648-48b2-4d28-a42d-398a7b0da237, value: "1000", condition: status = critical}
    created_at:
      description: When the definition was created. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1493922189
    created_by:
      description: ID of the user who created it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    updated_at:
      description: When the definition was last changed. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1493922189
    updated_by:
      description: ID of the user who last changed it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    deleted:
      description: A flag that BigPanda uses internally.
      type: bool
      returned: always
      sample: false
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG


def main():
    run_info(INCIDENT_TAG)


if __name__ == "__main__":
    main()
