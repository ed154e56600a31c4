#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_export
short_description: Write a BigPanda organization to files
version_added: 1.0.0
description:
  - Writes what M(community.bigpanda.bigpanda_organization_info) returns to a directory on the controller, as one YAML
    file per kind and one CSV file per enrichment map with rows. The role P(community.bigpanda.organization#role) can
    apply the directory unchanged.
  - All files are compared first. Files that are already as they should be are not written; the others are replaced as a
    whole, so that no other process reads a part of one. Files that belong to no object are not removed.
  - Text and keys with unusual characters are marked C(!unsafe), so that no version of ansible-core evaluates them as
    templates when the files are read back.
  - Runs on the controller, as part of the task; nothing is sent to any host, also with C(delegate_to).
author: The community.bigpanda contributors (@ansible-collections)
options:
  organization:
    description: The organization, lists of objects by kind.
    type: dict
    required: true
  directory:
    description:
      - The directory. A relative path is resolved against the directory where C(ansible-playbook) is called, which is
        the project in AWX.
      - Missing directories are created and are only readable by their owner (mode 0700). Existing directories keep
        their mode. Files are always only readable by their owner (mode 0600).
      - In the directory, links to files are replaced by files. A link to a folder is an error.
    type: path
    required: true
attributes:
  check_mode:
    description: Can run in check mode and return changed status prediction without modifying the target.
    support: full
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: full
    details: Files larger than Ansible's C(MAX_FILE_SIZE_FOR_DIFF) are only named.
  idempotent:
    description: When run twice in a row with the same options, the second run changes nothing.
    support: full
  action:
    description: Indicates this has a corresponding action plugin so some parts of the options can be executed on the
      controller.
    support: full
    details: All of it runs on the controller.
seealso:
  - module: community.bigpanda.bigpanda_organization_info
  - module: community.bigpanda.bigpanda_organization
"""

EXAMPLES = r"""
- name: Read the roles and users of the organization
  community.bigpanda.bigpanda_organization_info:
    gather: [roles, scim_users]
  register: live

- name: Write them to files
  community.bigpanda.bigpanda_export:
    organization: "{{ live.organization }}"
    directory: organizations/emea
"""

RETURN = r"""
directory:
  description: The full path of the directory.
  returned: success
  type: str
  sample: /srv/organizations/emea
files:
  description: The paths of all files in the directory, also of those that were not written.
  returned: success
  type: list
  elements: str
  sample: [enrichment_maps.yml, enrichment_maps/owners.csv, roles.yml]
"""
