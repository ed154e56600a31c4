# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that turns an organization into files."""

from __future__ import annotations

DOCUMENTATION = r"""
name: files_of_organization
short_description: Turn an organization into files
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
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

from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import InvalidOption
from ansible_collections.community.bigpanda.plugins.plugin_utils.organization_files import files_of
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe


def files_of_organization(organization):
    if not isinstance(organization, Mapping):
        raise AnsibleFilterError("files_of_organization: give the organization as a dict of lists, by kind.")
    try:
        return as_unsafe(files_of(organization))
    except InvalidOption as error:
        raise AnsibleFilterError(str(error)) from error


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"files_of_organization": files_of_organization}
