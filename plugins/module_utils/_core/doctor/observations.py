# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was observed of a connection: hosts, tokens, responses. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from ..errors import (
    ApiError,
    BigPandaError,
    Forbidden,
    NotFound,
    NotSupported,
    ServerError,
    Unauthorized,
)
from ..model.operation import API_KEY

ACCEPTED, FORBIDDEN, UNAUTHORIZED, NOT_FOUND, FAILED = "accepted", "forbidden", "unauthorized", "not found", "failed"
OUTCOMES: dict[type, str] = {Forbidden: FORBIDDEN, Unauthorized: UNAUTHORIZED, NotFound: NOT_FOUND}
FOREIGN_RESPONSE_ADVICE = "Or something else answers in its place, such as a proxy: check api_url and the proxies."


@dataclass(frozen=True)
class Attempt:
    """The outcome of one read request. text, advice: why it failed, if it did."""

    outcome: str
    text: str = ""
    advice: str = ""


@dataclass(frozen=True)
class HostObservation:
    """reachable, tls: None if not tried, or if it does not apply. proxy: the one that requests go through."""

    url: str | None
    reachable: bool | None = None
    tls: bool | None = None
    proxy: str | None = None
    problem: str | None = None
    advice: str | None = None


@dataclass(frozen=True)
class TokenObservation:
    """How a token was received by a call that only accepts the User API Key, and by one that accepts either type.

    by_org_token_call: by one that only accepts the Org Token; None if the other calls were conclusive.
    """

    by_api_key_call: Attempt
    by_either_call: Attempt
    by_org_token_call: Attempt | None = None

    def attempts(self, option: str) -> list[Attempt]:
        """The attempts that show whether the service knows what was given as that option.

        The call for the Org Token is an old one: if it no longer exists, that says nothing about an API key.
        """
        last = self.by_org_token_call
        is_gone = last is not None and last.outcome == NOT_FOUND and option == API_KEY
        return [self.by_api_key_call, self.by_either_call, *([last] if last and not is_gone else [])]


@dataclass(frozen=True)
class Observations:
    """Everything that was observed.

    hosts: `api` and `integrations`. tokens: the given ones, by the option they were given as.
    given_urls: names of the hosts whose URL is set by an option, not by the region.
    keys: the listed API keys that may be the given one. roles: all roles. None if not readable.
    views: by name of the permission, the outcome of a read request that needs it.
    api_key_is_proven: a call that only accepts the User API Key accepted what was given as such.
    """

    region: str
    validate_certs: bool
    hosts: Mapping[str, HostObservation]
    tokens: Mapping[str, TokenObservation]
    given_urls: frozenset[str] = frozenset()
    same_token: bool = False
    keys: list[dict] | None = None
    roles: list[dict] | None = None
    views: Mapping[str, Attempt] = dataclass_field(default_factory=dict)
    api_key_is_proven: bool = False


def attempt_of(error: BigPandaError) -> Attempt:
    """An HTML page shows nothing about token and permission, whatever its status: it may not be from the service.

    A 401 "may have no body or no JSON" (configuration notes, "Errors"), so a page with it may be the service's own.
    """
    if not (isinstance(error, ApiError) and error.is_page):
        return Attempt(OUTCOMES.get(type(error), FAILED), error.message, error.advice)
    message = f"{error.message.rstrip('.')} with a body that is HTML, not the API's JSON."
    is_perhaps_its_own = isinstance(error, (Unauthorized, ServerError, NotSupported))
    return Attempt(FAILED, message, f"{error.advice} {FOREIGN_RESPONSE_ADVICE}" if is_perhaps_its_own else error.advice)
