# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns files into an organization."""

from __future__ import annotations

DOCUMENTATION = r"""
name: organization_of_files
short_description: Turn files into an organization
version_added: 1.0.0
author: The community.bigpanda contributors (!UNKNOWN)
description:
  - Merges what files declare, such as the files that P(community.bigpanda.files_of_organization#filter) makes. Each
    kind of object belongs into one file.
  - Fails and names the file if something would not be applied - a key that is not a kind of object, a kind that two
    files declare, a kind that is not a list, or files that declare nothing at all.
options:
  _input:
    description: Content of each file, by its path.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Show which kinds are declared
  ansible.builtin.debug:
    msg: "{{ {'roles.yml': {'roles': []}} | community.bigpanda.organization_of_files | list }}"
"""

RETURN = r"""
_value:
  description: The organization, as the module M(community.bigpanda.bigpanda_organization) expects it.
  type: dict
  sample: {roles: []}
"""

from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def organization_of_files(files):
    kinds = [resource.plural for resource in CATALOG.resources]
    organization, origins, problems = {}, {}, []
    if not isinstance(files, Mapping):
        raise AnsibleFilterError("organization_of_files takes a dict - what each file holds, by its path.")
    for path, content in files.items():
        if not isinstance(content, Mapping):
            problems.append(f"{path} holds no dict")
            continue
        for kind, objects in content.items():
            if kind not in kinds:
                problems.append(f"{path} holds {kind}, which is no kind of object")
            elif kind in origins:
                problems.append(f"{path} holds {kind}, and {origins[kind]} does too")
            elif not isinstance(objects, list) or not all(isinstance(each, Mapping) for each in objects):
                problems.append(f"{path} holds {kind}, which is no list of dicts")
            else:
                organization[kind], origins[kind] = objects, path
    if not organization and not problems:
        problems.append(f"{', '.join(files)} declare nothing")
    if problems:
        raise AnsibleFilterError(f"{'; '.join(problems)}. Kinds are {', '.join(kinds)}.")
    return as_unsafe(organization)


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"organization_of_files": organization_of_files}
