#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_tag_info
short_description: Read BigPanda alert tags with their enrichment rules
version_added: 1.0.0
description:
  - Returns all alert tags of the organization with their rules, or a single one.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Return only the tag with this name. Returns an empty list if there is none.
      - Mutually exclusive with O(id).
    type: str
  id:
    description:
      - The same as O(name), which is the ID of a tag in BigPanda.
    type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Enrichment) (view).
seealso:
  - module: community.bigpanda.bigpanda_alert_tag
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read all alert tags
  community.bigpanda.bigpanda_alert_tag_info:
  register: all_tags

- name: Read one alert tag
  community.bigpanda.bigpanda_alert_tag_info:
    name: service_name
"""

RETURN = r"""
alert_tags:
  description: The alert tags found; empty if there are none.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Name of the tag, which is its ID in BigPanda.
      type: str
      returned: always
      sample: service_name
    name:
      description: Name of the tag.
      type: str
      returned: always
      sample: service_name
    description:
      description: Description of the tag.
      type: str
      returned: always
      sample: Service derived from host
    active:
      description: Whether the tag is added to alerts.
      type: bool
      returned: always
      sample: true
    enrichments:
      description: Rules in run order, including those that enrichment maps created.
      type: list
      elements: dict
      returned: always
      contains:
        id:
          description: ID of the rule.
          type: str
          returned: always
          sample: 49ff0d51-8e73-43a7-9cdd-6ffff2426660
        type:
          description: One of C(composition), C(extraction) and C(mapping) (a rule of a map). BigPanda may add others.
          type: str
          returned: always
          sample: extraction
        active:
          description: Whether the rule runs.
          type: bool
          returned: always
          sample: true
        when:
          description: Condition that an alert must match; V(null) if there is none.
          type: raw
          returned: always
          sample: {"=": [status, warning]}
        source:
          description: Tag that an extraction reads, or source system of a composition.
          type: str
          returned: when the rule can be declared
          sample: host
        destination:
          description: Tag that is written.
          type: str
          returned: when the rule can be declared
          sample: service_name
        value:
          description: Value that a composition writes.
          type: str
          returned: when the rule can be declared
          sample: null
        regex:
          description: Regular expression of an extraction.
          type: str
          returned: when the rule can be declared
          sample: ^([^-]+)-.*$
        selected_source_system:
          description: Source system to which an extraction is limited.
          type: str
          returned: when the rule can be declared
          sample: null
        config:
          description: Configuration of a rule that belongs to a map or cannot be declared, as BigPanda returns it.
          type: dict
          returned: when the rule cannot be declared
          sample: {name: owners, fields: [{title: owner, type: result_tag}]}
        note:
          description: Free text.
          type: str
          returned: always
          sample: service prefix of the host name
        version:
          description: Version number of the rule.
          type: int
          returned: when BigPanda returns it
          sample: 1
    created_at:
      description: When the tag was created. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1635260171
    created_by:
      description: ID of the user who created it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    updated_at:
      description: When the tag was last changed. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1641796851
    updated_by:
      description: ID of the user who last changed it.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.info import run_info
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG


def main():
    run_info(ALERT_TAG)


if __name__ == "__main__":
    main()
