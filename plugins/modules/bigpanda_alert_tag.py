#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_tag
short_description: Manage BigPanda alert tags with their enrichment rules
version_added: 1.0.0
description:
  - Creates, changes and removes an alert tag together with the rules that set its value - extractions from another tag,
    and compositions of several tags.
  - Rules have no name. A rule that matches a declared one exactly is kept, wherever it is in the order. Each remaining
    declared rule then updates a stored rule of the same O(enrichments[].type) in place, if possible one with the same
    O(enrichments[].source) and O(enrichments[].destination). Only the rest is added or removed. If only the order
    differs, rules are reordered and not rewritten.
author: The community.bigpanda contributors (@ansible-collections)
options:
  name:
    description:
      - Name of the tag, unique in the organization. It cannot be changed.
      - The name of a new tag must begin with a lowercase letter, followed by lowercase letters, digits, C(_) and C(-),
        at most 64 characters in all. Tags that enrichment maps created may have other names, and are managed under
        these names.
      - BigPanda reserves some words, which it does not list. It refuses them as names of new tags.
    type: str
    required: true
  description:
    description:
      - Description of the tag. Omit to keep it.
    type: str
  active:
    description:
      - Whether the tag is added to new alerts. Omit to keep it; a new tag is active by default.
    type: bool
  enrichments:
    description:
      - Rules of the tag in the order in which they run, at most 500. The result of a rule can be used by later rules.
      - Omit to keep them. What you omit from an existing rule is kept too; an empty string clears it.
      - A declared rule is matched with the stored rule that has all of its values. If there is none, it is matched by
        type, source and destination, or else by type only.
      - Rules that an enrichment map created, and rules of types that are not listed here, cannot be declared. They keep
        their place in the order.
      - An empty list is refused if it would remove rules, since BigPanda removes a tag together with its last rule. Use
        O(state=absent) instead.
    aliases: [rules]
    type: list
    elements: dict
    suboptions:
      type:
        description: Whether the value is extracted from one tag by a regular expression, or composed of several tags.
        type: str
        required: true
        choices: [composition, extraction]
      active:
        description: Whether the rule runs. Omit to keep it; BigPanda documents that a new rule is active.
        type: bool
      when:
        description:
          - Condition that an alert must match, in the object form of BPQL - a dict with one operator (C(=), C(!=),
            C(===), C(IN), C(NOT IN), C(AND), C(OR)) and its operands. With V({}) the rule runs for every alert, which
            is the default for a new rule.
          - A value is a text, a number, a boolean, or a dict with C(type) and C(value). With C(type=regex), C(*)
            matches anything; with C(type=formal-regex), the value is a regular expression without enclosing slashes.
          - Text that does not begin with a brace is sent as BPQL text. BigPanda stores it, but only documents the
            object form.
          - Conditions are compared by meaning. Tag names are sent in lowercase.
        type: raw
        aliases: [condition]
      source:
        description:
          - Tag that an extraction reads. Required for an extraction.
          - For a composition, the source systems that it applies to, such as an integration key. Defaults to C(All
            Systems) for a new composition.
        type: str
      destination:
        description: Tag that the rule writes. Defaults to the tag itself for a new rule.
        type: str
      value:
        description:
          - Value that a composition writes. C(${tag}) inserts a tag; V(${exact(tag\)}) inserts it without URL encoding.
        type: str
      regex:
        description:
          - Regular expression of an extraction. Its first capture group becomes the value.
          - It is not documented which engine BigPanda uses. The task only refuses what no engine accepts, such as a
            parenthesis that is not closed.
        type: str
      selected_source_system:
        description:
          - Source system to which an extraction is limited. With V("") it reads alerts from all systems, which is the
            default for a new extraction.
        type: str
      note:
        description: Free text.
        type: str
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(Alert Enrichment) (full access; view is
    enough in check mode), and V(Mapping Enrichment (API Only\)) (view) so that the task can name the enrichment map
    that uses a tag to be removed.
  - A tag that an enrichment map uses can only be removed after the map. The task fails before sending anything, and
    names the map.
  - Changes only affect new alerts.
  - An organization can have up to 1,000 alert tags, and 20,000 rules in total.
  - Requires the Enrichment V2 engine. If the organization still has the older engine, the API can damage its rules.
seealso:
  - module: community.bigpanda.bigpanda_alert_tag_info
  - module: community.bigpanda.bigpanda_enrichment_map
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Extract the service from the host name
  community.bigpanda.bigpanda_alert_tag:
    name: service_name
    description: Service derived from host
    enrichments:
      - type: extraction
        source: host
        regex: ^([^-]+)-.*$

- name: Link to the wiki, first for databases and then for everything else
  community.bigpanda.bigpanda_alert_tag:
    name: wiki
    enrichments:
      - type: composition
        value: https://wiki.example.com/databases/${host}
        when: {"=": [team, dba]}
      - type: composition
        value: https://wiki.example.com/${service_name}
        note: Agreed with the operations team

- name: Keep the tag and its rules, but disable them
  community.bigpanda.bigpanda_alert_tag:
    name: wiki
    active: false

- name: Remove the tag with all its rules
  community.bigpanda.bigpanda_alert_tag:
    name: wiki
    state: absent
"""

RETURN = r"""
alert_tag:
  description:
    - The alert tag after the task, or as predicted in check mode.
    - If O(state=absent), the object before its removal, or V(null) if it did not exist.
  returned: success
  type: dict
  contains:
    id:
      description: Name of the tag, which is its ID in BigPanda. V(null) in check mode if it does not exist yet.
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
          description: ID of the rule. V(null) in check mode if it does not exist yet.
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
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP


def main():
    run_resource(ALERT_TAG, refers=(ENRICHMENT_MAP,))


if __name__ == "__main__":
    main()
