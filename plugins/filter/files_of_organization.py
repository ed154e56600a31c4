# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns an organization into files."""

from __future__ import annotations

DOCUMENTATION = r"""
name: files_of_organization
short_description: Turn an organization into files
version_added: 0.1.0
author: The community.bigpanda contributors (!UNKNOWN)
description:
  - Makes a YAML file of each kind of object, and a CSV file of each enrichment map's table, from what
    M(community.bigpanda.bigpanda_organization_info) returns.
  - Text that Ansible would take for a template when it reads the files is marked C(!unsafe), so that nobody who may
    name an object in BigPanda can run anything on the controller.
options:
  _input:
    description: The organization.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Read the organization
  community.bigpanda.bigpanda_organization_info:
  register: live

- name: Show its roles as a file
  ansible.builtin.debug:
    msg: "{{ (live.organization | community.bigpanda.files_of_organization)['roles.yml'] }}"
"""

RETURN = r"""
_value:
  description: The text of each file, by its path in the directory.
  type: dict
  sample: {roles.yml: "roles: []"}
"""

import io
import json
import re

import yaml
from ansible_collections.community.bigpanda.plugins.module_utils._core.table import Columns, Source, write_csv

TEMPLATE = re.compile(r"\{[{%#]")


class _Text(str):
    """Text that must not be taken for a template."""


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, since people read and edit the files."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


_Dumper.add_representer(_Text, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style="'"))


def files_of_organization(organization):
    files = {}
    # Through JSON and back, so that none of Ansible's own kinds of values is left, whatever its version makes of them.
    for kind, items in json.loads(json.dumps(organization)).items():
        told = [_with_table_apart(kind, item, files) for item in items]
        files[f"{kind}.yml"] = "---\n" + yaml.dump(
            {kind: _marked(told)}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110
        )
    return files


def _with_table_apart(kind, item, files):
    """The rows of an object go into a CSV file, which it names by its path in the directory."""
    if not item.get("rows"):
        return item
    path = _free_path(kind, item, files)
    titles = tuple(column["title"] for column in item["fields"])
    columns, text = Columns(titles, ()), io.BytesIO()
    write_csv(columns, Source("rows", item["rows"]).rows(columns), text)
    files[path] = text.getvalue().decode("utf-8")
    return {**{name: value for name, value in item.items() if name != "rows"}, "src": path}


def _free_path(kind, item, files):
    name = re.sub(r"[^A-Za-z0-9]+", "_", str(item.get("name") or item.get("id"))).strip("_").lower() or "table"
    number, path = 1, f"{kind}/{name}.csv"
    while path in files:
        number += 1
        path = f"{kind}/{name}_{number}.csv"
    return path


def _marked(value):
    """With text marked that looks like a template."""
    if isinstance(value, dict):
        return {name: _marked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner) for inner in value]
    return _Text(value) if isinstance(value, str) and TEMPLATE.search(value) else value


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"files_of_organization": files_of_organization}
