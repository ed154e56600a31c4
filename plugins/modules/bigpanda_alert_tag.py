#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_alert_tag
short_description: Manage BigPanda alert tags with their enrichment rules
version_added: 0.1.0
description:
  - Creates, changes and removes one alert tag together with the rules that give it its value - extractions out of
    another tag, and compositions of several.
  - Rules have no name. A rule that says the same as a declared one is left alone, wherever it stands. Of the rest, each
    declared one changes a stored one of its O(enrichments[].type) in place - first one with the same
    O(enrichments[].source) and O(enrichments[].destination), else any. Only what is left over is added or removed.
    Rules in another order are reordered without being rewritten.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  name:
    description:
      - Name of the tag, unique in the organization. It cannot be changed.
      - That of a new tag begins with a lower-case letter and goes on with lower-case letters, digits, C(_) and C(-), at
        most 64 in all. Tags that enrichment maps made may be called otherwise, and are managed under that name.
      - BigPanda reserves some words, which it does not list. It refuses them as the name of a new tag.
    type: str
    required: true
  description:
    description:
      - What the tag is for. Leave out to keep it.
    type: str
  active:
    description:
      - Whether the tag is put on alerts that come from now on. Leave out to keep it; a new tag is made active.
    type: bool
  enrichments:
    description:
      - The rules of the tag in the order in which they run, at most 500. Earlier ones can feed later ones.
      - Leave out to keep them. What is left out of a rule that is there is kept, too; an empty text empties it.
      - A rule is known by what is said of it; where the service has none that says all of it, by its type, source and
        destination, or else by its type alone.
      - Rules that an enrichment map put there, and rules of types that are not listed here, cannot be declared. They
        stay, at their place in the order.
      - An empty list is refused where rules would be removed by it, since the service removes a tag together with its
        last rule. Give O(state=absent) for that.
    type: list
    elements: dict
    suboptions:
      type:
        description: Whether the value is taken out of one tag by a regular expression, or put together from several.
        type: str
        required: true
        choices: [composition, extraction]
      active:
        description: Whether the rule runs. Leave out to keep it; the service documents that a new rule does.
        type: bool
      when:
        description:
          - Condition that an alert must meet, in the object form of BPQL - a dict of one operator (C(=), C(!=), C(===),
            C(IN), C(NOT IN), C(AND), C(OR)) with its operands. With V({}) the rule runs for every alert, as
            a new one does without it.
          - A value is a text, a number, a boolean, or a dict of C(type) and C(value). With C(type=regex), C(*) in the
            value stands for anything; with C(type=formal-regex) it is a regular expression, without slashes around it.
          - Text that does not begin with a brace is BPQL text and goes out as such. The service stores it, too, but
            documents the object form.
          - It is compared by its meaning, and tags are sent in lower case.
        type: raw
      source:
        description:
          - Tag that an extraction reads; it needs it.
          - Source systems that a composition is for, like an integration key; a new one without it is for
            C(All Systems).
        type: str
      destination:
        description: Tag that the rule writes. A new one without it writes the tag itself.
        type: str
      value:
        description:
          - What a composition writes. C(${tag}) inserts a tag; C(${exact(tag)}) does so without encoding it for a URL.
        type: str
      regex:
        description: Regular expression of an extraction, whose first group becomes the value.
        type: str
      selected_source_system:
        description:
          - Source system to which an extraction is limited. V("") lets it read alerts of all, as a new one does without
            it.
        type: str
      note:
        description: Free text.
        type: str
notes:
  - Takes the User API Key (O(api_key)). Its owner needs the permission C(Alert Enrichment) (full access; view is enough
    in check mode), and C(Mapping Enrichment (API Only)) (view) to name the enrichment map that feeds a tag which is to
    be removed.
  - A tag that an enrichment map feeds can be removed only after the map. The task fails before anything is sent, and
    names the map.
  - Changes affect alerts that come from now on.
  - An organization takes 1,000 alert tags, and 20,000 rules in all.
  - Needs the Enrichment V2 engine. Where the organization still has the older one the API can damage its rules.
seealso:
  - module: community.bigpanda.bigpanda_alert_tag_info
  - module: community.bigpanda.bigpanda_enrichment_map
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._state
  - community.bigpanda._attributes
"""

EXAMPLES = r"""
- name: Take the service out of the name of the host
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

- name: Keep the tag and its rules without effect
  community.bigpanda.bigpanda_alert_tag:
    name: wiki
    active: false

- name: Remove it with all its rules
  community.bigpanda.bigpanda_alert_tag:
    name: wiki
    state: absent
"""

RETURN = r"""
alert_tag:
  description:
    - The alert tag after the task; in check mode as it would be.
    - After O(state=absent) as it was, C(null) if there was none.
  returned: success
  type: dict
  contains:
    id:
      description: Name of the tag, by which the service knows it. C(null) in check mode if it does not exist yet.
      type: str
      returned: always
      sample: service_name
    name:
      description: Name of the tag.
      type: str
      returned: always
      sample: service_name
    description:
      description: What the tag is for.
      type: str
      returned: always
      sample: Service derived from host
    active:
      description: Whether the tag is put on alerts.
      type: bool
      returned: always
      sample: true
    enrichments:
      description: Rules in run order, those that enrichment maps put there among them.
      type: list
      elements: dict
      returned: always
      contains:
        id:
          description: ID of the rule. C(null) in check mode if it does not exist yet.
          type: str
          returned: always
          sample: 49ff0d51-8e73-43a7-9cdd-6ffff2426660
        type:
          description: One of C(composition), C(extraction) and C(mapping), a rule of a map; maybe others later.
          type: str
          returned: always
          sample: extraction
        active:
          description: Whether the rule runs.
          type: bool
          returned: always
          sample: true
        when:
          description: Condition that an alert must meet; C(null) where there is none.
          type: raw
          returned: always
          sample: {"=": [status, warning]}
        source:
          description: Tag that is read, or the source system of a composition.
          type: str
          returned: when the rule can be declared
          sample: host
        destination:
          description: Tag that is written.
          type: str
          returned: when the rule can be declared
          sample: service_name
        value:
          description: What a composition writes.
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
          description: What a rule of a map, or of a type that cannot be declared, says, as the service shows it.
          type: dict
          returned: when the rule cannot be declared
          sample: {name: owners, fields: [{title: owner, type: result_tag}]}
        note:
          description: Free text.
          type: str
          returned: always
          sample: service prefix of the host name
        version:
          description: Number of the rule's version.
          type: int
          returned: when the service tells
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
      description: When the tag was changed last. Unix epoch, seconds.
      type: int
      returned: always
      sample: 1641796851
    updated_by:
      description: ID of the user who changed it last.
      type: str
      returned: always
      sample: 58d77efa5eafe459163f4211
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
from ansible_collections.community.bigpanda.plugins.module_utils._resources.alert_tag import ALERT_TAG
from ansible_collections.community.bigpanda.plugins.module_utils._resources.enrichment_map import ENRICHMENT_MAP


def main():
    run_resource(ALERT_TAG, refers=(ENRICHMENT_MAP,))


if __name__ == "__main__":
    main()
