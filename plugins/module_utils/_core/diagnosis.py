# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with a connection, told from what was seen of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as dataclass_field
from urllib.parse import urlsplit

from .errors import (
    ApiError,
    BigPandaError,
    Forbidden,
    InvalidOption,
    NotFound,
    NotSupported,
    ServerError,
    Unauthorized,
)
from .schema import API_KEY, NOT_STATED, ORG_TOKEN, Checkup, Operation, Substitute, found_in
from .settings import CREDENTIAL_TITLES, REGIONS
from .text import caseless

# The worst first.
SEVERITIES = ERROR, WARNING, INFO = "error", "warning", "info"
ACCEPTED, FORBIDDEN, UNAUTHORIZED, NOT_FOUND, FAILED = "accepted", "forbidden", "unauthorized", "not found", "failed"
OUTCOMES: dict[type, str] = {Forbidden: FORBIDDEN, Unauthorized: UNAUTHORIZED, NotFound: NOT_FOUND}
# Names that people expect, since the EU prefix is "eu-" for one host and "eu." for the other; the first two are even
# printed in the reference (incidents notes, "Hosts and regions").
MISLEADING_HOSTS = {
    "api.eu.bigpanda.io": "eu-api.bigpanda.io",
    "eu-api.biggy.io": "eu-api.bigpanda.io",
    "eu.api.bigpanda.io": "eu-api.bigpanda.io",
    "integrations.eu.bigpanda.io": "eu.integrations.bigpanda.io",
    "eu-integrations.bigpanda.io": "eu.integrations.bigpanda.io",
}
REGION_OF = {urlsplit(url).hostname: region for region, urls in REGIONS.items() for url in urls.values()}
SOMEBODY_ELSE = "Or something else answers in its place, such as a proxy: check api_url and the proxies."

Permission = tuple  # (name, level)


@dataclass(frozen=True)
class Attempt:
    """How a read went; text and advice say why, where it failed."""

    outcome: str
    text: str = ""
    advice: str = ""


@dataclass(frozen=True)
class HostSeen:
    """reachable, tls: None where it was not tried or has no meaning. proxy: through which requests go."""

    url: str | None
    reachable: bool | None = None
    tls: bool | None = None
    proxy: str | None = None
    problem: str | None = None
    advice: str | None = None


@dataclass(frozen=True)
class TokenSeen:
    """How a token was received by a call that takes the User API Key alone, and by one that takes either kind.

    by_org_token_call: by one that takes the Org Token alone; None where the others told enough.
    """

    by_api_key_call: Attempt
    by_either_call: Attempt
    by_org_token_call: Attempt | None = None

    def attempts(self, option: str) -> list[Attempt]:
        """Those that tell whether the service knows what was given as that option.

        The call for the Org Token is an old one: where it is gone, an API key is none the worse.
        """
        last = self.by_org_token_call
        is_gone = last is not None and last.outcome == NOT_FOUND and option == API_KEY
        return [self.by_api_key_call, self.by_either_call, *([last] if last and not is_gone else [])]


@dataclass(frozen=True)
class Seen:
    """hosts: `api` and `integrations`. tokens: by the option they were given as, without those that were not.

    given_urls: names of the hosts that do not follow from the region, since an option says them.
    keys: what the service tells of the API keys that may be the one given; roles: all roles. None where not readable.
    views: how a read went for which a permission is needed, by the permission's name.
    api_key_is_proven: a call that takes the User API Key alone accepted what was given as such.
    """

    region: str
    validate_certs: bool
    hosts: Mapping[str, HostSeen]
    tokens: Mapping[str, TokenSeen]
    given_urls: frozenset[str] = frozenset()
    same_token: bool = False
    keys: list[dict] | None = None
    roles: list[dict] | None = None
    views: Mapping[str, Attempt] = dataclass_field(default_factory=dict)
    api_key_is_proven: bool = False


def attempt_of(error: BigPandaError) -> Attempt:
    """A page tells nothing of token and permission, whatever its status, since somebody else may have sent it.

    A 401 "may have no body or no JSON" (configuration notes, "Errors"), so a page with it may be the service's own.
    """
    if not (isinstance(error, ApiError) and error.is_page):
        return Attempt(OUTCOMES.get(type(error), FAILED), error.came_back, error.advice)
    came_back = f"{error.came_back.rstrip('.')} with a body that is HTML, not the API's JSON."
    is_perhaps_its_own = isinstance(error, (Unauthorized, ServerError, NotSupported))
    return Attempt(FAILED, came_back, f"{error.advice} {SOMEBODY_ELSE}" if is_perhaps_its_own else error.advice)


# -- what modules need -------------------------------------------------------------------------------------------------


