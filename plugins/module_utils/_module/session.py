# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The beginning of every module: its options, and a session in which errors of the collection fail the task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Callable

from ansible.module_utils.basic import missing_required_lib

from .._core.errors import BigPandaError, MissingLibrary
from .._core.http.client import Client
from .._core.http.proxies import unused_proxy_warning
from .._core.http.rate_limit import RateLimiter
from .._core.http.settings import Settings, make_settings
from .._core.http.transport import Transport
from .._core.model.field import Field, argument_spec
from .._core.unexpected import only_our_errors
from .arguments import Module, checked_module
from .environment import from_environment, naming_variables, taken_options, variable_of


def connection_spec() -> dict:
    """The options of all modules, each with its environment variable."""
    options: dict = {
        "api_key": {"type": "str", "no_log": True, "aliases": ["api_token"]},
        "org_token": {"type": "str", "no_log": True},
        "region": {"type": "str", "default": "us", "choices": ["us", "eu"]},
        "api_url": {"type": "str"},
        "integrations_url": {"type": "str"},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "timeout": {"type": "float", "default": 30.0},
        "retry_timeout": {"type": "float", "default": 300.0},
        "rate_limit_share": {"type": "float", "default": 1.0},
        "max_answer_mb": {"type": "float", "default": 64.0},
    }
    return {
        name: {**option, "fallback": (from_environment, [variable_of(name), *(option.get("choices") or ())])}
        for name, option in options.items()
    }


def make_module(fields: Iterable[Field], **rules: Any) -> Module:
    return checked_module({**argument_spec(tuple(fields)), **connection_spec()}, **rules)


@contextmanager
def session(module: Module) -> Iterator[Client]:
    """A client for the duration of the task; errors of the collection fail the task."""
    with connection(module) as (make_client, _settings):
        yield make_client()


@contextmanager
def connection(
    module: Module, longest_retry_s: float = float("inf")
) -> Iterator[tuple[Callable[[], Client], Settings]]:
    """The same for several clients, which share the rate limits: how to make one, and the settings that all use."""
    transports: list[Transport] = []
    try:
        settings = make_settings(module.params)
        settings = settings.replace(retry_timeout_s=min(settings.retry_timeout_s, longest_retry_s))
        rate_limiter = RateLimiter(settings.rate_limit_share)
        warning = unused_proxy_warning(settings)
        if warning:
            module.warn(warning)

        def make_client() -> Client:
            transports.append(Transport(settings, rate_limiter))
            return Client(transports[-1])

        with only_our_errors():
            yield make_client, settings
    except MissingLibrary as error:
        module.fail_json(msg=f"{missing_required_lib('requests')} {error}")
    except BigPandaError as error:
        result = error.to_result()
        taken = taken_options(module.argument_spec, module.given)
        module.fail_json(**{**result, "msg": naming_variables(result["msg"], taken)})
    finally:
        for transport in transports:
            transport.close()
