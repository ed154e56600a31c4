# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that lists the files of a declaration."""

from __future__ import annotations

DOCUMENTATION = r"""
name: declaration_files
short_description: List the files of a declaration
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Lists the YAML files in a directory on the controller, in sorted order. Hidden files and files in subdirectories are
    ignored. The path is used as it is, whatever characters it contains.
  - Fails if the directory cannot be read or contains no YAML file.
options:
  _input:
    description:
      - Path of the directory. A relative path is resolved against the directory where C(ansible-playbook) is called.
    type: path
    required: true
"""

EXAMPLES = r"""
- name: Show which files declare an organization
  ansible.builtin.debug:
    msg: "{{ 'organizations/acme' | community.bigpanda.declaration_files }}"
"""

RETURN = r"""
_value:
  description: The full paths.
  type: list
  elements: path
  sample: [/srv/organizations/acme/roles.yml, /srv/organizations/acme/scim_users.yml]
"""

import os

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe

ENDINGS = (".yml", ".yaml")


def declaration_files(directory):
    if not isinstance(directory, str) or not directory.strip():
        raise AnsibleFilterError("declaration_files: give the path of a directory.")
    path = os.path.realpath(os.path.expanduser(directory))
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        raise AnsibleFilterError(f"The directory {path} cannot be read: {error.strerror}.") from error
    files = [os.path.join(path, name) for name in names if name.lower().endswith(ENDINGS) and not name.startswith(".")]
    files = [file for file in files if not os.path.isdir(file)]
    if not files:
        raise AnsibleFilterError(f"{path} contains no file that ends in .yml or .yaml. Correct the path.")
    return as_unsafe(files)


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"declaration_files": declaration_files}