def module_names(checkup: Checkup, given: Iterable[str]) -> list[str]:
    """The modules meant, by their full or short names. Raises InvalidOption with a list of all."""
    names = [name.rpartition(".")[2] for name in given]
    unknown = [name for name in names if name not in checkup.modules]
    if unknown:
        known = ", ".join(sorted(checkup.modules))
        raise InvalidOption(f"for_modules holds {', '.join(unknown)}.", f"Give names out of {known}.")
    return list(dict.fromkeys(names))


def operations_of(checkup: Checkup, module: str) -> list[Operation]:
    """A module that only reads uses no write of the declarations that it shares."""
    found = {operation.id: operation for operation in found_in(checkup.modules[module], Operation)}
    return [each for each in found.values() if not (module.endswith("_info") and each.is_write)]


def needed_by(checkup: Checkup, modules: Iterable[str], given: Collection[str] = ()) -> dict[Permission, list[str]]:
    """The modules that need each permission of the owner of the API key; the level `view` first.

    given: the kinds of token that there are. What is sent with the Org Token needs no permission.
    """
    needed: dict[Permission, list[str]] = {}
    for module in modules:
        for operation in operations_of(checkup, module):
            if _is_checked(operation, given) and module not in needed.setdefault(operation.permission, []):
                needed[operation.permission].append(module)
    return dict(sorted(needed.items(), key=lambda pair: (pair[0][0], pair[0][1] != "view")))


def _is_checked(operation: Operation, given: Collection[str]) -> bool:
    """Whether the service looks at the roles of the owner of the API key."""
    sent_with = next((kind for kind in operation.credentials if kind in given), API_KEY)
    is_by_api_key = sent_with == API_KEY and API_KEY in operation.credentials
    return is_by_api_key and operation.permission[0] not in ("none", NOT_STATED)


# -- the report --------------------------------------------------------------------------------------------------------


def report(seen: Seen, checkup: Checkup, modules: list[str], now_s: float) -> dict:
    """The result of the module, but for `changed`."""
    needed = needed_by(checkup, modules, seen.tokens)
    permissions = [_permission(seen, checkup, permission, users) for permission, users in needed.items()]
    findings = [
        *_host_findings(seen),
        *_credential_findings(seen, now_s),
        *_module_findings(seen, checkup, modules),
        *_permission_findings(permissions),
    ]
    return {
        "region": seen.region,
        "hosts": {name: asdict(host) for name, host in seen.hosts.items()},
        "credentials": {kind: _credential(seen, kind) for kind in (API_KEY, ORG_TOKEN)},
        "permissions": permissions,
        "findings": sorted(findings, key=lambda each: SEVERITIES.index(each["severity"])),
    }


def failing(findings: Iterable[Mapping[str, str]], fail_on: str) -> list[str]:
    """The findings that are bad enough, as sentences."""
    if fail_on == "never":
        return []
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return [f"{each['finding']} {each['advice']}" for each in findings if each["severity"] in bad]


def _finding(severity: str, finding: str, advice: str) -> dict:
    return {"severity": severity, "finding": finding, "advice": advice}


# -- hosts -------------------------------------------------------------------------------------------------------------


def _host_findings(seen: Seen) -> Iterator[dict]:
    for name, host in seen.hosts.items():
        option = f"{name}_url"
        called = urlsplit(host.url or "").hostname
        if called in MISLEADING_HOSTS:
            right = MISLEADING_HOSTS[called]
            yield _finding(
                ERROR,
                f"{option} is {called}, which is no host of BigPanda's.",
                f"The host is {right}: leave {option} out and set region: eu.",
            )
        elif host.problem:
            # Few modules call the other host, and it was left out on purpose where it has no URL.
            severity = ERROR if name == "api" else WARNING if host.url else INFO
            yield _finding(severity, f"The {name} host: {host.problem}", host.advice or "")
        if REGION_OF.get(called, seen.region) != seen.region:
            yield _finding(
                WARNING,
                f"{option} is a host of region {REGION_OF[called]}, and region is {seen.region}.",
                f"Leave {option} out, and give the region in which the organization lives.",
            )
        if host.proxy:
            yield _finding(
                INFO,
                f"Requests to the {name} host go through the proxy {host.proxy}.",
                "It follows from the environment; NO_PROXY exempts hosts.",
            )
    if not seen.validate_certs:
        yield _finding(
            WARNING,
            "Certificates are not verified, so anybody in between can read the credentials.",
            "Leave validate_certs out, and give ca_path where a private authority signs.",
        )


# -- credentials -------------------------------------------------------------------------------------------------------


def kind_of(token: TokenSeen, option: str) -> tuple[bool | None, str | None]:
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


