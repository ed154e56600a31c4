# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a token is valid and of which type, from how calls received it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.operation import API_KEY, ORG_TOKEN
from .observations import ACCEPTED, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, Observations, TokenObservation


@dataclass(frozen=True)
class TokenVerdict:
    """valid: whether the service accepts the token. kind: the option that it belongs to. None if unknown."""

    valid: bool | None
    kind: str | None


def verdict_on(observations: Observations, option: str) -> TokenVerdict:
    """The verdict on what was given as that option, from everything that was observed."""
    verdict = token_verdict(observations.tokens[option], option)
    if option == API_KEY and verdict.kind is None and observations.api_key_is_proven:
        return TokenVerdict(True, API_KEY)
    return verdict


def token_verdict(token: TokenObservation, option: str) -> TokenVerdict:
    """The verdict from the calls that test tokens.

    The Org Token is refused by calls that only accept the User API Key, and no role is checked for it. "The wrong kind
    of token is not described; expect 401 or 403" (configuration notes, "Errors"). So 403 only proves a missing
    permission if the wrong type is seen to get 401.
    """
    by_api_key, by_either = token.by_api_key_call.outcome, token.by_either_call.outcome
    by_org_token = token.by_org_token_call.outcome if token.by_org_token_call else None
    if by_api_key == ACCEPTED:
        return TokenVerdict(True, API_KEY)
    if by_org_token == ACCEPTED or (by_api_key == UNAUTHORIZED and by_either == ACCEPTED):
        return TokenVerdict(True, ORG_TOKEN)
    if by_api_key == FORBIDDEN and by_org_token == UNAUTHORIZED:
        return TokenVerdict(True, API_KEY)
    return TokenVerdict(_is_valid([attempt.outcome for attempt in token.attempts(option)]), None)


def _is_valid(outcomes: list[str]) -> bool | None:
    """Whether the service knows a token of unknown type; a 403 proves that it does."""
    if ACCEPTED in outcomes:
        return True
    if NOT_FOUND in outcomes:
        return None
    if FORBIDDEN in outcomes:
        return True
    return False if set(outcomes) == {UNAUTHORIZED} else None
