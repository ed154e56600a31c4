# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with the credentials of a connection. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..errors import excerpt
from ..http.settings import CREDENTIAL_TITLES, REGIONS
from ..model.operation import API_KEY
from ..values.text import is_true
from .finding import ERROR, WARNING, Finding
from .host_findings import REGION_OF
from .observations import FAILED, NOT_FOUND, Observations, TokenObservation
from .token_verdict import verdict_on


def credential_findings(observations: Observations, now_s: float) -> Iterator[Finding]:
    if not observations.tokens:
        yield Finding(
            ERROR, "No credential was given.", "Set api_key or BIGPANDA_API_KEY; a few calls need org_token instead."
        )
    if observations.same_token:
        yield Finding(
            WARNING, "api_key and org_token are the same token.", "They are two types of credential: correct one."
        )
    for option, token in observations.tokens.items():
        verdict = verdict_on(observations, option)
        if verdict.kind not in (None, option):
            yield _exchanged_token(option, verdict.kind)
        elif verdict.valid is False:
            yield _refused_token(observations, option, now_s)
        elif verdict.valid is None:
            yield _undetermined_token(observations, option, token)
    yield from _key_list_findings(observations)


def _exchanged_token(option: str, kind: str | None) -> Finding:
    return Finding(
        ERROR,
        f"What was given as {option} looks like the {CREDENTIAL_TITLES[str(kind)]}.",
        f"Give it as {kind}, and as {option} the {CREDENTIAL_TITLES[option]}.",
    )


def _key_list_findings(observations: Observations) -> Iterator[Finding]:
    """The failure to list API keys, if it is not explained by the credentials."""
    if observations.keys is not None:
        return
    lists = [token.by_either_call for option, token in observations.tokens.items() if _is_valid(observations, option)]
    for failed in [each for each in lists if each.outcome == FAILED][:1]:
        yield Finding(WARNING, f"API keys cannot be listed: {failed.text}", failed.advice)


def _is_valid(observations: Observations, option: str) -> bool:
    return verdict_on(observations, option).valid is True


def _refused_token(observations: Observations, option: str, now_s: float) -> Finding:
    finding = f"The token given as {option} is not accepted."
    known = observations.keys if option == API_KEY else None
    if known and any(0 < (key.get("expires_at") or 0) <= now_s for key in known):
        return Finding(ERROR, f"{finding} An API key with the same ending has expired.", "Make a new one.")
    if known and any(not is_true(key.get("active"), if_omitted=True) for key in known):
        return Finding(
            ERROR, f"{finding} An API key with the same ending is inactive.", "Activate it, or make a new one."
        )
    if known == []:
        return Finding(
            ERROR, f"{finding} The organization has no API key with this ending.", "Copy the key again, or make one."
        )
    advice = f"It is wrong or has expired, its owner is inactive, or the region is wrong: check {option} and region."
    return Finding(ERROR, finding, advice)


def _undetermined_token(observations: Observations, option: str, token: TokenObservation) -> Finding:
    attempts = token.attempts(option)
    if any(each.outcome == NOT_FOUND for each in attempts):
        path = urlsplit(observations.hosts["api"].url or "").path if "api" in observations.given_urls else ""
        if path:
            return Finding(
                ERROR,
                f"This host does not know the organization of {option} at {excerpt(path, 100)}, the path in api_url.",
                "Remove the path, which is part of each request already, unless a gateway needs it. Otherwise the "
                "organization may be in another region.",
            )
        return Finding(
            ERROR,
            f"This host does not know the organization of {option}; it is probably in another region.",
            f"{_region_advice(observations)} That was not tried, since credentials are only sent to configured hosts.",
        )
    failed = next(each for each in attempts if each.outcome == FAILED)
    return Finding(WARNING, f"It is unknown whether {option} is valid: {failed.text}", failed.advice)


def _region_advice(observations: Observations) -> str:
    """api_url has precedence over region."""
    if "api" not in observations.given_urls:
        return f"Set region: {_other_regions(observations.region)}."
    region = REGION_OF.get(urlsplit(observations.hosts["api"].url or "").hostname)
    return f"Remove api_url and set region: {_other_regions(region)}." if region else "Correct api_url."


def _other_regions(region: str) -> str:
    return " or ".join(each for each in REGIONS if each != region)