def _told_of(seen: Seen, option: str) -> tuple[bool | None, str | None]:
    """What `kind_of` says of what was given as that option, by everything that was seen."""
    valid, kind = kind_of(seen.tokens[option], option)
    if option == API_KEY and kind is None and seen.api_key_is_proven:
        return True, API_KEY
    return valid, kind


def _credential(seen: Seen, option: str) -> dict:
    is_given = option in seen.tokens
    valid, kind = _told_of(seen, option) if is_given else (None, None)
    owner = _owner(seen) if option == API_KEY else None
    return {"given": is_given, "valid": valid, "kind": kind, "owner": owner}


def _owner(seen: Seen) -> dict | None:
    """What is known of the API key; None where it is not known, or several keys end like it."""
    if not seen.keys or len(seen.keys) > 1:
        return None
    key = seen.keys[0]
    return {name: key.get(name) for name in ("name", "user_id", "service_account_id", "expires_at")}


def _credential_findings(seen: Seen, now_s: float) -> Iterator[dict]:
    if not seen.tokens:
        yield _finding(
            ERROR, "No credential was given.", "Set api_key or BIGPANDA_API_KEY; a few calls take org_token instead."
        )
    if seen.same_token:
        yield _finding(
            WARNING, "api_key and org_token are the same token.", "They are two kinds of credential: correct one."
        )
    for option, token in seen.tokens.items():
        valid, kind = _told_of(seen, option)
        if kind not in (None, option):
            yield _finding(
                ERROR,
                f"What was given as {option} looks like the {CREDENTIAL_TITLES[kind]}.",
                f"Give it as {kind}, and as {option} the {CREDENTIAL_TITLES[option]}.",
            )
        elif valid is False:
            yield _refused_token(seen, option, now_s)
        elif valid is None:
            yield _untold_token(seen, option, token)
    yield from _key_list_findings(seen)


def _key_list_findings(seen: Seen) -> Iterator[dict]:
    """What is wrong with the list of API keys itself, beside credentials that are in order."""
    if seen.keys is not None:
        return
    lists = [token.by_either_call for option, token in seen.tokens.items() if _told_of(seen, option)[0]]
    for failed in [each for each in lists if each.outcome == FAILED][:1]:
        yield _finding(WARNING, f"API keys cannot be listed: {failed.text}", failed.advice)


def _refused_token(seen: Seen, option: str, now_s: float) -> dict:
    finding = f"The token given as {option} is not accepted."
    known = seen.keys if option == API_KEY else None
    if known and any(0 < (key.get("expires_at") or 0) <= now_s for key in known):
        return _finding(ERROR, f"{finding} An API key that ends like it has expired.", "Make a new one.")
    if known and any(key.get("active") is False for key in known):
        return _finding(
            ERROR, f"{finding} An API key that ends like it is inactive.", "Activate it, or make a new one."
        )
    if known == []:
        return _finding(
            ERROR, f"{finding} The organization has no API key that ends like it.", "Copy the key again, or make one."
        )
    advice = f"It is wrong or has expired, its owner is inactive, or the region is wrong: check {option} and region."
    return _finding(ERROR, finding, advice)


def _untold_token(seen: Seen, option: str, token: TokenSeen) -> dict:
    attempts = token.attempts(option)
    if any(each.outcome == NOT_FOUND for each in attempts):
        return _finding(
            ERROR,
            f"The host knows nothing of the organization of {option}: it seems to live in another region.",
            f"{_way_to_region(seen)} That was not tried, since credentials are sent to configured hosts only.",
        )
    failed = next(each for each in attempts if each.outcome == FAILED)
    return _finding(WARNING, f"Whether {option} is valid could not be found out: {failed.text}", failed.advice)


def _way_to_region(seen: Seen) -> str:
    """api_url says more than region."""
    if "api" not in seen.given_urls:
        return f"Set region: {_other_regions(seen.region)}."
    region = REGION_OF.get(urlsplit(seen.hosts["api"].url or "").hostname)
    return f"Leave api_url out and set region: {_other_regions(region)}." if region else "Correct api_url."


def _other_regions(region: str) -> str:
    return " or ".join(each for each in REGIONS if each != region)


# -- modules and permissions -------------------------------------------------------------------------------------------


