#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_api
short_description: Send any request to the BigPanda API
version_added: 1.0.0
description:
  - Sends a request that no other module of the collection supports, and returns the response. Credentials, rate limits,
    retries and errors work as in the other modules.
  - The module does not compare anything, so every method except V(GET) and V(HEAD) is sent on every run and reported as
    a change. Use the module for the object if there is one.
author: The community.bigpanda contributors (@ansible-collections)
options:
  method:
    description:
      - HTTP method. V(GET) and V(HEAD) only read, and are sent in check mode too; other methods are not.
    type: str
    choices: [GET, HEAD, POST, PUT, PATCH, DELETE]
    default: GET
  path:
    description:
      - Path of the request, starting with a slash, such as V(/resources/v2.1/roles). If an ID may contain other
        characters than letters, digits, C(-) and C(_), encode it with V(urlencode | replace('/', '%2F'\)), since the
        filter C(urlencode) does not encode slashes.
      - Full URLs, paths on another host (C(//host/path)), C(..) as a path segment, queries, fragments and braces are
        refused, so that no credential can be sent elsewhere.
    type: str
    required: true
  host:
    description:
      - Host to send the request to. V(api) is O(api_url), V(integrations) is O(integrations_url), or the hosts that
        follow from O(region).
    type: str
    choices: [api, integrations]
    default: api
  credential:
    description:
      - Credential to use for the call. If it is not set, the task fails before sending anything.
    type: str
    choices: [api_key, org_token]
    default: api_key
  query:
    description:
      - Query parameters. Each value is a text, a number, a boolean (sent as C(true) or C(false)) or a list of these
        (sent according to O(query_lists)). Null values are omitted.
      - If omitted or empty, no query is sent.
    type: dict
  query_lists:
    description:
      - How lists in O(query) are sent. V(commas) joins the values (C(types=a,b)), V(repeated) repeats the parameter
        (C(ids=a&ids=b)). BigPanda's API reference does not always document which format a call expects.
    type: str
    choices: [commas, repeated]
    default: commas
  headers:
    description:
      - Additional headers, such as C(x-bp-app-key) for changes. Each value is a text, a number or a boolean. Null
        values are omitted. The values are treated as secrets and masked in the result, if they have at least five
        characters.
      - C(Authorization), C(Content-Type) and other headers that the module sets itself are refused.
      - If omitted or empty, only the module's own headers are sent. Additional headers are not sent when polling a job.
    type: dict
  body:
    description:
      - Content of the request. With O(body_format=json), a dict, a list or JSON text; nulls inside it are sent. With
        O(body_format=csv), text.
      - With O(body_format=multipart), a dict of parts. A part is a text, or a dict with C(content), and for files also
        C(filename) and C(mime_type). All of these are texts.
      - If omitted, the request has no body. Not allowed for V(GET) and V(HEAD).
    type: raw
  body_format:
    description:
      - V(json) sends O(body) as C(application/json). V(csv) sends it as C(text/csv), used for tables of enrichment
        maps. V(multipart) sends it as C(multipart/form-data), used for tables of advanced enrichment maps.
    type: str
    choices: [json, csv, multipart]
    default: json
  all_pages:
    description:
      - Read all pages of a list, and return its elements as RV(objects). Requires O(method=GET).
      - Pages are read until one is empty or contains nothing new. Elements are identified by their C(id). Elements
        without an ID, and rows of enrichment maps, are identified by their whole content. Each element is returned
        once, as it was first found.
      - The list may be the response itself, its C(data), the only list in it, or the one named by O(items_in).
      - The task warns if objects may be missing, because the second page repeats the first, or because the response
        states a larger total.
    type: bool
    default: false
  page_style:
    description:
      - How to request the next page with O(all_pages=true). V(page) counts pages from 1, V(index) counts elements from
        1 as SCIM does, V(cursor) follows the header C(Link).
    type: str
    choices: [page, index, cursor]
    default: page
  page_parameter:
    description:
      - Name of the query parameter for the page or the index, used with O(page_style=page) and O(page_style=index).
    type: str
    default: page
  page_size_parameter:
    description:
      - Name of the query parameter for the page size.
    type: str
    default: per_page
  page_size:
    description:
      - Number of elements per page, with O(all_pages=true). At least V(1); some calls allow at most 100.
    type: int
    default: 100
  items_in:
    description:
      - Key of the response that contains the elements, if the response has several lists. Used with O(all_pages=true).
    type: str
    default: items
  wait_job:
    description:
      - If the response refers to a background job, wait until the job is done. If the job fails or is lost, the task
        fails.
      - A response refers to a job with a C(job_id), or with a header C(Location) and status 202. The job is polled on
        the host and with the credential of the call.
      - If the response does not refer to a job, the task warns and continues. Mutually exclusive with
        O(all_pages=true).
    type: bool
    default: false
  wait_timeout:
    description:
      - Maximum number of seconds to wait for the job, with O(wait_job=true). At least V(0).
    type: int
    default: 1800
attributes:
  check_mode:
    description: Can run in check mode and return changed status prediction without modifying the target.
    support: partial
    details: V(GET) and V(HEAD) are sent. Other methods are not sent, and are reported as changes without a response.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in check mode), when in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same options, the second run changes nothing.
    support: partial
    details: V(GET) and V(HEAD) change nothing. Other methods are sent and reported as changes on every run.
notes:
  - Requires the User API Key (O(api_key)) or the Org Token (O(org_token)), according to O(credential). BigPanda's API
    reference documents for each call which of them it accepts, and which permission the owner of a User API Key needs.
  - A request other than V(GET) and V(HEAD) is never repeated if its response was lost or had a 5xx status. The task
    fails and reports that the request may have been carried out.
  - The checks and safety limits of the other modules do not apply. In particular, it is not checked whether the owner
    of the User API Key keeps the permissions that are needed to undo the request. The task warns if a C(PUT), C(PATCH)
    or C(DELETE) request changes a role, a user, an API key or a service account. Use
    M(community.bigpanda.bigpanda_role) and M(community.bigpanda.bigpanda_scim_user) instead, which check it.
  - Requests and responses are not masked, except for the two credentials and O(headers). Use C(no_log) if a body or a
    response contains a secret.
seealso:
  - module: community.bigpanda.bigpanda_ping
extends_documentation_fragment:
  - community.bigpanda._connection
"""

EXAMPLES = r"""
- name: Read the roles of the organization
  community.bigpanda.bigpanda_api:
    path: /resources/v2.1/roles
  register: roles

- name: Read the API keys of the organization, which are secret
  community.bigpanda.bigpanda_api:
    path: /resources/v2.1/apikeys
    credential: org_token
  register: keys
  no_log: true

- name: Read all pages of a list
  community.bigpanda.bigpanda_api:
    path: /resources/v2.0/scim/Users
    query:
      filter: active eq true
    all_pages: true
    page_style: index
    page_parameter: startIndex
    page_size_parameter: count
    items_in: Resources
  register: users

- name: Show the number of elements
  ansible.builtin.debug:
    msg: "{{ users.objects | length }} active users"

- name: Read two users, with repeated query parameters
  community.bigpanda.bigpanda_api:
    path: /resources/v2.1/users
    query:
      ids:
        - 60c5238222fa63633d93d52f
        - 60c5238222fa63633d93d530
    query_lists: repeated

- name: Report a change, with an additional header
  community.bigpanda.bigpanda_api:
    method: POST
    path: /data/changes
    headers:
      x-bp-app-key: "{{ vault_bigpanda_changes_app_key }}"
    body:
      identifier: CNG-166146
      status: Done
      summary: Lower the network overhead of the CAP configuration
      start: 1879723984
      end: 1879727584

- name: Create an environment
  community.bigpanda.bigpanda_api:
    method: POST
    path: /resources/v2.0/environments
    body:
      name: Production
      filter: host = prod*

- name: Replace the table of an enrichment map and wait until it is loaded
  community.bigpanda.bigpanda_api:
    method: POST
    path: /resources/v2.1/mapping-enrichment/{{ map_id | urlencode | replace('/', '%2F') }}/map
    body: "{{ lookup('ansible.builtin.file', 'owners.csv', rstrip=false) }}"
    body_format: csv
    wait_job: true

- name: Replace the table of an advanced enrichment map
  community.bigpanda.bigpanda_api:
    method: POST
    path: /resources/alert-enricher/schemas/{{ schema_id | urlencode | replace('/', '%2F') }}/rules
    body:
      csvdata:
        filename: owners.csv
        mime_type: text/csv
        content: "{{ lookup('ansible.builtin.file', 'owners.csv', rstrip=false) }}"
    body_format: multipart
    wait_job: true
"""

RETURN = r"""
status:
  description: HTTP status of the response; V(null) if O(all_pages=true), or if nothing was sent.
  returned: success
  type: int
  sample: 200
json:
  description:
    - The response as JSON, including its envelope; V(null) if it had no body or was not JSON, if O(all_pages=true), or
      if nothing was sent.
  returned: success
  type: raw
  sample: {id: 60c5238222fa63633d93d52f, name: Operations}
text:
  description: The response as text, if BigPanda declares that it is not JSON; V(null) otherwise.
  returned: success
  type: str
  sample: null
objects:
  description:
    - Elements of all pages, each once; V(null) without O(all_pages=true).
  returned: success
  type: list
  elements: raw
  sample: [{id: 60c5238222fa63633d93d52f, name: Operations}]
job:
  description: The background job; V(null) if there was none to wait for.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the job; V(null) if BigPanda only returns its location.
      type: str
      returned: always
      sample: 0f5c2c0e-6d0f-4f3b-8f44-3a2f6f6f0c11
    status:
      description: Status of the job.
      type: str
      returned: always
      sample: done
"""

from ansible_collections.community.bigpanda.plugins.module_utils._module.request import run_request
from ansible_collections.community.bigpanda.plugins.module_utils._resources.known_path import KNOWN_PATHS


def main():
    run_request(KNOWN_PATHS)


if __name__ == "__main__":
    main()
