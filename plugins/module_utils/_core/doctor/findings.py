# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a finding is written, and what kind of token was given. Pure."""

from __future__ import annotations

from ..model.operation import API_KEY, ORG_TOKEN
from .observations import ACCEPTED, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, Observations, TokenObservation

# The worst first.
SEVERITIES = ERROR, WARNING, INFO = "error", "warning", "info"

Permission = tuple  # (name, level)


def make_finding(severity: str, finding: str, advice: str) -> dict:
    return {"severity": severity, "finding": finding, "advice": advice}


# -- credentials -------------------------------------------------------------------------------------------------------


def token_verdict(token: TokenObservation, option: str) -> tuple[bool | None, str | None]:
    """(whether it is valid, which kind it is), None where that cannot be told.

    The Org Token is refused where only the User API Key is taken, and no role is checked for it. "The wrong kind of
    token is not described; expect 401 or 403" (configuration notes, "Errors"). So 403 is for want of a permission only
    where the wrong kind is seen to get 401.
    """
    alone, either = token.by_api_key_call.outcome, token.by_either_call.outcome
    by_org_token = token.by_org_token_call.outcome if token.by_org_token_call else None
    if alone == ACCEPTED:
        return True, API_KEY
    if by_org_token == ACCEPTED or (alone == UNAUTHORIZED and either == ACCEPTED):
        return True, ORG_TOKEN
    if alone == FORBIDDEN and by_org_token == UNAUTHORIZED:
        return True, API_KEY
    return _is_valid([attempt.outcome for attempt in token.attempts(option)]), None


def _is_valid(outcomes: list[str]) -> bool | None:
    """Whether a token of whichever kind is known to the service. It is to whom it answers 403."""
    if ACCEPTED in outcomes:
        return True
    if NOT_FOUND in outcomes:
        return None
    if FORBIDDEN in outcomes:
        return True
    return False if set(outcomes) == {UNAUTHORIZED} else None


def token_kind(observations: Observations, option: str) -> tuple[bool | None, str | None]:
    """What `token_verdict` says of what was given as that option, by everything that was observed."""
    valid, kind = token_verdict(observations.tokens[option], option)
    if option == API_KEY and kind is None and observations.api_key_is_proven:
        return True, API_KEY
    return valid, kind
