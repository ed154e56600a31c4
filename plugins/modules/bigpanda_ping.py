#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_ping
short_description: Check the connection to BigPanda
version_added: 1.0.0
description:
  - Checks hosts, proxies and certificates, the type and validity of each credential, and the permissions that modules
    need. For each problem it returns how to fix it.
  - Only sends read requests. Hosts are first contacted without a credential. Credentials are only sent to the
    configured hosts, so a wrong region can be suspected but is never tried.
author: The community.bigpanda contributors (@ansible-collections)
options:
  for_modules:
    description:
      - Names of the modules to check permissions for, with or without C(community.bigpanda.). The permissions that they
        need are returned as RV(permissions).
      - A missing permission is an error if one of the modules always needs it. It is a warning if the modules only need
        it for some of their options, such as for looking up names; M(community.bigpanda.bigpanda_organization) and
        M(community.bigpanda.bigpanda_organization_info) only need the permissions of the kinds that you use. It is an
        error again if none of the permissions of a module is known to be granted.
      - A permission is a warning, too, if it cannot be determined whether the owner has it.
      - The same applies to credentials that the modules need and that are not given.
      - If omitted or empty, permissions are not checked. The permissions for M(community.bigpanda.bigpanda_api) are not
        known and this module needs none, so they cannot be listed.
    type: list
    elements: str
    default: []
  fail_on:
    description:
      - Fail the task if there is a finding with this severity or a worse one. The returned values are the same. The
        other findings with the severity V(error) or V(warning) are shown as warnings of the task.
      - With V(warning), the task also fails if a permission cannot be determined. BigPanda does not document how roles
        grant full access to most configurations, so use it only for modules of which all permissions can be determined.
      - With V(never), the task succeeds regardless of the findings. It still fails on invalid options.
    type: str
    choices: [error, warning, never]
    default: error
notes:
  - Uses the User API Key (O(api_key)) and the Org Token (O(org_token)), if they are given, and needs no permission. It
    can report more if the owner of the User API Key has the permissions C(Roles Management) (view) and C(API Keys)
    (view); the latter is only needed if the Org Token is not given.
  - A read permission is tested with a small read request, permissions on environments in the first environment that is
    listed. Permissions to change something are never tested but looked up in the roles of the owner. They remain
    unknown if the roles or the owner cannot be read, or if the owner only has them on some environments. It is also
    unknown whether full access on environments includes C(Environment - Incident Actions). For a service account, the
    roles are those that its key names.
  - BigPanda does not document how it refuses a token of the wrong type. If the reason of a refusal could be either the
    token type or a missing permission, neither is reported, and RV(credentials) or RV(permissions) contain V(null).
  - A request is never retried for longer than 10 seconds, regardless of O(retry_timeout).
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Stop if the connection does not work
  community.bigpanda.bigpanda_ping:
    region: eu

- name: Check the connection
  community.bigpanda.bigpanda_ping:
    region: eu
    fail_on: never
  register: connection

- name: Show what to fix
  ansible.builtin.debug:
    msg: "{{ item.severity }}: {{ item.finding }} {{ item.advice }}"
  loop: "{{ connection.findings }}"
  loop_control:
    label: "{{ item.finding }}"

- name: Continue only if roles and users can be managed
  community.bigpanda.bigpanda_ping:
    for_modules: [bigpanda_role, bigpanda_scim_user]
"""

RETURN = r"""
msg:
  description: One line with the number of errors and warnings and the most severe finding.
  returned: when the options are valid
  type: str
  sample: >-
    1 error and 2 warnings. The token given as api_key is not accepted. It is wrong or has expired, its owner is
    inactive, or the region is wrong: check api_key and region.
region:
  description: The given region, or the default.
  returned: when the options are valid
  type: str
  sample: us
