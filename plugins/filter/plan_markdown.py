# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that makes a plan fit for a notification."""

from __future__ import annotations

DOCUMENTATION = r"""
name: plan_markdown
short_description: Show a plan as Markdown in a notification
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Puts a plan into a code block, in which names from BigPanda or a feed are neither links, mentions nor HTML.
  - Nothing in the text is a template of Ansible or AWX. Braces that would begin one, and backticks that would end the
    code block, are spelled out.
  - Long plans are shortened at the end of a line. The last line, with the sums, is kept.
options:
  _input:
    description: The C(plan_text) that M(community.bigpanda.bigpanda_organization) returned.
    type: str
    required: true
  max_length:
    description: Maximum number of characters of the plan. Chat services refuse long messages.
    type: int
    default: 8000
"""

EXAMPLES = r"""
- name: Pass the plan on to notifications
  ansible.builtin.set_stats:
    data:
      bigpanda_plans: "{{ {inventory_hostname: organization_result.plan_text | community.bigpanda.plan_markdown} }}"
"""

RETURN = r"""
_value:
  description: The code block.
  type: str
  sample: |-
    ```
    acme (us) – plan 0eca619b, as of 05:00 UTC
      roles  ~ Auditors  users: +full_access
    Plan: 1 to change, 12 unchanged.
    ```
"""

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.report.markdown import code_block
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def plan_markdown(plan_text, max_length=8000):
    if not isinstance(plan_text, str):
        raise AnsibleFilterError("plan_markdown: give the plan_text of a result.")
    if isinstance(max_length, bool) or not isinstance(max_length, int) or max_length < 1:
        raise AnsibleFilterError("plan_markdown: max_length must be a positive number.")
    return as_unsafe(code_block(str(plan_text), max_length))


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"plan_markdown": plan_markdown}
