#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_ping
short_description: Find out whether a connection to BigPanda will do
version_added: 0.1.0
description:
  - Looks at hosts, proxies and certificates, at the kind and validity of each credential, and at the permissions that
    modules need, and returns for each thing that is wrong what to do about it.
  - Sends reads alone. Hosts are first asked without a credential, and credentials are sent to the configured hosts
    only, so another region is never tried, only suspected.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  for_modules:
    description:
      - Names of the modules that are to be run, with or without C(community.bigpanda.). The permissions that they need
        are returned as RV(permissions), and each that is missing is a finding, also where a module needs it for some of
        its options only. So is a credential that a module needs and that was not given.
      - Left out or empty, no permission is looked at. M(community.bigpanda.bigpanda_api) and this module need none that
        is known, so they cannot be named.
    type: list
    elements: str
    default: []
  fail_on:
    description:
      - Fail the task when there is a finding of this severity or a worse one. The result is the same.
      - With V(never), the task succeeds whatever is found. It still fails on wrong options.
    type: str
    choices: [never, error, warning]
    default: never
notes:
  - Takes the User API Key (O(api_key)) and the Org Token (O(org_token)), whichever are given, and needs no permission.
    It tells more where the owner of the User API Key has the permissions C(Roles Management) (view) and C(API Keys)
    (view), the latter only where the Org Token is not given.
  - A read permission is tried with a small read, one on environments in the first that is listed. Permissions to change
    something are never tried but looked up in the roles of the owner, so they stay unknown where roles, or the owner,
    cannot be read, and where the owner has them only on some environments. Whether full access on environments includes
    C(Environment - Incident Actions) is not sure either. The roles of a service account are those that its key names.
  - BigPanda does not state how it refuses a token of the wrong kind. Where a refusal may be that or the want of a
    permission, neither is claimed, and RV(credentials) or RV(permissions) say V(null).
  - No request is repeated for longer than 10 seconds, whatever O(retry_timeout) says.
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Look at the connection
  community.bigpanda.bigpanda_ping:
    region: eu
  register: doctor

- name: Show what to mend
  ansible.builtin.debug:
    msg: "{{ item.severity }}: {{ item.finding }} {{ item.advice }}"
  loop: "{{ doctor.findings }}"
  loop_control:
    label: "{{ item.finding }}"

- name: Go on only where roles and users can be managed
  community.bigpanda.bigpanda_ping:
    for_modules: [bigpanda_role, bigpanda_scim_user]
    fail_on: error
"""

RETURN = r"""
region:
  description: The region that was given, or the default.
  returned: when the options can be used
  type: str
  sample: us
hosts:
  description: What was seen of the hosts C(api) and C(integrations).
  returned: when the options can be used
  type: dict
  contains:
    api:
      description: The host of the REST API.
      type: dict
      returned: always
      contains: &host
        url:
          description: Its base URL; V(null) where none follows from the options.
          type: str
          returned: always
          sample: https://api.bigpanda.io
        reachable:
          description: Whether it answered; V(null) where it was not asked.
          type: bool
          returned: always
          sample: true
        tls:
          description: Whether its certificate was accepted; V(null) where none was seen.
          type: bool
          returned: always
          sample: true
        proxy:
          description: The proxy by which requests go, without user and password; V(null) where there is none.
          type: str
          returned: always
          sample: http://proxy.example.com:3128
        problem:
          description: Why it cannot be used; V(null) where it can.
          type: str
          returned: always
          sample: the name api.example.com cannot be resolved.
        advice:
          description: What to do about it; V(null) where there is no problem.
          type: str
          returned: always
          sample: Check region and api_url.
    integrations:
      description: The host that takes alerts. The few modules that send any need it.
      type: dict
      returned: always
      contains: *host
credentials:
  description: What was seen of the credentials, by the option that they were given as.
  returned: when the options can be used
  type: dict
  contains:
    api_key:
      description: The User API Key.
      type: dict
      returned: always
      contains: &credential
        given:
          description: Whether it was given.
          type: bool
          returned: always
          sample: true
        valid:
          description: Whether the service accepts it; V(null) where it was not given or that cannot be told.
          type: bool
          returned: always
          sample: true
        kind:
          description: The option that it belongs to, as far as the service's answers tell; V(null) where they do not.
          type: str
          returned: always
          sample: api_key
        owner:
          description:
            - What is known of the User API Key, by its last characters; V(null) for the Org Token, where API keys
              cannot be listed, and where none or several end like it.
          type: dict
          returned: always
          contains:
            name:
              description: Name of the key.
              type: str
              returned: always
              sample: onboarding
            user_id:
              description: ID of the user whose key it is; V(null) for that of a service account.
              type: str
              returned: always
              sample: 60c5238222fa63633d93d52f
            service_account_id:
              description: ID of the service account whose key it is; V(null) for that of a user.
              type: str
              returned: always
              sample: 60c5238222fa63633d93d530
            expires_at:
              description: When it expires. Unix epoch, seconds; V(null) for never.
              type: int
              returned: always
              sample: 1798761600
    org_token:
      description: The Org Token.
      type: dict
      returned: always
      contains: *credential
permissions:
  description: What the modules of O(for_modules) need of the owner of the User API Key.
  returned: when the options can be used
  type: list
  elements: dict
  contains:
    name:
      description: Name of the permission.
      type: str
      returned: always
      sample: Roles Management
    level:
      description: V(view) to read, V(full_access) to change, which includes V(view).
      type: str
      returned: always
      sample: full_access
    granted:
      description: Whether the owner has it; V(null) where that cannot be told.
      type: bool
      returned: always
      sample: true
    reason:
      description: Why it cannot be told; V(null) where it can.
      type: str
      returned: always
      sample: The roles cannot be read, and it is not tried, since that would change something.
    needed_by:
      description: The modules that need it.
      type: list
      elements: str
      returned: always
      sample: [bigpanda_role]
findings:
  description: What is wrong or worth knowing, the worst first; empty if nothing is.
  returned: when the options can be used
  type: list
  elements: dict
  contains:
    severity:
      description:
        - V(error), something will fail; V(warning), something may; V(info), all may be as you want it.
      type: str
      returned: always
      sample: error
    finding:
      description: What is wrong.
      type: str
      returned: always
      sample: The token given as api_key is not accepted.
    advice:
      description: What to do about it.
      type: str
      returned: always
      sample: "It is wrong or has expired, its owner is inactive, or the region is wrong: check api_key and region."
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.checkup import run_checkup
from ansible_collections.community.bigpanda.plugins.module_utils._resources.checkup import CHECKUP


def main():
    run_checkup(CHECKUP)


if __name__ == "__main__":
    main()
