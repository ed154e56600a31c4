# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns an organization into files."""

from __future__ import annotations

DOCUMENTATION = r"""
name: files_of_organization
short_description: Turn an organization into files
version_added: 1.0.0
author: The community.bigpanda contributors (!UNKNOWN)
description:
  - Turns what M(community.bigpanda.bigpanda_organization_info) returns into one YAML file for each kind of object, and
    one CSV file for the table of each enrichment map.
  - Text and keys that contain more than letters, digits, spaces and common punctuation are marked C(!unsafe), so that
    no version of ansible-core evaluates them as templates when it reads the files. People who can name an object in
    BigPanda or write its note cannot run anything on the controller.
  - Each YAML file begins with a comment that names a JSON Schema, so that editors complete and check its options.
  - CSV files are named after the Latin letters and digits of the map's name. If that name is not unique or is not a
    valid file name, a fingerprint of the map's name is appended.
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
  description: Content of each file, by its path in the directory.
  type: dict
  sample: {roles.yml: "roles: []"}
"""

import io
import json
from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.module_utils._core.tables.csv_rows import Columns, Source, write_csv
from ansible_collections.community.bigpanda.plugins.plugin_utils.file_names import file_names
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe
from ansible_collections.community.bigpanda.plugins.plugin_utils.yaml_files import SCHEMA_LINE, to_yaml


def files_of_organization(organization):
    if not isinstance(organization, Mapping):
        raise AnsibleFilterError("files_of_organization takes the organization as a dict of lists, by kind.")
    files = {}
    # Through JSON and back, so that none of Ansible's own kinds of values is left, whatever its version makes of them.
    for kind, items in json.loads(json.dumps(organization)).items():
        told = _with_tables_apart(kind, items, files)
        files[f"{kind}.yml"] = SCHEMA_LINE + to_yaml({kind: told})
    return as_unsafe(files)


def _with_tables_apart(kind, items, files):
    """The rows of an object go into a CSV file, which it names by its path in the directory."""
    names = file_names([str(item.get("name") or item.get("id")) for item in items])
    told = []
    for name, item in zip(names, items, strict=True):
        if item.get("rows"):
            path = f"{kind}/{name}.csv"
            files[path] = _table_of(kind, item)
            item = {**{option: value for option, value in item.items() if option != "rows"}, "src": path}
        told.append(item)
    return told


def _table_of(kind, item):
    titles = tuple(column["title"] for column in item["fields"])
    columns, text = Columns(titles, ()), io.BytesIO()
    try:
        write_csv(columns, Source("rows", item["rows"]).rows(columns), text)
    except InvalidOption as error:
        raise AnsibleFilterError(f'{kind}, the table of "{item.get("name")}": {error}') from error
    return text.getvalue().decode("utf-8")


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"files_of_organization": files_of_organization}
