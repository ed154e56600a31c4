#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_validate
short_description: Check BigPanda declarations offline
version_added: 1.0.0
description:
  - Checks the files that declare an organization, or a declaration in a variable, without network and without a key.
    The task lists everything that is wrong, with file and line, and fails once.
  - Finds mistakes in YAML, duplicate keys, unknown kinds and options, values of the wrong type, conditions and times
    that mean nothing, tables that do not match their columns, objects that are declared twice, and misspelled names.
  - A name that nothing declares is an error if it resembles a declared name, and otherwise a warning, since only
    BigPanda knows which other objects exist. Names that BigPanda has can be listed in O(known).
  - Templates and vaulted values in files are not evaluated, and are not checked. A variable is checked with the values
    that its templates have.
  - Files that are links to hidden files, or to files outside of the current directory, are not read, and nothing is
    shown of tables there, since a declaration may come from anybody. This does not apply if O(offline=false).
  - Runs on the controller, as part of the task; nothing is sent to any host.
author: The community.bigpanda contributors (@ansible-collections)
options:
  directory:
    description:
      - Directory on the controller with the YAML files of an organization, see the role
        P(community.bigpanda.organization#role). A relative path is resolved against the directory where
        C(ansible-playbook) is called.
      - A list of directories is a list of layers, as for that role. Messages about an object then name the directories
        without a line.
    type: raw
  organization:
    description:
      - The declaration, a dict of lists by kind. If O(directory) is also given, its files only give the lines in
        messages.
    type: dict
  feed:
    description:
      - A user feed, as a path on the controller, as the text of a CSV, or as a list of dicts. Its malformed rows are
        errors, and so are groups that are mapped to a role that does not exist.
    type: raw
  feed_mapping:
    description:
      - How the feed is read, a dict with the options of P(community.bigpanda.users_of_feed#filter) such as C(columns)
        and C(group_roles).
    type: dict
    default: {}
  roles:
    description:
      - Names of all roles that BigPanda has, to check the feed against. If omitted, the feed is checked against the
        roles that are declared, and a role that is not declared is only an error if its name resembles a declared one.
    type: list
    elements: str
  known:
    description:
      - Names of objects that BigPanda has and that are not declared, as lists by kind. C(*) in a name matches any text.
    type: dict
    default: {}
  strict:
    description: Whether warnings are errors.
    type: bool
    default: false
  offline:
    description:
      - Whether BigPanda is not asked afterwards. If false, names, new objects and tables are not checked, since the
        task that applies the declaration compares them with the live organization.
    type: bool
    default: true
  variables_of:
    description:
      - Name of a role of this collection. Variables with its prefix that it does not have are errors, such as
        C(user_provisioning_dryrun). The prefix C(organization_) is also used by others, so other names with it are only
        errors if they resemble a variable of a role, and otherwise warnings.
    type: str
    choices: [organization, organization_export, user_provisioning]
attributes:
  check_mode:
    description: Can run in check mode and return changed status prediction without modifying the target.
    support: full
    details: Nothing is ever changed.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same options, the second run changes nothing.
    support: full
  action:
    description: Indicates this has a corresponding action plugin so some parts of the options can be executed on the
      controller.
    support: full
    details: All of it runs on the controller.
seealso:
  - module: community.bigpanda.bigpanda_organization
  - module: community.bigpanda.bigpanda_ping
"""

EXAMPLES = r"""
- name: Check the files of an organization before they are merged
  community.bigpanda.bigpanda_validate:
    directory: organizations/emea

- name: Check them, and treat warnings as errors
  community.bigpanda.bigpanda_validate:
    directory: organizations/emea
    known:
      roles: [Night watch]
      environments: ["Legacy *"]
    strict: true

- name: Check a feed and the roles that it grants
  community.bigpanda.bigpanda_validate:
    directory: organizations/emea
    feed: feed.csv
    feed_mapping:
      columns: {user_name: mail, groups: memberOf}
      group_roles: {noc: Operations}

- name: Check a declaration in a variable
  community.bigpanda.bigpanda_validate:
    organization: "{{ bigpanda_organization }}"
"""

RETURN = r"""
feed_roles:
  description: The roles that the feed grants.
  returned: when O(feed) is given and can be read
  type: list
  elements: str
  sample: [Operations]
findings:
  description: Everything that is wrong, in the order of files and lines.
  returned: always
  type: list
  elements: dict
  contains:
    file:
      description: Path of the file, or what was checked.
      type: str
      sample: organizations/emea/roles.yml
    line:
      description: Line in the file, from 1. Null if the whole file is meant.
      type: int
      sample: 4
    severity:
      description: C(error) or C(warning).
      type: str
      sample: error
    message:
      description: What is wrong.
      type: str
      sample: 'role "Operations": unknown option "permisions".'
    advice:
      description: What to do.
      type: str
      sample: Did you mean permissions?
    subject:
      description: The user in that line of a feed, or empty.
      type: str
      sample: ""
    excerpt:
      description: The line of the file. Empty if it may contain a secret.
      type: str
      sample: 'permisions:'
"""
