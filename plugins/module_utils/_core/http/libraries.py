# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Python libraries that send requests. They may be missing on the host that runs the module."""

from __future__ import annotations

try:
    import requests
    import urllib3
    from requests.adapters import HTTPAdapter
    from requests.auth import AuthBase
except ImportError:
    HAS_REQUESTS = False
    requests = urllib3 = None  # type: ignore[assignment]
    # Classes are derived from these even if the library is missing.
    AuthBase = HTTPAdapter = object  # type: ignore[assignment,misc]
else:
    HAS_REQUESTS = True

__all__ = ["HAS_REQUESTS", "AuthBase", "HTTPAdapter", "requests", "urllib3"]
