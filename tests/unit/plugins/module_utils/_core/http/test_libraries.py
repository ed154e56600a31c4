# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ansible_collections

# Runs in a process of its own, in which neither library can be imported.
WITHOUT_LIBRARIES = """
import sys
sys.modules["requests"] = sys.modules["urllib3"] = None
sys.path.insert(0, sys.argv[1])
from ansible_collections.community.bigpanda.plugins.module_utils._core.errors import MissingLibrary
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.proxies import unused_proxy_warning
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.settings import make_settings
from ansible_collections.community.bigpanda.plugins.module_utils._core.http.transport import Transport
options = {"region": "us", "validate_certs": True, "timeout": 5, "retry_timeout": 5, "rate_limit_share": 1}
settings = make_settings({**options, "max_answer_mb": 64})
assert unused_proxy_warning(settings) is None
try:
    Transport(settings)
except MissingLibrary as error:
    print(error)
"""


def test_without_requests_the_transport_names_what_is_missing():
    folder = Path(next(iter(ansible_collections.__path__))).parent
    command = [sys.executable, "-c", WITHOUT_LIBRARIES, str(folder)]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert printed.startswith("The Python library requests is missing. Install it")