hosts:
  description: Results for the hosts C(api) and C(integrations).
  returned: when the options are valid
  type: dict
  contains:
    api:
      description: The host of the REST API.
      type: dict
      returned: always
      contains: &host
        url:
          description: Base URL; V(null) if the options do not define one.
          type: str
          returned: always
          sample: https://api.bigpanda.io
        reachable:
          description: Whether the host answered; V(null) if it was not contacted.
          type: bool
          returned: always
          sample: true
        tls:
          description: Whether its certificate was accepted; V(null) if no certificate was received.
          type: bool
          returned: always
          sample: true
        proxy:
          description: Proxy used for requests, without user and password; V(null) if there is none.
          type: str
          returned: always
          sample: http://proxy.example.com:3128
        problem:
          description: Why the host cannot be used; V(null) if it can.
          type: str
          returned: always
          sample: the name api.example.com cannot be resolved.
        advice:
          description: How to fix it; V(null) if there is no problem.
          type: str
          returned: always
          sample: Check region and api_url.
    integrations:
      description: The host that receives alerts. Only the few modules that send alerts need it.
      type: dict
      returned: always
      contains: *host
credentials:
  description: Results for the credentials, by the option they were given as.
  returned: when the options are valid
  type: dict
  contains:
    api_key:
      description: The User API Key.
      type: dict
      returned: always
      contains: &credential
        given:
          description: Whether the credential was given.
          type: bool
          returned: always
          sample: true
        valid:
          description: Whether BigPanda accepts it; V(null) if it was not given or this cannot be determined.
          type: bool
          returned: always
          sample: true
        kind:
          description: The option that this token belongs to, as far as BigPanda's answers show; V(null) if they do not.
          type: str
          returned: always
          sample: api_key
        owner:
          description:
            - Details of the User API Key, found by its last characters; V(null) for the Org Token, if API keys cannot
              be listed, and if no key or several keys end with these characters.
          type: dict
          returned: always
          contains:
            name:
              description: Name of the key.
              type: str
              returned: always
              sample: onboarding
            user_id:
              description: ID of the user who owns the key; V(null) for a key of a service account.
              type: str
              returned: always
              sample: 60c5238222fa63633d93d52f
            service_account_id:
              description: ID of the service account that owns the key; V(null) for a key of a user.
              type: str
              returned: always
              sample: 60c5238222fa63633d93d530
            expires_at:
              description: When the key expires. Unix epoch, seconds; V(null) if it does not expire.
              type: int
              returned: always
              sample: 1798761600
    org_token:
      description: The Org Token.
      type: dict
      returned: always
      contains: *credential
permissions:
  description: Permissions of the owner of the User API Key that the modules in O(for_modules) need.
  returned: when the options are valid
  type: list
  elements: dict
  contains:
    name:
      description: Name of the permission.
      type: str
      returned: always
      sample: Roles Management
    level:
      description: V(view) to read, V(full_access) to change. V(full_access) includes V(view).
      type: str
      returned: always
      sample: full_access
    granted:
      description: Whether the owner has the permission; V(null) if this cannot be determined.
      type: bool
      returned: always
      sample: true
    reason:
      description: Why this cannot be determined; V(null) if it can.
      type: str
      returned: always
      sample: The roles cannot be read, and testing it would change something.
    needed_by:
      description: Modules that need the permission.
      type: list
      elements: str
      returned: always
      sample: [bigpanda_role]
findings:
  description: Problems and remarks, the most severe first; empty if there are none.
  returned: when the options are valid
  type: list
  elements: dict
  contains:
    severity:
      description:
        - V(error) if something will fail, V(warning) if something may fail or cannot be determined, V(info) if this may
          be intended.
      type: str
      returned: always
      sample: error
    finding:
      description: What is wrong.
      type: str
      returned: always
      sample: The token given as api_key is not accepted.
    advice:
      description: How to fix it.
      type: str
      returned: always
      sample: "It is wrong or has expired, its owner is inactive, or the region is wrong: check api_key and region."
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.doctor import run_doctor
from ansible_collections.community.bigpanda.plugins.module_utils._resources.doctor import DOCTOR


def main():
    run_doctor(DOCTOR)


if __name__ == "__main__":
    main()
