# Copyright (c) 2026 The community.bigpanda contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The connection options of a task, validated before anything is sent."""

from __future__ import annotations

import ipaddress
import math
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..errors import InvalidOption, WrongCredential, excerpt
from ..model.operation import API_KEY, ORG_TOKEN, Operation
from ..record import Record

# The EU prefix is "eu-" for the first and "eu." for the second (contract README, "Hosts and credentials").
REGIONS = {
    "us": {"api": "https://api.bigpanda.io", "integrations": "https://integrations.bigpanda.io"},
    "eu": {"api": "https://eu-api.bigpanda.io", "integrations": "https://eu.integrations.bigpanda.io"},
}
# Minimum of each numeric option, and whether the minimum itself is excluded. With a smaller share of the rate limits,
# the second request of a task would have to wait for hours.
NUMBERS = {"timeout": (0.0, True), "retry_timeout": (0.0, False), "rate_limit_share": (0.001, False)}
# Longer than any sensible wait; the operating system does not accept times that are much longer.
MAX_NUMBER = 1e8
# Range of max_answer_mb. A response is kept in memory, and takes several times its size while it is parsed.
MIN_ANSWER_MB, MAX_ANSWER_MB = 1, 1024
BASE_URL_ADVICE = "Give scheme and host, such as https://api.bigpanda.io."
# Hiding shorter parts of an invalid token would also hide harmless text.
MIN_SECRET_PART_LENGTH = 6
# The characters of a bearer token, b64token of RFC 6750, section 2.1.
BEARER_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
CREDENTIAL_TITLES = {API_KEY: "User API Key (api_key)", ORG_TOKEN: "Org Token (org_token)"}


class Settings(Record):
    """Times are in seconds. repr omits the tokens, so that no log or traceback shows them."""

    api_key: str | None
    org_token: str | None
    region: str
    api_url: str | None
    integrations_url: str | None
    validate_certs: bool
    ca_path: str | None
    timeout_s: float
    retry_timeout_s: float
    rate_limit_share: float
    max_answer_mb: float

    __repr__ = object.__repr__

    @property
    def max_answer_bytes(self) -> int:
        """max_answer_mb in bytes; a megabyte has 1024 * 1024."""
        return int(self.max_answer_mb * 1024 * 1024)

    def base_url(self, host: str) -> str:
        """Base URL of `api` or `integrations`, without a trailing slash.

        Raises InvalidOption for the integrations host if only api_url is set: a test against another server must not
        send a credential to the real one by accident.
        """
        given = self.api_url if host == "api" else self.integrations_url
        if given:
            return given
        if host == "integrations" and self.api_url:
            raise InvalidOption(
                "api_url is set and integrations_url is not, but this request goes to the integrations host.",
                "Set integrations_url too.",
            )
        return REGIONS[self.region][host]

    @property
    def place(self) -> str:
        """Where the organization is, for people: the region, or the host if it is given."""
        return (urlsplit(self.api_url).netloc if self.api_url else "") or self.region

    def token(self, operation: Operation) -> str:
        """A token that the operation accepts. Raises WrongCredential if none is set."""
        tokens = {API_KEY: self.api_key, ORG_TOKEN: self.org_token}
        for kind in operation.credentials:
            token = tokens[kind]
            if token:
                return token
        needed = " or ".join(CREDENTIAL_TITLES[kind] for kind in operation.credentials)
        given = [CREDENTIAL_TITLES[kind] for kind, token in tokens.items() if token]
        message = f"{operation.method} {operation.path} needs the {needed}"
        message += f"; only the {given[0]} is set." if given else "; no credential is set."
        environment = " or ".join(f"BIGPANDA_{kind.upper()}" for kind in operation.credentials)
        raise WrongCredential(
            message, f"Set {' or '.join(operation.credentials)}, or {environment} in the environment."
        )


def make_settings(params: Mapping[str, Any]) -> Settings:
    """Settings from the connection options of a task. Raises InvalidOption, which names the option."""
    return Settings(
        api_key=_check_token("api_key", params.get("api_key")),
        org_token=_check_token("org_token", params.get("org_token")),
        region=params["region"],
        api_url=check_url("api_url", params.get("api_url")),
        integrations_url=check_url("integrations_url", params.get("integrations_url")),
        validate_certs=params["validate_certs"],
        ca_path=_check_ca_path(params.get("ca_path")),
        timeout_s=check_number("timeout", params["timeout"]),
        retry_timeout_s=check_number("retry_timeout", params["retry_timeout"]),
        rate_limit_share=check_number("rate_limit_share", params["rate_limit_share"]),
        max_answer_mb=check_answer_mb("max_answer_mb", params["max_answer_mb"]),
    )


