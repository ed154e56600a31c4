# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that checks the hosts that a playbook is to run on."""

from __future__ import annotations

DOCUMENTATION = r"""
name: hosts_of_inventory
short_description: Check the hosts that a playbook is to run on
version_added: 1.0.0
author: The community.bigpanda contributors (@ansible-collections)
description:
  - Returns a pattern for C(hosts) of a play, and fails if it names a host or group that does not exist. Ansible itself
    runs on no host then, and succeeds, so a misspelled organization looks as if everything was done.
  - Names may contain whitespace. Expressions with C(:), C(!), C(&) or C(~) are not checked.
options:
  _input:
    description:
      - Names of hosts or groups, as a list or as text with commas or line breaks between them.
      - V(null), empty text and text that contains only whitespace mean all hosts.
    type: raw
  groups:
    description: The variable C(groups) of Ansible.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Run on the organizations of a survey, or on all
  hosts: "{{ bigpanda_hosts | default('') | community.bigpanda.hosts_of_inventory(groups) }}"
  tasks:
    - name: Check the connection
      community.bigpanda.bigpanda_ping:
"""

RETURN = r"""
_value:
  description: The pattern.
  type: str
  sample: acme,globex
"""

import fnmatch
import re
from collections.abc import Mapping

from ansible.errors import AnsibleFilterError
from ansible_collections.community.bigpanda.plugins.module_utils._core.values.suggestions import did_you_mean
from ansible_collections.community.bigpanda.plugins.plugin_utils.unsafe import as_unsafe

# Ansible makes this host if it is named.
IMPLICIT = {"localhost", "127.0.0.1", "::1"}
# What makes a name an expression, which only Ansible understands.
EXPRESSION = re.compile(r"[~!&:;]")


def hosts_of_inventory(chosen, groups):
    if not isinstance(groups, Mapping):
        raise AnsibleFilterError("hosts_of_inventory: give the variable groups of Ansible.")
    listed = chosen if isinstance(chosen, (list, tuple)) else re.split(r"[,\n]", "" if chosen is None else str(chosen))
    names = [str(name).strip() for name in listed if str(name).strip()] or ["all"]
    known = {"all", *IMPLICIT, *groups, *(host for hosts in groups.values() for host in hosts)}
    for name in names:
        if not (EXPRESSION.search(name) or name in known or fnmatch.filter(known, name)):
            hint = did_you_mean(name, sorted(known)) or "A slice of a job only knows its own hosts."
            raise AnsibleFilterError(f'bigpanda_hosts: "{name}" is not a host or group of the inventory. {hint}')
    # After a comma, Ansible does not take whitespace for the end of a name.
    return as_unsafe(",".join(names) + ("," if re.search(r"\s", names[0]) else ""))


class FilterModule:
    """The filters of this file."""

    def filters(self):
        return {"hosts_of_inventory": hosts_of_inventory}
