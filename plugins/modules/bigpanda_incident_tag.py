#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_incident_tag
short_description: Manage definitions of BigPanda incident tags
version_added: 0.1.0
description:
  - Creates, changes and deactivates the definition of one incident tag - its kind, what values it takes, and the rules
    that set it by themselves. Values of single incidents are set by M(community.bigpanda.bigpanda_incident).
  - The service has no call to remove a definition. O(state=absent) makes it inactive, and the record stays.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the tag, unique in the organization, compared letter by letter. A new one begins with a letter and goes
        on with letters, digits, C(_) and C(-), at most 20 in all. It cannot be changed.
    type: str
    required: true
  description:
    description:
      - What the tag is for, at most 200 characters. Leave out to keep it.
    type: str
  type:
    description:
      - Kind of the tag. A new definition needs it; it cannot be changed.
    type: str
    choices: [Text, MultiValue, Priority, ClosedListValuesMulti, ClosedListValuesSingle]
  active:
    description:
      - Whether the tag can be set. Left out with O(state=present), it is made active again if it is not.
    type: bool
  can_manual_input:
    description:
      - Whether people may edit the value. Leave out to keep it.
    type: bool
  config:
    description:
      - What values the tag takes. What is left out is kept.
      - A tag of O(type=Priority) needs O(config.ordered_list), a closed list needs O(config.incident_tag_values).
      - Neither can be emptied, and no other type takes them.
    type: dict
    suboptions:
      ordered_list:
        description:
          - Levels of a priority, in any order; O(config.ordered_list[].order_id) sorts them.
          - A level is known by its name, else by its weight. What is left out of one that is there is kept.
          - Where the service keeps levels as texts, give O(config.ordered_list[].display_name) alone.
        type: list
        elements: dict
        suboptions:
          display_name:
            description: Name of the level, 1 to 10 characters, each once.
            type: str
            required: true
          order_id:
            description:
              - Weight of the level, each once. Higher ones come first, and rules refer to it.
              - A new level needs it, except where levels are texts; then leave it out for all of them.
            type: int
          description:
            description: What the level means.
            type: str
          active:
            description: Whether the level can be set. Leave out to keep it; for a new level the service decides.
            type: bool
      incident_tag_values:
        description: Values of a closed list, compared as a set.
        type: list
        elements: str
  enrichment_config:
    description:
      - Rules that set the tag by themselves. What is left out is kept.
    type: dict
    suboptions:
      append_matching_items:
        description:
          - Whether the values of all rules that match are collected. Otherwise the first that matches decides.
          - A new tag of O(type=ClosedListValuesMulti) needs it.
        type: bool
      items:
        description:
          - The rules in their order; V([]) removes them all.
          - A rule keeps the ID that the service gave it, and whatever else it holds, as long as one with the same value
            or condition is declared.
        type: list
        elements: dict
        suboptions:
          value:
            description: The value that is set, a text, formula or regex; for O(type=Priority) the order_id of a level.
            type: str
            required: true
          condition:
            description:
              - Which incidents it is set for, in BPQL text, compared by its meaning. Tags are sent in lower case.
              - C(*) in a value stands for anything, and a value between slashes is a regular expression.
            type: str
            required: true
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Incident Enrichment) (full access; view is
    enough in check mode).
seealso:
  - module: community.bigpanda.bigpanda_incident_tag_info
  - module: community.bigpanda.bigpanda_incident
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Let people note the number of a ticket
  community.bigpanda.bigpanda_incident_tag:
    name: Ticket
    type: Text
    can_manual_input: true

- name: Rank incidents by themselves
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

- name: Offer one more location, and keep the rest
  community.bigpanda.bigpanda_incident_tag:
    name: Location
    config:
      incident_tag_values: [Berlin, London, Vienna]

- name: Use the tag no longer
  community.bigpanda.bigpanda_incident_tag:
    name: Ticket
    state: absent
"""

RETURN = r"""
incident_tag:
  description:
    - The definition after the task; in check mode as it would be.
    - After O(state=absent) the inactive one, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the definition, which follows from its name. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: urgency
    name:
      description: Name of the tag.
      type: str
      returned: always
      sample: Urgency
    description:
      description: What the tag is for.
      type: str
      returned: always
      sample: How urgent it is
    type:
      description: Kind of the tag.
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
        - The C(order_id) of a level is C(null) where the service keeps levels as texts.
      type: dict
      returned: always
      sample:
        ordered_list:
          - {display_name: P1, order_id: 1000, description: Critical, active: true}
    enrichment_config:
      description: Rules that set the tag by themselves, each with the ID that the service gave it.
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
      description: When the definition was changed last. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1493922189
    updated_by:
      description: ID of the user who changed it last.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
    deleted:
      description: A flag of the service's own.
      type: bool
      returned: always
      sample: false
diff:
  description: What the task changed, or would change in check mode. Holds only what differs.
  returned: success
  type: dict
  contains:
    before:
      description: The values before.
      type: dict
      returned: always
      sample: {active: true}
    after:
      description: The values after.
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
