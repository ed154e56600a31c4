# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that translates conditions."""

from __future__ import annotations

DOCUMENTATION = r"""
name: bpql
short_description: Translate a BPQL condition into its other form
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Translates BPQL text into the object form of BPQL, and the object form into text. Nothing is sent.
  - The modules accept both forms. The filter is useful to build a condition from variables. In the object form, a value
    is always a value, whatever it contains; in text, quotation marks or C(OR) in a variable would change the condition.
options:
  _input:
    description:
      - The condition, as text or as a dict with one operator and its operands.
    type: raw
    required: true
  form:
    description:
      - The form to return. A condition that already has this form is checked and returned.
      - If omitted, the other form is returned.
    type: str
    choices: [text, object]
"""

EXAMPLES = r"""
- name: Find the incidents of a host and a check that come from variables
  community.bigpanda.bigpanda_incident_info:
    query: "{{ {'AND': [{'=': ['host', inventory_hostname]}, {'=': ['check', check]}]} | community.bigpanda.bpql }}"

- name: Show the object form of a condition
  ansible.builtin.debug:
    msg: "{{ 'host = db-* AND check IN [cpu, mem]' | community.bigpanda.bpql }}"
"""

RETURN = r"""
_value:
  description: The condition in the other form, or in the given form.
  type: raw
  sample: {AND: [{"=": [host, {type: regex, value: db-*}]}, {IN: [check, [cpu, mem]]}]}
"""

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.as_text import is_text
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.bpql.comparison import (
    meaning_of_object,
    meaning_of_text,
    spelled,
    spelled_given_text,
)
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.text import shown_value
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe

FORMS = ("text", "object")


def bpql(condition, form=None):
    if form not in (None, *FORMS):
        raise AnsibleFilterError(f"bpql: form is {shown_value(form)}. Give one of {', '.join(FORMS)}.")
    if not isinstance(condition, (str, dict)):
        raise AnsibleFilterError(f"bpql: the condition is {shown_value(condition)}. Give text or a dict.")
    try:
        if (form or ("object" if is_text(condition) else "text")) == "text":
            text = spelled_given_text(condition)
            meaning_of_text(text)
            return as_unsafe(text)
        translated = spelled(condition)
        meaning_of_object(translated)
        return as_unsafe(translated)
    except InvalidOption as error:
        raise AnsibleFilterError(f"bpql: {error}") from error


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"bpql": bpql}
