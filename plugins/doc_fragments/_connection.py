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
      - User API Key, of a user or of a service account. What it may do follows from the roles of its owner.
      - Needed by most modules; each module says which credential it takes.
      - If neither the option nor the environment variable E(BIGPANDA_API_KEY) is set, there is none.
    type: str
  org_token:
    description:
      - Org Token of the organization. Needed by the few calls that take no User API Key.
      - If neither the option nor the environment variable E(BIGPANDA_ORG_TOKEN) is set, there is none.
    type: str
  region:
    description:
      - Where the organization lives. V(us) is C(api.bigpanda.io) and C(integrations.bigpanda.io), V(eu) is
        C(eu-api.bigpanda.io) and C(eu.integrations.bigpanda.io).
      - The wrong region answers that nothing is found, or that the token is wrong.
      - The environment variable E(BIGPANDA_REGION) is used where the option is not set.
    type: str
    choices: [us, eu]
    default: us
  api_url:
    description:
      - Base URL of the REST API, in place of the one that follows from O(region).
      - Must begin with C(https://), without user name, password, query and fragment; C(http://) is taken for
        C(127.0.0.1), C(::1) and C(localhost) only.
      - The environment variable E(BIGPANDA_API_URL) is used where the option is not set.
    type: str
  integrations_url:
    description:
      - Base URL of the integrations host, in place of the one that follows from O(region).
      - If O(api_url) is given without it, a call to the integrations host is an error, so that no credential goes to
        the real host by accident.
      - The environment variable E(BIGPANDA_INTEGRATIONS_URL) is used where the option is not set.
    type: str
  validate_certs:
    description:
      - Whether the certificate of the service is verified. V(false) is for test servers only.
      - The environment variable E(BIGPANDA_VALIDATE_CERTS) is used where the option is not set. The variables
        E(REQUESTS_CA_BUNDLE) and E(CURL_CA_BUNDLE) are not.
    type: bool
    default: true
  ca_path:
    description:
      - PEM file, or folder of hashed certificates, of the authorities to trust. Leave out for the authorities that
        the Python library C(requests) comes with.
      - The environment variable E(BIGPANDA_CA_PATH) is used where the option is not set.
    type: path
  timeout:
    description:
      - Seconds to wait for a connection, and between two bytes of an answer. Must be above 0.
      - An answer as a whole, counted from when the request was sent, may take ten times that.
      - The environment variable E(BIGPANDA_TIMEOUT) is used where the option is not set.
    type: float
    default: 30
  retry_timeout:
    description:
      - Seconds that one request may spend being retried, when the service limits the rate (429), fails (500, 502,
        503, 504) or the connection is lost. V(0) means that nothing is ever retried.
      - A request that changes something and whose outcome is unknown is repeated only after its effect was looked up,
        or where BigPanda says that repeating it is harmless.
      - The environment variable E(BIGPANDA_RETRY_TIMEOUT) is used where the option is not set.
    type: float
    default: 300
  rate_limit_share:
    description:
      - The part of each published rate limit that this task may use. Give each of four jobs that run side by side
        V(0.25).
      - At least V(0.001); above 1 where BigPanda raised the limits of the organization.
      - The environment variable E(BIGPANDA_RATE_LIMIT_SHARE) is used where the option is not set.
    type: float
    default: 1.0
  max_answer_mb:
    description:
      - The largest answer that is read, in megabytes of 1024 kilobytes, counted after it is unpacked. A larger one is
        an error as soon as it shows. At least V(1), at most V(1024).
      - Raise it if a list or a table of the organization is larger. To read an answer takes several times its size in
        memory.
      - The environment variable E(BIGPANDA_MAX_ANSWER_MB) is used where the option is not set.
    type: float
    default: 64
notes:
  - Options of connection can be set once for all modules with C(module_defaults) of the group
    C(group/community.bigpanda.all), or in the environment of the host where the module runs. An option wins over the
    environment, and a variable that is blank is not set.
  - Proxies are taken from the usual environment variables E(HTTPS_PROXY), E(ALL_PROXY) and E(NO_PROXY); a SOCKS proxy
    needs the Python library C(PySocks). What goes to this machine itself over plain C(http://) goes to no proxy.
  - A C(.netrc) file is not read, and redirects are refused.
requirements:
  - requests
"""
