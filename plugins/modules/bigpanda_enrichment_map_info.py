#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_enrichment_map_info
short_description: Read BigPanda enrichment maps and their tables
version_added: 1.0.0
description:
  - Returns all enrichment maps of the organization, or those that match, with or without their tables.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the maps with this name; several maps may have it. Returns an empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - Return only the map with this ID. Returns an empty list if there is none.
    type: str
  rows:
    description:
      - Whether to read the tables too, 100 rows per request at 5 requests per second.
    type: bool
    default: false
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission V(Mapping Enrichment (API Only\)) (view).
seealso:
  - module: community.bigpanda.bigpanda_enrichment_map
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all maps
  community.bigpanda.bigpanda_enrichment_map_info:
  register: maps

- name: Show the names of paused maps
  ansible.builtin.debug:
    msg: "{{ maps.enrichment_maps | rejectattr('active') | map(attribute='name') }}"

- name: Read one map with its table
  community.bigpanda.bigpanda_enrichment_map_info:
    name: application_owners
    rows: true
"""

RETURN = r"""
enrichment_maps:
  description: The maps found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the map.
      type: str
      returned: always
      sample: 66aa513a31000065007b5555
    name:
      description: Name of the map.
      type: str
      returned: always
      sample: cmdb_applications
    fields:
      description: The columns.
      type: list
      elements: dict
      returned: always
      sample:
        - {title: application, type: query_tag, tag_name: application, optional: false}
        - {title: owner, type: result_tag, tag_name: owner, override_existing: false}
    case_insensitive:
      description: Whether rows are looked up case-insensitively.
      type: bool
      returned: always
      sample: false
    when:
      description: Condition that an alert must match to be enriched.
      type: dict
      returned: always
      sample: {}
    active:
      description: Whether the map is applied.
      type: bool
      returned: always
      sample: true
    note:
      description: Free text, without the line that the module adds at its end.
      type: str
      returned: always
      sample: CMDB export, refreshed nightly
    type:
      description: Always V(mapping). V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: mapping
    version:
      description: Version of the map, which increases with each change. V(null) if BigPanda does not return it.
      type: int
      returned: always
      sample: 3
    id_generation_function:
      description: How BigPanda generates row IDs. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: use_md5
    created_by:
      description: ID of the user who created the map. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    updated_by:
      description: ID of the user who last changed the map. V(null) if BigPanda does not return it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    rows:
      description:
        - The table. Each row is a dict with every column name as a key. An empty cell is V(null), or the text V(null).
        - Cells are text as BigPanda returns it, so V(a|b) is an array and a literal C(|) is in quotes. To use a table
          as O(community.bigpanda.bigpanda_enrichment_map#module:rows), read it with
          M(community.bigpanda.bigpanda_organization_info), which returns arrays as lists and text without quotes.
      type: list
      elements: dict
      returned: when O(rows=true)
      sample:
        - {application: billing, owner: Billing Ops}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.table_info import run_table_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP


def main():
    run_table_info(ENRICHMENT_MAP)


if __name__ == "__main__":
    main()
