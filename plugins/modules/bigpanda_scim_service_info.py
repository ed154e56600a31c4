#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_scim_service_info
short_description: Read what the SCIM service of BigPanda supports
version_added: 1.0.0
description:
  - Returns the configuration of the SCIM 1.1 service, the schema of its users, and all its schemas.
  - Use it to check an organization before provisioning users, and to find BigPanda's own limits.
author: The community.bigpanda contributors (@ansible-collections)
notes:
  - Requires the User API Key (O(api_key)). Its owner needs the permission C(User Management) (view).
seealso:
  - module: community.bigpanda.bigpanda_scim_user
extends_documentation_fragment:
  - community.bigpanda._connection
  - community.bigpanda._info
"""

EXAMPLES = r"""
- name: Read what the SCIM service supports
  community.bigpanda.bigpanda_scim_service_info:
  register: scim

- name: Stop early if users cannot be filtered
  ansible.builtin.assert:
    that: scim.service_provider_config.filter.supported
"""

RETURN = r"""
service_provider_config:
  description: What the SCIM service supports, according to its own description. BigPanda may add keys.
  returned: success
  type: dict
  sample:
    patch: {supported: true}
    bulk: {supported: false, maxOperations: 10000, maxPayloadSize: 10000000}
    filter: {supported: true, maxResults: 1000}
    changePassword: {supported: false}
    sort: {supported: true}
    etag: {supported: false}
    xmlDataFormat: {supported: false}
user_schema:
  description: Attributes of a user.
  returned: success
  type: dict
  sample:
    id: urn:scim:schemas:core:1.0:User
    name: User
    endpoint: /Users
    attributes:
      - {name: userName, type: string, multiValued: false, required: true, readOnly: false}
schemas:
  description: All schemas of the SCIM service.
  returned: success
  type: list
  elements: dict
  sample:
    - {id: "urn:scim:schemas:core:1.0:User", name: User}
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.read_only import run_read_only
from ansible_collections.community.bigpanda.plugins.module_utils._resources.scim_service import (
    SCHEMAS,
    SERVICE_PROVIDER_CONFIG,
    USER_SCHEMA,
)


def main():
    run_read_only(SERVICE_PROVIDER_CONFIG, USER_SCHEMA, SCHEMAS)


if __name__ == "__main__":
    main()