def _module_findings(seen: Seen, checkup: Checkup, modules: Iterable[str]) -> Iterator[dict]:
    for module in modules:
        # Whose an API key is can be found out with either, and is never all that a module is for.
        operations = [each for each in operations_of(checkup, module) if each.id != checkup.api_keys.id]
        taken = sorted({kind for each in operations for kind in each.credentials})
        if taken and not set(taken) & set(seen.tokens):
            titles = " or ".join(CREDENTIAL_TITLES[kind] for kind in taken)
            yield _finding(ERROR, f"{module} needs the {titles}, which was not given.", f"Set {' or '.join(taken)}.")
            continue
        substitutes = {each.operation.id for each in found_in(checkup.modules[module], Substitute)}
        needed = [each.credentials for each in operations if each.id not in substitutes]
        for kind in sorted({kinds[0] for kinds in needed if not set(kinds) & set(seen.tokens)}):
            yield _finding(
                WARNING,
                f"{module} needs the {CREDENTIAL_TITLES[kind]} for some of what it does, and it was not given.",
                f"Set {kind}, unless that is not wanted.",
            )


def _permission(seen: Seen, checkup: Checkup, permission: Permission, modules: list[str]) -> dict:
    name, level = permission
    granted, reason = _granted(seen, checkup, name, level)
    return {"name": name, "level": level, "granted": granted, "reason": reason, "needed_by": modules}


def _granted(seen: Seen, checkup: Checkup, name: str, level: str) -> tuple[bool | None, str | None]:
    """(whether the owner of the API key has it, why that cannot be told). Full access includes view."""
    viewed = seen.views.get(name)
    if viewed and viewed.outcome == FORBIDDEN:
        if _may_be_for_the_kind(seen, checkup, name):
            return None, "It is forbidden, which may be for the kind of the token and not for the permission."
        return False, None
    if level == "view":
        if viewed is None:
            return None, "There is no call to try it on, or the API key cannot be used."
        return (True, None) if viewed.outcome == ACCEPTED else (None, viewed.text)
    return _held(seen, checkup.held_as.get((name, level)), checkup.perhaps_held_as.get((name, level)))


def _may_be_for_the_kind(seen: Seen, checkup: Checkup, name: str) -> bool:
    """Whether 403 may mean that the call takes the other kind of token: both are possible (see `kind_of`).

    Which kind lists API keys is said in two ways (access notes, "API keys and service accounts").
    """
    return name == checkup.api_keys.permission[0] or _told_of(seen, API_KEY)[1] != API_KEY


def _held(
    seen: Seen, held_as: tuple[str, str] | None, perhaps: tuple[str, str] | None
) -> tuple[bool | None, str | None]:
    """The same by the roles of the owner, since what changes something is not tried.

    perhaps: another permission that may hold it as well; whether it does is not sure.
    """
    if held_as is None:
        return None, "How roles hold it is not documented, and it is not tried, since that would change something."
    if seen.roles is None:
        return None, "The roles cannot be read, and it is not tried, since that would change something."
    roles, reason = _roles_of_owner(seen, seen.roles)
    if roles is None:
        return None, reason
    held = _permissions_of(roles, *held_as)
    if held and all(permission.get("resource_id") for permission in held):
        return None, "The owner has it only on some environments."
    if perhaps and not held and _permissions_of(roles, *perhaps):
        return None, f"The owner has {perhaps[1]} on {perhaps[0]}, and whether that includes it is not sure."
    return bool(held), None


def _permissions_of(roles: list[dict], kind: str, action: str) -> list[dict]:
    return [
        permission
        for role in roles
        for permission in role.get("permissions") or []
        if caseless(str(permission.get("resource_type"))) == kind and action in map(caseless, permission["actions"])
    ]


def _roles_of_owner(seen: Seen, roles: list[dict]) -> tuple[list[dict] | None, str | None]:
    """(the roles of the owner of the API key, why they cannot be told)."""
    if seen.keys is None:
        return None, "Whose the API key is cannot be found out, since API keys cannot be listed."
    if len(seen.keys) != 1:
        which = "several keys end" if seen.keys else "no key that is listed ends"
        return None, f"Whose the API key is cannot be found out, since {which} like it."
    key = seen.keys[0]
    if key.get("user_id"):
        return [role for role in roles if key["user_id"] in (role.get("users") or [])], None
    # Roles list users alone; the key of a service account carries the names of its own.
    names = {caseless(str(name)) for name in key.get("roles") or []}
    held = [role for role in roles if caseless(str(role.get("name"))) in names]
    if not names or len(held) < len(names):
        return (
            None,
            "The API key belongs to no user, and which roles it has is not told, or not all of them are listed.",
        )
    return held, None


def _permission_findings(permissions: Iterable[Mapping]) -> Iterator[dict]:
    for each in permissions:
        if each["granted"] is False:
            title = f'"{each["name"]}" ({each["level"].replace("_", " ")})'
            yield _finding(
                ERROR,
                f"The owner of the API key lacks the permission {title}.",
                f"Give it to one of the owner's roles; needed by {', '.join(each['needed_by'])}.",
            )
