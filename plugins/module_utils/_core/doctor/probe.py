# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Observes a connection: hosts, credentials, permissions. Only sends reads; credentials only go to configured hosts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable

from ..access.key_owner import keys_ending_like
from ..errors import BigPandaError, CaBundleUnreadable, CertificateRefused, InvalidOption, TlsFailed
from ..http.client import Client
from ..http.settings import Settings
from ..model.operation import API_KEY, ORG_TOKEN, Paging
from .model import DoctorSpec
from .module_needs import needed_by
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
from .permission_reads import ENVIRONMENT_ID, PermissionRead, one_item, permission_reads
from .token_verdict import token_verdict


@dataclass(frozen=True)
class ReadResult:
    """The outcome of a read request, and what was read; None if it failed."""

    attempt: Attempt
    value: Any = None


def observe(client: Client, settings: Settings, spec: DoctorSpec, modules: list[str]) -> Observations:
    """Failures of the service and the network are not raised, but observed."""
    hosts = {name: _observe_host(client, settings, name) for name in ("api", "integrations")}
    given = {kind: token for kind, token in ((API_KEY, settings.api_key), (ORG_TOKEN, settings.org_token)) if token}
    urls = {"api": settings.api_url, "integrations": settings.integrations_url}
    observations = Observations(
        settings.region,
        settings.validate_certs,
        hosts,
        tokens={},
        given_urls=frozenset(name for name, url in urls.items() if url),
        same_token=len(given) > len(set(given.values())),
    )
    if hosts["api"].problem:
        untried = Attempt(FAILED, "the api host cannot be used.", "Fix that first.")
        return replace(observations, tokens=dict.fromkeys(given, TokenObservation(untried, untried)))
    key_lists = {kind: _list_keys(client, spec, kind, given.get(API_KEY, "")) for kind in given}
    observations = replace(
        observations,
        tokens={kind: _observe_token(client, spec, kind, key_lists[kind].attempt) for kind in given},
        keys=next((each.value for each in key_lists.values() if each.value is not None), None),
    )
    return _with_permissions(observations, client, spec, modules) if _may_be_api_key(observations) else observations


def _observe_host(client: Client, settings: Settings, name: str) -> HostObservation:
    """Sends no credential."""
    try:
        url = settings.base_url(name)
    except InvalidOption as error:
        return HostObservation(None, problem=error.message, advice=error.advice)
    proxy = client.transport.proxy_of(name)
    try:
        client.transport.probe_host(name)
    except CertificateRefused as error:
        return HostObservation(url, True, False, proxy, error.message, error.advice)
    except CaBundleUnreadable as error:
        return HostObservation(url, None, None, proxy, error.message, error.advice)
    except TlsFailed as error:
        return HostObservation(url, True, None, proxy, error.message, error.advice)
    except BigPandaError as error:
        return HostObservation(url, False, None, proxy, error.message, error.advice)
    return HostObservation(url, True, True if url.startswith("https://") else None, proxy)


def _read(read: Callable[..., Any], *arguments: Any, **query: Any) -> ReadResult:
    try:
        return ReadResult(Attempt(ACCEPTED), read(*arguments, **query))
    except BigPandaError as error:
        return ReadResult(attempt_of(error))


def _list_keys(client: Client, spec: DoctorSpec, kind: str, api_key: str) -> ReadResult:
    """The listed keys that may be the given one, read with this type of token."""
    operation = spec.api_keys.replace(credentials=(kind,))
    return _read(lambda: keys_ending_like(client.read_all(operation, Paging()), api_key))


def _observe_token(client: Client, spec: DoctorSpec, kind: str, by_either_call: Attempt) -> TokenObservation:
    roles = spec.roles.list.operation.replace(credentials=(kind,))
    by_api_key_call = _read(client.read, roles, **one_item(spec.roles.list.paging)).attempt
    outcomes = {by_api_key_call.outcome, by_either_call.outcome}
    if by_api_key_call.outcome == ACCEPTED or not outcomes & {UNAUTHORIZED, FORBIDDEN}:
        return TokenObservation(by_api_key_call, by_either_call)
    by_org_token = spec.by_org_token.replace(credentials=(kind,))
    return TokenObservation(by_api_key_call, by_either_call, _read(client.read, by_org_token).attempt)


def _may_be_api_key(observations: Observations) -> bool:
    """Whether permissions can be tested with what was given as api_key."""
    token = observations.tokens.get(API_KEY)
    if token is None or token.by_api_key_call.outcome not in (ACCEPTED, FORBIDDEN):
        return False
    return token_verdict(token, API_KEY).kind != ORG_TOKEN


def _with_permissions(observations: Observations, client: Client, spec: DoctorSpec, modules: list[str]) -> Observations:
    names = sorted({name for name, _level in needed_by(spec, modules, observations.tokens)})
    if not names:
        return observations
    roles = _read(client.list, spec.roles).value
    reads = permission_reads(spec, names)
    in_environment = any(read.is_in_environment for read in reads.values())
    environment_id = _first_environment(client, spec) if in_environment else None
    views = {name: _view(client, read, environment_id) for name, read in reads.items()}
    proven = (name for name, view in views.items() if view.outcome == ACCEPTED and reads[name].only_takes_api_key)
    return replace(observations, roles=roles, views=views, api_key_is_proven=any(proven))


def _view(client: Client, read: PermissionRead, environment_id: str | None) -> Attempt:
    if not read.is_in_environment:
        return _read(client.read, read.operation, {}, **read.query).attempt
    if environment_id is None:
        return Attempt(FAILED, "It was not tested: no environment exists, or environments cannot be listed.")
    attempt = _read(client.read, read.operation, {ENVIRONMENT_ID: environment_id}, **read.query).attempt
    if attempt.outcome == FORBIDDEN:
        return Attempt(FAILED, "It is missing for the environment that was tested; others were not tested.")
    return attempt


def _first_environment(client: Client, spec: DoctorSpec) -> str | None:
    listed = _read(client.list, spec.environments).value
    environment_id = listed[0].get("id") if listed else None
    return None if environment_id is None else str(environment_id)