def secret_forms(token: str) -> set[str]:
    """Texts that must not be shown: the token without surrounding spaces, and its parts if it contains spaces."""
    return {token.strip(), *(part for part in token.split() if len(part) >= MIN_SECRET_PART_LENGTH)} - {""}


def _check_token(option: str, token: str | None) -> str | None:
    token = (token or "").strip()
    if not token:
        return None
    if not BEARER_TOKEN.fullmatch(token):
        raise InvalidOption(*_token_problem(option, token))
    return token


def _token_problem(option: str, token: str) -> tuple[str, str]:
    """What a text is that cannot be a token, and what to do. Neither shows a part of it, which may be secret."""
    if token.startswith("$ANSIBLE_VAULT"):
        return (
            f"{option} is a text that Ansible Vault encrypted.",
            "Mark it with !vault where it is defined, or read its file as a file of variables, and give the password.",
        )
    if "{{" in token or "{%" in token:
        return (
            f"{option} contains a template that was not replaced by a value.",
            "Define it where Ansible evaluates templates, such as in a playbook or in group_vars.",
        )
    if token[0] in "[{" and token[-1] in "]}":
        return f"{option} is a list or a dict as text.", "Give only the token, one of its values."
    if token[0] in "'\"" or token[-1] in "'\"":
        return f"{option} is in quotes, which belong to no token.", "Give the token without them."
    if token.lower().startswith("bearer "):
        return f"{option} begins with the word for the type of token.", "Give only the token, without it."
    if not token.isascii() or not token.isprintable() or " " in token:
        return (
            f"{option} contains a space, a line break or another character that is not valid in a token.",
            "Copy the token again; a line break often comes from reading it from a file.",
        )
    return (
        f"{option} contains a character that is not valid in a token.",
        "Copy the token again: it consists of letters, digits and - . _ ~ + /, and may end with =.",
    )


def check_url(option: str, url: str | None) -> str | None:
    """The base URL without a trailing slash, or None.

    Raises InvalidOption. No message shows the URL, since invalid parts of it may be secret.
    """
    url = (url or "").strip()
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise InvalidOption(f"{option} is not a URL.", BASE_URL_ADVICE) from None
    if "@" in parts.netloc:
        raise InvalidOption(f"{option} contains a user name or password.", "Set api_key or org_token instead.")
    if "?" in url or "#" in url or not host or not url.isprintable() or " " in url or "\\" in url:
        raise InvalidOption(f"{option} is not a base URL.", BASE_URL_ADVICE)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise InvalidOption(f"{option} must begin with https://.", "Plain http is only accepted for 127.0.0.1.")
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_ca_path(path: str | None) -> str | None:
    if not path:
        return None
    path = os.path.expanduser(path)
    if not os.path.exists(path):
        raise InvalidOption(
            f"ca_path {path} does not exist on the host where the module runs.",
            "Set the path of a file or directory of CA certificates.",
        )
    return path


def to_number(option: str, value: Any) -> float:
    """Raises InvalidOption if the value is not a number."""
    try:
        return float(value)
    except OverflowError:
        return math.inf
    except (TypeError, ValueError):
        shown = f'"{excerpt(value, 60)}"' if isinstance(value, str) else f"a {type(value).__name__}"
        raise InvalidOption(
            f"{option} is {shown}, which is not a number.", "Give a number such as 30 or 0.5."
        ) from None


def check_number(option: str, value: Any) -> float:
    """Raises InvalidOption if the value is not a number in the range of the option."""
    least, exclusive = NUMBERS[option]
    number = to_number(option, value)
    # NaN fails every comparison, so the condition must name valid numbers, not invalid ones.
    if not (number > least or (number == least and not exclusive)) or math.isinf(number):
        words = "above" if exclusive else "at least"
        raise InvalidOption(f"{option} is {value}.", f"Give a number {words} {least:g}.")
    return min(number, MAX_NUMBER)


def check_answer_mb(option: str, value: Any) -> float:
    """Raises InvalidOption if the value is not a number of megabytes from 1 to 1024."""
    number = to_number(option, value)
    # NaN is not between any two numbers.
    if not MIN_ANSWER_MB <= number <= MAX_ANSWER_MB:
        raise InvalidOption(f"{option} is {value}.", f"Give a number from {MIN_ANSWER_MB} to {MAX_ANSWER_MB}.")
    return number
