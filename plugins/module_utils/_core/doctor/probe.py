# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looks at a connection: hosts, credentials, permissions. Sends reads alone; credentials go to configured hosts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Callable

from ..access.key_owner import keys_ending_like
from ..errors import BigPandaError, CaBundleUnreadable, CertificateRefused, InvalidOption, TlsFailed
from ..http.client import Client
from ..http.settings import Settings
from ..model.operation import API_KEY, ORG_TOKEN, Operation, Paging
from ..model.resource import Resource
from .diagnosis import needed_by
from .findings import token_verdict
from .model import DoctorSpec, found_in
from .observations import (
    ACCEPTED,
    FAILED,
    FORBIDDEN,
    UNAUTHORIZED,
    Attempt,
    HostObservation,
    Observations,
    TokenObservation,
    attempt_of,
)

IN_ENVIRONMENT = "{environment_id}"


def observe(client: Client, settings: Settings, spec: DoctorSpec, modules: list[str]) -> Observations:
    """What there is to see. What goes wrong with the service or the network is not raised: it is what was observed."""
    hosts = {name: _see_host(client, settings, name) for name in ("api", "integrations")}
    given = {kind: token for kind, token in ((API_KEY, settings.api_key), (ORG_TOKEN, settings.org_token)) if token}
    same_token = len(given) > len(set(given.values()))
    urls = {"api": settings.api_url, "integrations": settings.integrations_url}
    given_urls = frozenset(name for name, url in urls.items() if url)
    observations = Observations(
        settings.region, settings.validate_certs, hosts, tokens={}, given_urls=given_urls, same_token=same_token
    )
    if hosts["api"].problem:
        untried = Attempt(FAILED, "the api host cannot be used.", "Mend that first.")
        return replace(observations, tokens=dict.fromkeys(given, TokenObservation(untried, untried)))
    observations = _with_tokens(observations, client, spec, given)
    token = observations.tokens.get(API_KEY)
    may_be_a_key = token is not None and token.by_api_key_call.outcome in (ACCEPTED, FORBIDDEN)
    is_usable = token is not None and may_be_a_key and token_verdict(token, API_KEY)[1] != ORG_TOKEN
    return _with_rights(observations, client, spec, modules) if is_usable else observations


def _see_host(client: Client, settings: Settings, name: str) -> HostObservation:
    try:
        url = settings.base_url(name)
    except InvalidOption as error:
        return HostObservation(None, problem=error.message, advice=error.advice)
    proxy = client.proxy_of(name)
    try:
        client.probe_host(name)
    except CertificateRefused as error:
        return HostObservation(url, True, False, proxy, error.message, error.advice)
    except CaBundleUnreadable as error:
        return HostObservation(url, None, None, proxy, error.message, error.advice)
    except TlsFailed as error:
        return HostObservation(url, True, None, proxy, error.message, error.advice)
    except BigPandaError as error:
        return HostObservation(url, False, None, proxy, error.message, error.advice)
    return HostObservation(url, True, True if url.startswith("https://") else None, proxy)


def _attempt(read: Callable[..., Any], *arguments: Any, **query: Any) -> tuple[Attempt, Any]:
    """How a read went, and what it brought."""
    try:
        return Attempt(ACCEPTED), read(*arguments, **query)
    except BigPandaError as error:
        return attempt_of(error), None


def _with_tokens(
    observations: Observations, client: Client, spec: DoctorSpec, given: Mapping[str, str]
) -> Observations:
    tokens, keys = {}, None
    for kind in given:
        roles = replace(spec.roles.list.operation, credentials=(kind,))
        api_keys = replace(spec.api_keys, credentials=(kind,))
        by_api_key_call, _first = _attempt(client.read, roles, **_smallest(spec.roles.list.paging))
        by_either_call, fitting = _attempt(_keys_ending_like, client, api_keys, given.get(API_KEY, ""))
        by_org_token_call = None
        outcomes = {by_api_key_call.outcome, by_either_call.outcome}
        if by_api_key_call.outcome != ACCEPTED and outcomes & {UNAUTHORIZED, FORBIDDEN}:
            by_org_token = replace(spec.by_org_token, credentials=(kind,))
            by_org_token_call, _schedules = _attempt(client.read, by_org_token)
        tokens[kind] = TokenObservation(by_api_key_call, by_either_call, by_org_token_call)
        keys = keys if fitting is None else fitting
    return replace(observations, tokens=tokens, keys=keys)


def _keys_ending_like(client: Client, api_keys: Operation, api_key: str) -> list[dict]:
    return keys_ending_like(client.read_all(api_keys, Paging()), api_key)


def _with_rights(observations: Observations, client: Client, spec: DoctorSpec, modules: list[str]) -> Observations:
    names = {name for name, _level in needed_by(spec, modules, observations.tokens)}
    if not names:
        return observations
    _read, roles = _attempt(client.list, spec.roles)
    probes = {name: _probe(spec, name) for name in sorted(names)}
    environment_id = None
    if any(probe and IN_ENVIRONMENT in probe[0].path for probe in probes.values()):
        environment_id = _first_environment(client, spec)
    views = {name: _view(client, *probe, environment_id) for name, probe in probes.items() if probe}
    proven = (name for name, view in views.items() if view.outcome == ACCEPTED and _takes_api_key_alone(probes[name]))
    return replace(observations, roles=roles, views=views, api_key_is_proven=any(proven))


def _takes_api_key_alone(probe: tuple[Operation, dict] | None) -> bool:
    return probe is not None and probe[0].credentials == (API_KEY,)


def _view(client: Client, operation: Operation, query: Mapping[str, Any], environment_id: str | None) -> Attempt:
    if IN_ENVIRONMENT in operation.path and environment_id is None:
        return Attempt(FAILED, "There is no environment to try it on, or none can be listed.")
    values = {"environment_id": environment_id} if environment_id else {}
    attempt, _read = _attempt(client.read, operation, values, **query)
    if IN_ENVIRONMENT in operation.path and attempt.outcome == FORBIDDEN:
        return Attempt(FAILED, "It is forbidden in the environment on which it was tried; others were not tried.")
    return attempt


def _first_environment(client: Client, spec: DoctorSpec) -> str | None:
    _read, listed = _attempt(client.list, spec.environments)
    environment_id = listed[0].get("id") if listed else None
    return None if environment_id is None else str(environment_id)


def _probe(spec: DoctorSpec, name: str) -> tuple[Operation, dict] | None:
    """The cheapest read for which the permission is needed, with its query; None where there is none."""
    found = [
        (operation, query)
        for operation, query in _reads(spec)
        if operation.permission == (name, "view") and API_KEY in operation.credentials
    ]
    return min(found, key=lambda read: IN_ENVIRONMENT in read[0].path, default=None)


def _reads(spec: DoctorSpec) -> Iterator[tuple[Operation, dict]]:
    """Every read that needs no id but that of an environment."""
    for declarations in spec.modules.values():
        for declaration in declarations:
            if isinstance(declaration, Resource):
                listing = declaration.list
                yield listing.operation, {**listing.queries[0], **_smallest(listing.paging)}
            for operation in found_in(declaration, Operation):
                if operation.method == "GET" and "{" not in operation.path.replace(IN_ENVIRONMENT, ""):
                    yield operation, {}


def _smallest(paging: Paging) -> dict[str, Any]:
    """What makes a list short."""
    return {} if paging.style == "none" else {paging.size: 1}
