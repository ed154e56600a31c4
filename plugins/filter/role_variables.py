# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that reads the variables of this collection's roles."""

from __future__ import annotations

DOCUMENTATION = r"""
name: role_variables
short_description: Read the variables of this collection's roles
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Reads variables of the roles and playbooks of this collection, in the forms in which people, surveys and the command
    line set them.
  - Lists and dicts may be given as text, in JSON or YAML. A list of names may also be text, with commas or line breaks
    between the names. V(null), empty text, text that contains only whitespace, and C(omit) mean that the variable is
    not set.
  - Fails and names the variable if a value is not clearly what the variable accepts.
options:
  _input:
    description: The variables that are set, by name.
    type: dict
    required: true
  omitted:
    description: The value of Ansible's C(omit), so that it is recognized with every version of ansible-core.
    type: raw
  options:
    description:
      - Names of the variables that a playbook reads. If one of them is not set and O(names) contains a name that
        resembles it, the filter fails and names both.
    type: list
    elements: str
    default: []
  names:
    description: Names of all variables that are set.
    type: list
    elements: str
    default: []
"""

EXAMPLES = r"""
- name: Show the answers to a survey
  ansible.builtin.debug:
    msg: >-
      {{ {'organization_purge': 'roles, scim_users', 'organization_report': ''} | community.bigpanda.role_variables }}
"""

RETURN = r"""
_value:
  description: Values of the variables, by name. Variables that are not set are missing.
  type: dict
  sample: {organization_purge: [roles, scim_users]}
"""

from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.plugin_utils.playbook_variable_names import refuse_misspelled
from ansible_collections.community.bigpanda.plugins.plugin_utils.role_variables import READERS, read_variables
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def role_variables(given, omitted=None, options=(), names=()):
    unknown = [str(name) for name in given if name not in READERS] if isinstance(given, Mapping) else ["no dict"]
    if unknown:
        raise AnsibleFilterError(f"role_variables takes a dict of variables of the roles, not {', '.join(unknown)}.")
    try:
        said = read_variables(given, omitted)
        refuse_misspelled(names, options, said)
        return as_unsafe(said)
    except InvalidOption as error:
        raise AnsibleFilterError(str(error)) from error


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"role_variables": role_variables}
