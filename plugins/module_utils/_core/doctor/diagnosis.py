# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a connection, told from what was seen of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from urllib.parse import urlsplit

from ..errors import (
    InvalidOption,
)
from ..http.settings import CREDENTIAL_TITLES, REGIONS
from ..model.operation import API_KEY, NOT_STATED, ORG_TOKEN, Operation
from .findings import ERROR, SEVERITIES, WARNING, Permission, make_finding, token_kind
from .hosts import REGION_OF, host_findings
from .model import DoctorSpec, FallbackOperation, found_in
from .observations import FAILED, NOT_FOUND, Observations, TokenObservation
from .permissions import permission_findings, permission_of

# -- what modules need -------------------------------------------------------------------------------------------------


def module_names(spec: DoctorSpec, given: Iterable[str]) -> list[str]:
    """The modules meant, by their full or short names. Raises InvalidOption with a list of all."""
    names = [name.rpartition(".")[2] for name in given]
    unknown = [name for name in names if name not in spec.modules]
    if unknown:
        known = ", ".join(sorted(spec.modules))
        raise InvalidOption(f"for_modules holds {', '.join(unknown)}.", f"Give names out of {known}.")
    return list(dict.fromkeys(names))


def operations_of(spec: DoctorSpec, module: str) -> list[Operation]:
    """A module that only reads uses no write of the declarations that it shares."""
    found = {operation.id: operation for operation in found_in(spec.modules[module], Operation)}
    return [each for each in found.values() if not (module.endswith("_info") and each.is_write)]


def needed_by(spec: DoctorSpec, modules: Iterable[str], given: Collection[str] = ()) -> dict[Permission, list[str]]:
    """The modules that need each permission of the owner of the API key; the level `view` first.

    given: the kinds of token that there are. What is sent with the Org Token needs no permission.
    """
    needed: dict[Permission, list[str]] = {}
    for module in modules:
        for operation in operations_of(spec, module):
            if _is_checked(operation, given) and module not in needed.setdefault(operation.permission, []):
                needed[operation.permission].append(module)
    return dict(sorted(needed.items(), key=lambda pair: (pair[0][0], pair[0][1] != "view")))


def _is_checked(operation: Operation, given: Collection[str]) -> bool:
    """Whether the service looks at the roles of the owner of the API key."""
    sent_with = next((kind for kind in operation.credentials if kind in given), API_KEY)
    is_by_api_key = sent_with == API_KEY and API_KEY in operation.credentials
    return is_by_api_key and operation.permission[0] not in ("none", NOT_STATED)


# -- the report --------------------------------------------------------------------------------------------------------


def report(observations: Observations, spec: DoctorSpec, modules: list[str], now_s: float) -> dict:
    """The result of the module, but for `changed`."""
    needed = needed_by(spec, modules, observations.tokens)
    permissions = [permission_of(observations, spec, permission, users) for permission, users in needed.items()]
    findings = [
        *host_findings(observations),
        *_credential_findings(observations, now_s),
        *_module_findings(observations, spec, modules),
        *permission_findings(permissions),
    ]
    return {
        "region": observations.region,
        "hosts": {name: asdict(host) for name, host in observations.hosts.items()},
        "credentials": {kind: _credential(observations, kind) for kind in (API_KEY, ORG_TOKEN)},
        "permissions": permissions,
        "findings": sorted(findings, key=lambda each: SEVERITIES.index(each["severity"])),
    }


def failing(findings: Iterable[Mapping[str, str]], fail_on: str) -> list[str]:
    """The findings that are bad enough, as sentences."""
    if fail_on == "never":
        return []
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return [f"{each['finding']} {each['advice']}" for each in findings if each["severity"] in bad]


def _credential(observations: Observations, option: str) -> dict:
    is_given = option in observations.tokens
    valid, kind = token_kind(observations, option) if is_given else (None, None)
    owner = _owner(observations) if option == API_KEY else None
    return {"given": is_given, "valid": valid, "kind": kind, "owner": owner}


def _owner(observations: Observations) -> dict | None:
    """What is known of the API key; None where it is not known, or several keys end like it."""
    if not observations.keys or len(observations.keys) > 1:
        return None
    key = observations.keys[0]
    return {name: key.get(name) for name in ("name", "user_id", "service_account_id", "expires_at")}


