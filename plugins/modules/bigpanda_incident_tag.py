#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident_tag
short_description: Manage definitions of BigPanda incident tags
version_added: 1.0.0
description:
  - Creates, changes and deactivates the definition of an incident tag - its type, its allowed values, and the rules
    that set it automatically. To set values on an incident, use M(community.bigpanda.bigpanda_incident).
  - BigPanda cannot remove a definition. O(state=absent) deactivates it, and its record is kept.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the tag, unique in the organization, case-sensitive. The name of a new tag must begin with a letter,
        followed by letters, digits, C(_) and C(-), at most 20 characters in all. It cannot be changed.
    type: str
    required: true
  description:
    description:
      - Description of the tag, at most 200 characters. Omit to keep it.
    type: str
  type:
    description:
      - Type of the tag. Required for a new definition; it cannot be changed.
    type: str
    choices: [Text, MultiValue, Priority, ClosedListValuesMulti, ClosedListValuesSingle]
  active:
    description:
      - Whether the tag can be set. If omitted and O(state=present), an inactive tag is activated again.
    type: bool
  can_manual_input:
    description:
      - Whether people may edit the value. Omit to keep it.
    type: bool
  config:
    description:
      - Values that the tag accepts. What you omit is kept.
      - O(config.ordered_list) is required for O(type=Priority), and O(config.incident_tag_values) for a closed list.
      - Neither can be empty, and other types do not accept them.
    type: dict
    suboptions:
      ordered_list:
        description:
          - Levels of a priority, in any order. They are sorted by O(config.ordered_list[].order_id).
          - Levels are matched by name, or else by weight. What you omit from an existing level is kept.
          - If BigPanda stores the levels as texts, set only O(config.ordered_list[].display_name).
        type: list
        elements: dict
        suboptions:
          display_name:
            description: Name of the level, 1 to 10 characters, unique.
            type: str
            required: true
          order_id:
            description:
              - Weight of the level, unique. Higher weights come first, and rules refer to it.
              - Required for a new level, except if levels are texts; then omit it for all of them.
            type: int
          description:
            description: Description of the level.
            type: str
          active:
            description: Whether the level can be set. Omit to keep it; for a new level BigPanda uses its own default.
            type: bool
      incident_tag_values:
        description: Values of a closed list, compared as a set.
        type: list
        elements: str
  enrichment_config:
    description:
      - Rules that set the tag automatically. What you omit is kept.
    type: dict
    suboptions:
      append_matching_items:
        description:
          - Whether to collect the values of all matching rules. Otherwise only the first matching rule is used.
          - Required for a new tag if O(type=ClosedListValuesMulti).
        type: bool
      items:
        description:
          - The rules in their order; V([]) removes all of them.
          - As long as a rule with the same value or condition is declared, the stored rule keeps its ID and any other
            attributes.
        type: list
        elements: dict
        suboptions:
          value:
            description:
              - Value to set, which is a text, formula or regex. For O(type=Priority), the C(order_id) of a level.
            type: str
            required: true
          condition:
            description:
              - Condition that incidents must match, as BPQL text, compared by meaning. Tag names are sent in lowercase.
              - C(*) in a value matches anything, and a value between slashes is a regular expression unless it is
                quoted.
              - The object form of BPQL is also accepted, and is sent as text.
            type: raw
            required: true
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Incident Enrichment) (full access; view is
    enough in check mode).
  - O(config) and O(enrichment_config) can only be written as a whole, so the task reads the object immediately before.
    What somebody else changes there between these two requests is lost.
seealso:
  - module: community.bigpanda.bigpanda_incident_tag_info
  - module: community.bigpanda.bigpanda_incident
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Let people enter a ticket number
  community.bigpanda.bigpanda_incident_tag:
    name: Ticket
    type: Text
    can_manual_input: true

- name: Prioritize incidents automatically
  community.bigpanda.bigpanda_incident_tag:
    name: Urgency
    type: Priority
    description: How urgent it is
    config:
      ordered_list:
        - {display_name: P1, order_id: 1000, description: Critical}
        - {display_name: P2, order_id: 900}
    enrichment_config:
      append_matching_items: false
      items:
        - {value: "1000", condition: status = critical AND env = production}
        - {value: "900", condition: status = critical}

- name: Add another location and keep everything else
  community.bigpanda.bigpanda_incident_tag:
    name: Location
    config:
      incident_tag_values: [Berlin, London, Vienna]

- name: Deactivate the tag
  community.bigpanda.bigpanda_incident_tag:
    name: Ticket
    state: absent
"""

RETURN = r"""
incident_tag:
  description:
    - The definition after the task, or as predicted in check mode.
    - If O(state=absent), the inactive definition, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the definition, derived from its name. V(null) in check mode if it does not exist yet.
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
diff:
  description: What the task changed, or would change in check mode. Contains only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: Values before the task.
      type: dict
      returned: always
      sample: {active: true}
    after:
      description: Values after the task.
      type: dict
      returned: always
      sample: {active: false}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.resource import run_resource
from ansible_collections.community.bigpanda.plugins.module_utils._resources.incident_tag import INCIDENT_TAG


def main():
    run_resource(INCIDENT_TAG)


if __name__ == "__main__":
    main()
