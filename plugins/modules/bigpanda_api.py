#!/usr/bin/python
# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: bigpanda_api
short_description: Send any request to the BigPanda API
version_added: 0.1.0
description:
  - Sends one request that no other module of the collection makes, with the same credentials, pacing, retries and
    errors, and returns the answer.
  - It knows nothing of what it sends. It does not compare, so every method but V(GET) and V(HEAD) is sent each time and
    is a change. Use the module of the object where there is one.
author: The community.bigpanda contributors (!UNKNOWN)
options:
  method:
    description:
      - The HTTP method. V(GET) and V(HEAD) only read and are sent in check mode too; any other is not.
    type: str
    choices: [GET, HEAD, POST, PUT, PATCH, DELETE]
    default: GET
  path:
    description:
      - What follows the host, from the slash on, such as V(/resources/v2.1/roles). Ids that may hold other characters
        than letters, digits, C(-) and C(_) go through C(urlencode | replace('/', '%2F')), since the filter C(urlencode)
        alone leaves a slash as it is.
      - A full URL, a path on another host (C(//host/path)), C(..) as a part of it, a query, a fragment and braces are
        refused, so that no credential can be led elsewhere.
    type: str
    required: true
  host:
    description:
      - The host that serves the path. V(api) is O(api_url), V(integrations) is O(integrations_url), or what follows
        from O(region).
    type: str
    choices: [api, integrations]
    default: api
  credential:
    description:
      - The credential that the call takes. If it was not given, the task fails before anything is sent.
    type: str
    choices: [api_key, org_token]
    default: api_key
  query:
    description:
      - Query parameters, each a text, a number, a boolean (sent as C(true) or C(false)) or a list of these (sent as
        O(query_lists) says). Null values are left out.
      - Left out or empty, no query is sent.
    type: dict
  query_lists:
    description:
      - How lists in O(query) are sent. V(commas) makes one value of them (C(types=a,b)), V(repeated) repeats the
        parameter (C(ids=a&ids=b)). Which of them a call takes is written in BigPanda's API reference, if anywhere.
    type: str
    choices: [commas, repeated]
    default: commas
  headers:
    description:
      - Further headers, each a text, a number or a boolean, such as C(x-bp-app-key) of changes. Null values are left
        out. The values are taken for secrets and are masked in the result.
      - C(Authorization), C(Content-Type) and others by which the module itself says how it sends are refused.
      - Left out or empty, the module's own are sent alone. They are not sent when a job is asked for.
    type: dict
  body:
    description:
      - What to send. With O(body_format=json) a dict, a list or a text that is JSON; nulls inside are sent. With
        O(body_format=csv) a text.
      - With O(body_format=multipart) a dict of parts. A part is a text, or a dict with C(content), and with C(filename)
        and C(mime_type) where it is a file, all texts.
      - Left out, the request has no body. V(GET) and V(HEAD) take none.
    type: raw
  body_format:
    description:
      - V(json) sends O(body) as C(application/json), V(csv) as C(text/csv), as tables of enrichment maps are, and
        V(multipart) as C(multipart/form-data), as tables of advanced enrichment maps are.
    type: str
    choices: [json, csv, multipart]
    default: json
  all_pages:
    description:
      - Read a list to its end, for O(method=GET) only, and return its elements as RV(objects).
      - Pages are read until one is empty or holds nothing new. Elements that have an C(id) are told apart by it,
        others, and the rows of an enrichment map, by their whole content. Each is returned once, as it was found first.
      - The list may be the answer itself, its C(data), the only list in it, or what O(items_in) names.
    type: bool
    default: false
  page_style:
    description:
      - How the next page is asked for, with O(all_pages=true). V(page) counts pages from 1, V(index) counts elements
        from 1, as SCIM does, V(cursor) follows the header C(Link).
    type: str
    choices: [page, index, cursor]
    default: page
  page_parameter:
    description:
      - Name of the query parameter that O(page_style=page) and O(page_style=index) set.
    type: str
    default: page
  page_size_parameter:
    description:
      - Name of the query parameter that says how large a page is.
    type: str
    default: per_page
  page_size:
    description:
      - How many elements to ask for at once, with O(all_pages=true). Must be above 0; some calls allow 100 at most.
    type: int
    default: 100
  items_in:
    description:
      - The key of the answer that holds the elements, where the answer has several lists, with O(all_pages=true).
    type: str
    default: items
  wait_job:
    description:
      - Where the answer names a background job, wait until it is done. A job that fails or is lost fails the task.
      - An answer names a job by a C(job_id), or by a header C(Location) with status 202. It is asked for on the host
        and with the credential of the call.
      - Where it names none, the task warns and goes on. Does not go with O(all_pages=true).
    type: bool
    default: false
  wait_timeout:
    description:
      - Seconds to wait for the job, with O(wait_job=true). Must not be below 0.
    type: int
    default: 1800
attributes:
  check_mode:
    description: Can run in check mode and return what it would without it.
    support: partial
    details: V(GET) and V(HEAD) are sent. Any other method is not, and is reported as a change without an answer.
  diff_mode:
    description: Returns details on what has changed.
    support: none
  idempotent:
    description: A second run with the same options changes nothing.
    support: partial
    details: V(GET) and V(HEAD) change nothing. Any other method is sent, and is a change, each time.
notes:
  - Takes the User API Key (O(api_key)) or the Org Token (O(org_token)), as O(credential) says. Which of them a call
    takes, and which permission the owner of a User API Key needs, is written at the call in BigPanda's API reference.
  - A request other than V(GET) and V(HEAD) whose answer was lost, or that was answered with 5xx, is never repeated. The
    task fails and says that it may have been carried out all the same.
  - What is sent and what comes back is not masked, the two credentials and O(headers) aside. Use C(no_log) where a body
    or an answer holds something secret.
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

- name: Read the API keys of the organization, which hold secrets
  community.bigpanda.bigpanda_api:
    path: /resources/v2.1/apikeys
    credential: org_token
  register: keys
  no_log: true

- name: Read everything that a list holds
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

- name: Show how many came
  ansible.builtin.debug:
    msg: "{{ users.objects | length }} active users"

- name: Read two users, by a call that takes repeated parameters
  community.bigpanda.bigpanda_api:
    path: /resources/v2.1/users
    query:
      ids:
        - 60c5238222fa63633d93d52f
        - 60c5238222fa63633d93d530
    query_lists: repeated

- name: Tell of a change, by a call that takes a header of its own
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

- name: Make an environment
  community.bigpanda.bigpanda_api:
    method: POST
    path: /resources/v2.0/environments
    body:
      name: Production
      filter: host = prod*

- name: Replace the table of an enrichment map and wait until it is there
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
  description: HTTP status of the answer; V(null) with O(all_pages=true), and where nothing was sent.
  returned: success
  type: int
  sample: 200
json:
  description:
    - The answer, read as JSON, with its envelope; V(null) where it had no body or was no JSON, with O(all_pages=true),
      and where nothing was sent.
  returned: success
  type: raw
  sample: {id: 60c5238222fa63633d93d52f, name: Operations}
text:
  description: The answer as it came, where the service says that it is no JSON; V(null) otherwise.
  returned: success
  type: str
  sample: null
objects:
  description:
    - The elements of all pages, each once; V(null) without O(all_pages=true).
  returned: success
  type: list
  elements: raw
  sample: [{id: 60c5238222fa63633d93d52f, name: Operations}]
job:
  description: The background job that was waited for; V(null) where there was none.
  returned: success
  type: dict
  contains:
    id:
      description: ID of the job; V(null) where the service names only its place.
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