def _credential_findings(observations: Observations, now_s: float) -> Iterator[dict]:
    if not observations.tokens:
        yield make_finding(
            ERROR, "No credential was given.", "Set api_key or BIGPANDA_API_KEY; a few calls take org_token instead."
        )
    if observations.same_token:
        yield make_finding(
            WARNING, "api_key and org_token are the same token.", "They are two kinds of credential: correct one."
        )
    for option, token in observations.tokens.items():
        valid, kind = token_kind(observations, option)
        if kind not in (None, option):
            yield make_finding(
                ERROR,
                f"What was given as {option} looks like the {CREDENTIAL_TITLES[kind]}.",
                f"Give it as {kind}, and as {option} the {CREDENTIAL_TITLES[option]}.",
            )
        elif valid is False:
            yield _refused_token(observations, option, now_s)
        elif valid is None:
            yield _untold_token(observations, option, token)
    yield from _key_list_findings(observations)


def _key_list_findings(observations: Observations) -> Iterator[dict]:
    """What is wrong with the list of API keys itself, beside credentials that are in order."""
    if observations.keys is not None:
        return
    lists = [
        token.by_either_call for option, token in observations.tokens.items() if token_kind(observations, option)[0]
    ]
    for failed in [each for each in lists if each.outcome == FAILED][:1]:
        yield make_finding(WARNING, f"API keys cannot be listed: {failed.text}", failed.advice)


def _refused_token(observations: Observations, option: str, now_s: float) -> dict:
    finding = f"The token given as {option} is not accepted."
    known = observations.keys if option == API_KEY else None
    if known and any(0 < (key.get("expires_at") or 0) <= now_s for key in known):
        return make_finding(ERROR, f"{finding} An API key that ends like it has expired.", "Make a new one.")
    if known and any(key.get("active") is False for key in known):
        return make_finding(
            ERROR, f"{finding} An API key that ends like it is inactive.", "Activate it, or make a new one."
        )
    if known == []:
        return make_finding(
            ERROR, f"{finding} The organization has no API key that ends like it.", "Copy the key again, or make one."
        )
    advice = f"It is wrong or has expired, its owner is inactive, or the region is wrong: check {option} and region."
    return make_finding(ERROR, finding, advice)


def _untold_token(observations: Observations, option: str, token: TokenObservation) -> dict:
    attempts = token.attempts(option)
    if any(each.outcome == NOT_FOUND for each in attempts):
        return make_finding(
            ERROR,
            f"The host knows nothing of the organization of {option}: it seems to live in another region.",
            f"{_way_to_region(observations)} That was not tried, since credentials are sent to configured hosts only.",
        )
    failed = next(each for each in attempts if each.outcome == FAILED)
    return make_finding(WARNING, f"Whether {option} is valid could not be found out: {failed.text}", failed.advice)


def _way_to_region(observations: Observations) -> str:
    """api_url says more than region."""
    if "api" not in observations.given_urls:
        return f"Set region: {_other_regions(observations.region)}."
    region = REGION_OF.get(urlsplit(observations.hosts["api"].url or "").hostname)
    return f"Leave api_url out and set region: {_other_regions(region)}." if region else "Correct api_url."


def _other_regions(region: str) -> str:
    return " or ".join(each for each in REGIONS if each != region)


# -- modules and permissions -------------------------------------------------------------------------------------------


def _module_findings(observations: Observations, spec: DoctorSpec, modules: Iterable[str]) -> Iterator[dict]:
    for module in modules:
        # Whose an API key is can be found out with either, and is never all that a module is for.
        operations = [each for each in operations_of(spec, module) if each.id != spec.api_keys.id]
        taken = sorted({kind for each in operations for kind in each.credentials})
        if taken and not set(taken) & set(observations.tokens):
            titles = " or ".join(CREDENTIAL_TITLES[kind] for kind in taken)
            yield make_finding(
                ERROR, f"{module} needs the {titles}, which was not given.", f"Set {' or '.join(taken)}."
            )
            continue
        substitutes = {each.operation.id for each in found_in(spec.modules[module], FallbackOperation)}
        needed = [each.credentials for each in operations if each.id not in substitutes]
        for kind in sorted({kinds[0] for kinds in needed if not set(kinds) & set(observations.tokens)}):
            yield make_finding(
                WARNING,
                f"{module} needs the {CREDENTIAL_TITLES[kind]} for some of what it does, and it was not given.",
                f"Set {kind}, unless that is not wanted.",
            )
