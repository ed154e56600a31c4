# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the service is and who we are: the options that every module shares."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_key:
    description:
      - User API Key of a user or a service account. What it may do depends on the roles of its owner.
      - Required by most modules; each module documents which credential it needs.
      - If the option is not set, the environment variable E(BIGPANDA_API_KEY) is used.
    type: str
    aliases: [api_token]
  org_token:
    description:
      - Org Token of the organization. Required by the few calls that do not accept a User API Key.
      - If the option is not set, the environment variable E(BIGPANDA_ORG_TOKEN) is used.
    type: str
  region:
    description:
      - Region of the organization. V(us) uses C(api.bigpanda.io) and C(integrations.bigpanda.io), V(eu) uses
        C(eu-api.bigpanda.io) and C(eu.integrations.bigpanda.io).
      - With the wrong region, BigPanda answers that nothing is found, or that the token is invalid.
      - If the option is not set, the environment variable E(BIGPANDA_REGION) is used.
    type: str
    choices: [us, eu]
    default: us
  api_url:
    description:
      - Base URL of the REST API. Overrides the URL that follows from O(region).
      - Must begin with C(https://), and must not contain a user name, password, query or fragment. C(http://) is only
        accepted for C(127.0.0.1), C(::1) and C(localhost).
      - If the option is not set, the environment variable E(BIGPANDA_API_URL) is used.
    type: str
  integrations_url:
    description:
      - Base URL of the integrations host. Overrides the URL that follows from O(region).
      - If O(api_url) is set without this option, calls to the integrations host fail, so that no credential is sent to
        the real host by accident.
      - If the option is not set, the environment variable E(BIGPANDA_INTEGRATIONS_URL) is used.
    type: str
  validate_certs:
    description:
      - Whether to verify BigPanda's certificate. Set it to V(false) for test servers only.
      - If the option is not set, the environment variable E(BIGPANDA_VALIDATE_CERTS) is used. The variables
        E(REQUESTS_CA_BUNDLE) and E(CURL_CA_BUNDLE) are ignored.
    type: bool
    default: true
  ca_path:
    description:
      - PEM file, or directory of hashed certificates, of the certificate authorities to trust. Omit to use the
        authorities that come with the Python library C(requests).
      - If the option is not set, the environment variable E(BIGPANDA_CA_PATH) is used.
    type: path
  timeout:
    description:
      - Seconds to wait for a connection, and between two bytes of a response. Must be greater than 0.
      - A complete response may take ten times as long, counted from when the request was sent.
      - If the option is not set, the environment variable E(BIGPANDA_TIMEOUT) is used.
    type: float
    default: 30
  retry_timeout:
    description:
      - How long to retry a request, in seconds, if BigPanda limits the rate (429) or fails (500, 502, 503, 504), or if
        the connection is lost. V(0) disables retries.
      - A request that changes something and whose outcome is unknown is only repeated after its effect was looked up,
        or if BigPanda documents that repeating it is harmless.
      - If the option is not set, the environment variable E(BIGPANDA_RETRY_TIMEOUT) is used.
    type: float
    default: 300
  rate_limit_share:
    description:
      - Fraction of each published rate limit that this task may use. For four jobs that run at the same time, set
        V(0.25) for each.
      - At least V(0.001). Set it above 1 if BigPanda raised the limits of the organization.
      - If the option is not set, the environment variable E(BIGPANDA_RATE_LIMIT_SHARE) is used.
    type: float
    default: 1.0
  max_answer_mb:
    description:
      - Maximum size of a response, in megabytes of 1024 kilobytes, after decompression. The task fails as soon as a
        response exceeds it. At least V(1), at most V(1024).
      - Raise it if a list or a table of the organization is larger. Reading a response takes several times its size in
        memory.
      - If the option is not set, the environment variable E(BIGPANDA_MAX_ANSWER_MB) is used.
    type: float
    default: 64
notes:
  - Connection options can be set once for all modules, with C(module_defaults) for the group
    C(group/community.bigpanda.all) or in the environment of the host where the module runs. Options take precedence
    over environment variables. An environment variable that is empty or contains only whitespace counts as not set.
  - Proxies are taken from the usual environment variables E(HTTPS_PROXY), E(ALL_PROXY) and E(NO_PROXY). A SOCKS proxy
    requires the Python library C(PySocks). Requests over plain C(http://) only go to the local machine and never use a
    proxy.
  - C(.netrc) files are not read, and redirects are refused.
requirements:
  - requests
"""
