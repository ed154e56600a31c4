# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The HTTP session of a task: its headers, its credentials, and the limits of each response."""

from __future__ import annotations

from typing import Any

from .body import ACCEPT_ENCODING
from .libraries import AuthBase, HTTPAdapter, requests
from .response_limits import ResponseLimits, pools_with_limits
from .settings import Settings

VERSION = "1.0.0-rc.1"
USER_AGENT = f"community.bigpanda/{VERSION}"
# A whole response may take this many times `timeout`, which only limits the time between two bytes.
TIMEOUTS_PER_RESPONSE = 10
# A response may be this much larger than its body, since it has headers and may be chunked.
WIRE_TO_BODY = 1.25


class BearerToken(AuthBase):
    """Sends a token. An auth object, since an entry of the user's .netrc would replace a plain header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class NoCredential(AuthBase):
    """Sends no credential. Without any auth object, requests would send what the user's .netrc contains."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class LimitedAdapter(HTTPAdapter):
    """Opens connections, direct ones and those through a proxy, whose responses are limited in time and size."""

    def __init__(self, limits: ResponseLimits) -> None:
        self._limits = limits
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        self._limit(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        is_new = proxy not in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **named)
        if is_new:
            self._limit(manager)
        return manager

    def _limit(self, manager: Any) -> None:
        manager.pool_classes_by_scheme = pools_with_limits(manager.pool_classes_by_scheme, self._limits)


def make_session(settings: Settings) -> requests.Session:
    session = requests.Session()
    # Only the proxies of the environment are used, and not for every URL: see `environment_proxies`.
    session.trust_env = False
    # Redirects are not followed, and the library does not even parse their Location.
    session.get_redirect_target = lambda resp: None  # type: ignore[method-assign]
    session.headers.update({"Accept": "application/json", "Accept-Encoding": ACCEPT_ENCODING, "User-Agent": USER_AGENT})
    max_wire_bytes = int(settings.max_answer_bytes * WIRE_TO_BODY)
    adapter = LimitedAdapter(ResponseLimits(settings.timeout_s * TIMEOUTS_PER_RESPONSE, max_wire_bytes))
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    return session
