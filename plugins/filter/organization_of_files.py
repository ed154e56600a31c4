# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns files into an organization."""

from __future__ import annotations

DOCUMENTATION = r"""
name: organization_of_files
short_description: Turn files into an organization
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Merges what files declare, such as the files that P(community.bigpanda.files_of_organization#filter) makes. Each
    kind of object belongs into one file.
  - Files in several directories are layers, in the order of the files. An object in a later directory replaces the
    object with the same name in an earlier one; all others are kept. Relative paths of tables are resolved against the
    directory of their file.
  - Fails and names the file if something would not be applied - a key that is not a kind of object, a kind that two
    files of a directory declare, a kind that is not a list, or files that declare nothing at all.
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

import os
from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._resources.catalog import CATALOG
from ansible_collections.community.bigpanda.plugins.plugin_utils.layers import is_relative, layered
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def organization_of_files(files):
    resources = {resource.plural: resource for resource in CATALOG.resources}
    if not isinstance(files, Mapping):
        raise AnsibleFilterError("organization_of_files: give a dict with the content of each file, by its path.")
    layers, problems = {}, []
    for path, content in files.items():
        layer = layers.setdefault(os.path.dirname(path), {})
        problems += _add(layer, path, content, resources)
    if not any(layers.values()) and not problems:
        problems.append(f"{', '.join(files)} declare nothing")
    if problems:
        raise AnsibleFilterError(f"{'; '.join(problems)}. Kinds are {', '.join(resources)}.")
    return as_unsafe(_merged(layers, resources))


def _add(layer, path, content, kinds):
    """Adds what a file declares to its layer - objects by kind, each with the path of its file. Returns problems."""
    if not isinstance(content, Mapping):
        return [f"{path} does not contain a dict"]
    problems = []
    for kind, objects in content.items():
        if kind not in kinds:
            problems.append(f"{path}: unknown kind {kind}")
        elif kind in layer:
            problems.append(f"{layer[kind][0]} and {path} both declare {kind}")
        elif not isinstance(objects, list) or not all(isinstance(each, Mapping) for each in objects):
            problems.append(f"{path}: {kind} is not a list of dicts")
        else:
            layer[kind] = (path, objects)
    return problems


def _merged(layers, resources):
    last = list(layers)[-1]
    organization = {}
    for kind in dict.fromkeys(kind for layer in layers.values() for kind in layer):
        declared = [_seen_from(last, *layer[kind]) for layer in layers.values() if kind in layer]
        organization[kind] = layered(resources[kind], declared) if len(declared) > 1 else declared[0]
    return organization


def _seen_from(directory, path, objects):
    """The same objects, with relative paths of tables as they are from another directory."""
    own = os.path.dirname(path)
    if own == directory:
        return objects
    return [_with_table_from(directory, own, each) for each in objects]


def _with_table_from(directory, own, element):
    if not is_relative(element):
        return element
    return {**element, "src": os.path.relpath(os.path.join(own, element["src"]), directory or ".")}


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"organization_of_files": organization_of_files}
